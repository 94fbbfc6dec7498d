"""Forms that could not be taken yet, kept in the session of who sent them.

Three things keep one: a fresh proof that an act asks for (alliances/views/proof.py), a
session that ended while somebody typed (config/kept_forms.py), and a second factor that
is asked for from now on (config/second_factor_gate.py). Nothing kept is ever sent by
itself; nobody but the person who typed it is shown it.
"""

import time
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

KEPT = "kept_forms"
MOST_KEPT = 5
SECONDS_KEPT = 60 * 60
MOST_CHARACTERS = 1_000_000
"""Of all together; the oldest give way."""
LEAVE = "leave_kept_form"
"""What the address of a form that drops one says."""
SECRETS = {"csrfmiddlewaretoken", "code", "credential"}
"""Fields that are never kept, like everything called a password."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent, without secrets and files.

    While a release takes over from the one before, each reads what the other kept: what
    it does not know it leaves out, and a field that comes later has a default.
    """

    to: str
    """The address it was sent to, with its query."""
    page: str
    """The address of the page it stood on; `to`, where the browser told nothing."""
    typed: str
    """Names and values, as forms are sent."""
    of: int
    """The key of the person who typed it."""
    at: float
    """When it was sent, in seconds since 1970."""
    had_file: bool = False
    needs_proof: bool = False
    """Whether it is shown after a fresh proof alone."""

    @property
    def fields(self) -> dict[str, list[str]]:
        """Names and values, in the order of the form."""
        return dict(QueryDict(self.typed).lists())

    @property
    def path(self) -> str:
        """The address it was sent to, without its query."""
        return urlsplit(self.to).path

    @property
    def page_path(self) -> str:
        """The address of its page, without its query."""
        return urlsplit(self.page).path

    @property
    def leave(self) -> str:
        """The address of the form that drops it."""
        return f"{self.to}{'&' if '?' in self.to else '?'}{LEAVE}=1"

    @property
    def is_hint(self) -> bool:
        """Whether only that it was sent is known: it held a file, and was not read."""
        return self.had_file and not self.typed

    @property
    def is_over(self) -> bool:
        """Whether it has been kept for too long."""
        return self.at + SECONDS_KEPT < time.time()


NAMES = tuple(each.name for each in fields(KeptForm))


def as_sent(request: HttpRequest, *, of: int, is_read: bool = True) -> KeptForm:
    """Return what a request sent.

    Of one that must not be read, as its file is still on its way, only that it was.
    """
    to = request.get_full_path()
    return KeptForm(
        to=to,
        page=_page_before(request) or to,
        typed=_without_secrets(request.POST) if is_read else "",
        of=of,
        at=time.time(),
        had_file=request.content_type == "multipart/form-data",
    )


def keep(request: HttpRequest, form: KeptForm) -> bool:
    """Keep a form; False if it is more than a session holds."""
    if len(form.typed) > MOST_CHARACTERS:
        return False
    forms = [each for each in _stored(request) if each.path != form.path]
    newest = [*forms, form][-MOST_KEPT:]
    while sum(len(each.typed) for each in newest) > MOST_CHARACTERS:
        del newest[0]
    _store(request, newest)
    return True


def kept_forms(request: HttpRequest) -> list[KeptForm]:
    """Return those of the person who asks, the newest first; drop all others."""
    stored = _stored(request)
    theirs = [each for each in stored if each.of == request.user.pk]
    present = [each for each in theirs if not each.is_over]
    if present != stored:
        _store(request, present)
    return present[::-1]


def kept_here(request: HttpRequest) -> list[KeptForm]:
    """Return those of the page that is asked for."""
    forms = kept_forms(request)
    return [each for each in forms if request.path in {each.page_path, each.path}]


def kept_until_sign_in(request: HttpRequest) -> KeptForm | None:
    """Return the newest one that waits for its person to sign in."""
    waiting = [each for each in _stored(request) if not each.is_over]
    return waiting[-1] if waiting else None


def forget(request: HttpRequest, *, sent_at: float | None = None) -> KeptForm | None:
    """Drop what was sent to the address of a request, and return it.

    With a moment only what was sent at that moment.
    """
    forms = _stored(request)
    for each in forms:
        if each.path == request.path and sent_at in {None, each.at}:
            _store(request, [other for other in forms if other is not each])
            return each
    return None


def _page_before(request: HttpRequest) -> str:
    """Return path and query of our page that the form stood on; nothing if not told."""
    before = str(request.META.get("HTTP_REFERER", ""))
    if not url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(before)
    path = escape_leading_slashes(parts.path)
    return path + (f"?{parts.query}" if parts.query else "")


def _without_secrets(sent: QueryDict) -> str:
    names = [each for each in sent if each not in SECRETS and "password" not in each]
    pairs = [(name, each) for name in names for each in sent.getlist(name)]
    return urlencode(pairs)


def _stored(request: HttpRequest) -> list[KeptForm]:
    return [_known(each) for each in request.session.get(KEPT, [])]


def _known(stored: dict[str, Any]) -> KeptForm:
    return KeptForm(**{name: stored[name] for name in NAMES if name in stored})


def _store(request: HttpRequest, forms: list[KeptForm]) -> None:
    request.session[KEPT] = [asdict(each) for each in forms]
