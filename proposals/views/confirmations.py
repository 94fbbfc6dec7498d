"""The page behind a partner's link: public, and nothing happens before a POST."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alliances.limits import is_too_often
from proposals.access import get_request_by_token
from proposals.enums import PartnerAnswer
from proposals.errors import LinkClosed, StatementChanged
from proposals.forms.confirmations import AnswerForm
from proposals.models import ConfirmationRequest
from proposals.selectors.confirmations import confirmation_page, unknown_link
from proposals.services.confirmations import (
    confirm_participation,
    decline_participation,
)
from proposals.views.people import received_at

SHOWN, NOT_FOUND, STALE, GONE, REFUSED = 200, 404, 409, 410, 422
TOO_OFTEN = 429
RATES = "120/m/ip,2000/d/ip"
"""A whole ministry may sit behind one address; 256 bits are not guessed anyway."""

View = Callable[[HttpRequest, str], HttpResponse]


def _private(view: View) -> View:
    """Keep the link from caches, searches, other sites, and from those who try many."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        answer = _too_often(request) or view(request, token)
        # Browsers then send no usable Origin either, which is why CSRF cannot be asked.
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


def _too_often(request: HttpRequest) -> HttpResponse | None:
    if is_too_often(request, door="confirm", rates=RATES):
        return render(request, "429.html", status=TOO_OFTEN)
    return None


# Whoever could forge the request would have to know the token, and then needs no
# victim: no cookie gives any power here, and browsers without cookies work too.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is confirmed; on POST record the answer, once."""
    try:
        asked = get_request_by_token(token)
    except Http404:
        return _render(request, "closed", {"closing": unknown_link()}, NOT_FOUND)
    if request.method != "POST":
        return _show(request, asked)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, form, REFUSED)
    return _record(request, token, form)


def _record(request: HttpRequest, token: str, form: AnswerForm) -> HttpResponse:
    write = decline_participation if form.is_decline else confirm_participation
    try:
        write(token=token, **form.given())
    except StatementChanged as refusal:
        return _show(request, get_request_by_token(token), form, STALE, refusal=refusal)
    except LinkClosed:
        asked = get_request_by_token(token)
        is_late = (asked.answer == PartnerAnswer.DECLINED) != form.is_decline
        return _show(request, asked, is_late=is_late)
    return redirect("confirm", token)


def _show(
    request: HttpRequest,
    asked: ConfirmationRequest,
    form: AnswerForm | None = None,
    status: int = SHOWN,
    **more: Any,  # noqa: ANN401  # what the page says besides
) -> HttpResponse:
    page = confirmation_page(asked, now=received_at(request), seen=_seen(form))
    if page.closing:
        return _render(request, "closed", {"page": page, "closing": page.closing}, GONE)
    if page.record:
        return _render(request, "recorded", {"page": page, **more}, SHOWN)
    context = {"page": page, "form": form or _fresh(request), **more}
    return _render(request, "confirm", context, status)


def _seen(form: AnswerForm | None) -> str:
    """Return what the page showed from which a form came."""
    return form.data.get("seen", "") if form else ""


def _fresh(request: HttpRequest) -> AnswerForm:
    """Return an empty form; who says it is another's has the reason written."""
    is_wrong = "wrong" in request.GET
    reason = _("This is not our organisation.") if is_wrong else ""
    return AnswerForm(initial={"reason": reason})


def _render(
    request: HttpRequest, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    template = f"proposals/confirmations/{name}.html"
    return render(request, template, context, status=status)
