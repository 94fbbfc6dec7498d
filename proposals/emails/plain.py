"""How every mail of ours is built: plain text, one sender, no markup of users."""

import re
import unicodedata

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

LONGEST_NAME = 120
"""Characters of a name somebody typed that a mail repeats."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
ADDRESS = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.)\S*")
JOINED = re.compile(r"(?<=\w)(\.(?=\d|\w\w)|:(?=[\w+]))")
"""What makes a domain, a number of the net or a scheme out of words."""
ENDINGS = str.maketrans({"\u3002": ".", "/": " ", "\\": " "})
"""The full stop of Chinese ends labels of a domain too."""


def plain(text: str) -> str:
    """Return a typed name as a mail may repeat it: one line, short, not a link.

    Mail programs make links of whatever looks like an address, and nobody may use our
    mails to send somebody to theirs.
    """
    folded = unicodedata.normalize("NFKC", CONTROL.sub(" ", text))
    unlinked = ADDRESS.sub("", folded).translate(ENDINGS)
    # Programs decode what looks like an encoded word, also one that somebody typed.
    undecoded = unlinked.replace("=?", "= ?").replace("?=", "? =")
    words = JOINED.sub(r"\1 ", undecoded).split()
    return Truncator(" ".join(words)).chars(LONGEST_NAME)


def link_to(name: str, *arguments: str) -> str:
    """Return the whole address of a page: a worker has no request to take it from."""
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def letter(*, to: str, subject: str, paragraphs: list[str]) -> EmailMessage:
    """Return a mail that no out-of-office robot answers."""
    closing = _("Sector Skills Alliances, %(site)s") % {"site": settings.SITE_URL}
    return EmailMessage(
        subject=subject,
        body="\n\n".join([*paragraphs, closing]) + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
