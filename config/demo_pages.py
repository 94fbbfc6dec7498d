"""The mailbox of the demo as pages; outside the demo they do not exist."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.demo_mail import newest_mails, stored_mail

LINK = re.compile(r"(https?://\S+)")


@login_not_required
@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails the demo has sent to nobody."""
    _require_demo()
    return render(request, "demo/mailbox.html", {"mails": newest_mails()})


@login_not_required
@never_cache
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
