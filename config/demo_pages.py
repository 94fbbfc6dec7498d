"""The tour and the mailbox of the demo; outside the demo these do not exist."""

import re

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from config.demo_mail import newest_mails, stored_mail
from proposals.selectors.drafts.demo_tour import tour_steps

FRAMED = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}
"""What a mail may do: look as it is written, and lead to a page once it is asked to."""
LINK = re.compile(r"(https?://\S+)")


@login_not_required
@never_cache
@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Show the way through the demo, and how far somebody went."""
    _require_demo()
    return render(request, "demo/tour.html", {"steps": tour_steps()})


@login_not_required
@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails the demo has sent to nobody."""
    _require_demo()
    return render(request, "demo/mailbox.html", {"mails": newest_mails()})


@login_not_required
@never_cache
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types know views without arguments
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail as the text it is, with links that lead to this site."""
    _require_demo()
    try:
        stored = stored_mail(key)
    except KeyError as error:
        raise Http404 from error
    context = {"mail": stored, "parts": _parts(stored.body)}
    return render(request, "demo/mail.html", context)


@login_not_required
@never_cache
@xframe_options_sameorigin
@csp(FRAMED)  # type: ignore[arg-type]  # as above
@require_safe
def mail_markup(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Show the part of a mail with markup, for a frame that runs and loads nothing.

    Its links lead the window around the frame, by their paths as on the page.
    """
    _require_demo()
    try:
        stored = stored_mail(key)
    except KeyError as error:
        raise Http404 from error
    if not stored.markup:
        raise Http404("only text")
    links = stored.markup.replace(f'href="{settings.SITE_URL}/', 'href="/')
    return HttpResponse(links.replace("<head>", '<head><base target="_top">', 1))


def _parts(body: str) -> list[tuple[str, str]]:
    """Return the text in pieces, links to this site with their path.

    By its path a link works under whatever name this machine was reached.
    """
    return [
        (piece, piece.removeprefix(settings.SITE_URL) if _is_ours(piece) else "")
        for piece in LINK.split(body)
    ]


def _is_ours(piece: str) -> bool:
    return piece.startswith(f"{settings.SITE_URL}/")


def _require_demo() -> None:
    if not settings.DEMO:
        raise Http404("only in the demo")
