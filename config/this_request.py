"""The request being answered, for pages that may ask nothing else: those of errors."""

import base64
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from alliances.views.colours import colours_without_asking
from alliances.words import zoned_moment_words

GetResponse = Callable[[HttpRequest], HttpResponse]
_present: ContextVar[HttpRequest | None] = ContextVar("present_request", default=None)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What can be said of a request without a query, a session or a file."""

    reference: str = ""
    """By which its lines are found in the log; none before a request has one."""
    moment: str = ""
    """When it is, in Brussels, in the reader's language."""
    colours: str = ""
    """Those the reader chose, one of `Colours`; none is as the system asks."""
    back: str = ""
    """The page of ours the reader came from, if the browser says which."""
    has_session: bool = False
    """Whether the browser came with one: it belongs to somebody with an account."""
    contact: str = ""
    """Whom to write to; empty where the operator named nobody."""


def name_request(get_response: GetResponse) -> GetResponse:
    """Give a request a reference people can read out, whoever else named it.

    A proxy's or a stranger's name is replaced: what stands in our log is ours alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        reference = _new_reference()
        request.META["HTTP_X_REQUEST_ID"] = reference
        token = _present.set(request)
        try:
            # For what fails before the log's own middleware binds the same.
            with structlog.contextvars.bound_contextvars(request_id=reference):
                return get_response(request)
        finally:
            _present.reset(token)

    return middleware


def present_facts() -> RequestFacts:
    """Say what is known of the request being answered; nothing outside of one."""
    request = _present.get()
    if request is None:
        return RequestFacts()
    return RequestFacts(
        reference=str(request.META["HTTP_X_REQUEST_ID"]),
        moment=zoned_moment_words(timezone.localtime()),
        colours=colours_without_asking(request),
        back=_page_before(request),
        has_session=settings.SESSION_COOKIE_NAME in request.COOKIES,
        contact=settings.CONTACT,
    )


def _new_reference() -> str:
    """Return twelve signs in groups of four, none of which is taken for another."""
    signs = base64.b32encode(secrets.token_bytes(10)).decode()
    return "-".join(signs[at : at + 4] for at in (0, 4, 8))


def _page_before(request: HttpRequest) -> str:
    """Return the address the browser came from, if it is ours and another page."""
    before = request.META.get("HTTP_REFERER", "")
    try:
        ours, here = {request.get_host()}, request.build_absolute_uri()
    except DisallowedHost:
        return ""
    is_ours = url_has_allowed_host_and_scheme(
        before, allowed_hosts=ours, require_https=request.is_secure()
    )
    is_another = before != here or request.method == "POST"
    return before if is_ours and is_another else ""
