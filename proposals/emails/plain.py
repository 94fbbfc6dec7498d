"""How every mail of ours is built: one sender, two parts, no markup of users."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
ADDRESS = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)\S*")
OF_FILES = r"(?i:csv|toml|txt|xlsx)\b"
"""How names of files end that people upload; no domain does."""
JOINED = re.compile(rf"(?<=\w)(\.(?!{OF_FILES})(?=\d|\w\w)|:(?=[\w+]))")
"""What makes a domain, a number of the net or a scheme out of words."""
ENDINGS = str.maketrans({"\u3002": ".", "/": " ", "\\": " "})
"""The full stop of Chinese ends labels of a domain too."""
BY_A_MACHINE = {"Auto-Submitted": "auto-generated"}
"""What keeps out-of-office robots from answering (RFC 3834)."""
LONGEST_REASON = 1000
"""As the pages take one; what a command publishes may say more."""


def plain(text: str) -> str:
    """Return a typed name as a mail may repeat it: one line, whole, not a link.

    Fields bound how long a name is, and half of one may be taken for another's.
    Mail programs make links of whatever looks like an address, and nobody may use our
    mails to send somebody to theirs.
    """
    folded = unicodedata.normalize("NFKC", CONTROL.sub(" ", text))
    unlinked = ADDRESS.sub("", folded).translate(ENDINGS)
    # Programs decode what looks like an encoded word, also one that somebody typed.
    undecoded = unlinked.replace("=?", "= ?").replace("?=", "? =")
    return " ".join(JOINED.sub(r"\1 ", undecoded).split())


def plain_reason(text: str) -> str:
    """Return why something was published, as mails repeat it; the history has it whole.

    No field bounds what a command was given.
    """
    begun = plain(text[:LONGEST_REASON])
    return begun if len(text) <= LONGEST_REASON else f"{begun}…"


class Link(str):
    """The whole address of a page; `words` are what a mail with markup shows of it."""

    __slots__ = ("words",)
    words: str

    def __new__(cls, address: str, words: str = "") -> Self:
        """Return the address; without words it is shown as it is."""
        link = super().__new__(cls, address)
        link.words = words or address
        return link


def link_to(name: str, *arguments: str, words: str = "") -> Link:
    """Return the whole address of a page: a worker has no request to take it from."""
    return Link(f"{settings.SITE_URL}{reverse(name, args=arguments)}", words)


def letter(
    *,
    to: str,
    subject: str,
    paragraphs: Sequence[str],
    stop: Link | None = None,
    has_account: bool = True,
) -> EmailMultiAlternatives:
    """Return a mail that no out-of-office robot answers, as text and with markup.

    Both parts are made of the same paragraphs; the text is what counts, the other one
    has no image and nothing that is loaded. `stop` mutes mails like this one: also mail
    programs offer it, by a POST that asks nothing (RFC 8058). Who has no account has
    nothing else to choose.
    """
    closing = _("Sector Skills Alliances, %(site)s") % {"site": settings.SITE_URL}
    feet = [] if stop is None else [stop]
    if stop is not None and has_account:
        feet.append(_choose_link())
    about = {
        "subject": subject,
        "paragraphs": [list(_lines(each)) for each in paragraphs],
        "feet": feet,
    }
    small = [f"{each.words}:\n{each}" for each in feet]
    mail = EmailMultiAlternatives(
        subject=subject,
        body="\n\n".join([*paragraphs, *small, closing]) + "\n",
        to=[to],
        reply_to=[settings.CONTACT] if settings.CONTACT else None,
        headers={**BY_A_MACHINE, **_stop_headers(stop)},
    )
    page = render_to_string("mails/letter.html", {**about, "closing": closing})
    mail.attach_alternative(page, "text/html")
    return mail


def _choose_link() -> Link:
    return link_to("mail-choices", words=_("Choose which mails come, and when"))


def _stop_headers(stop: Link | None) -> dict[str, str]:
    if stop is None:
        return {}
    post = "List-Unsubscribe=One-Click"
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": post}


def _lines(paragraph: str) -> Iterator[Link | str]:
    """Return a paragraph line by line, addresses of ours as links."""
    if isinstance(paragraph, Link):
        yield paragraph
        return
    for line in paragraph.split("\n"):
        is_ours = line.startswith(f"{settings.SITE_URL}/") and " " not in line
        yield Link(line) if is_ours else line
