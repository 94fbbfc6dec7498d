"""What a partner answered, and deciding on the changes it asks for."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import (
    get_partnership,
    get_proposal,
    get_standing_request,
)
from proposals.errors import NotAllowed, Refused
from proposals.errors.partner_changes import RefusalUnexplained
from proposals.forms.numbers import number_in
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.partner_answer import partner_answer_page
from proposals.selectors.consortium.workspace import sections_of
from proposals.services.decided_changes import accept_change, refuse_change
from proposals.views.people import person, received_at

STALE, UNEXPLAINED = 409, 422


@never_cache
@require_safe
def partner_answer(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Show what a partner answered, old beside proposed."""
    return _show(request, public_id, number)


@require_POST
def partner_change_decide(
    request: HttpRequest, public_id: uuid.UUID, number: int, key: int
) -> HttpResponse:
    """Accept or refuse one change that a partner asks for."""
    try:
        _decide(request, get_standing_request(person(request), public_id, number), key)
    except NotAllowed:
        raise
    except RefusalUnexplained as refusal:
        field = f"reason-{key}"
        return _show(
            request, public_id, number, refusal=refusal, refusing=key, field=field
        )
    except Refused as refusal:
        return _show(request, public_id, number, refusal=refusal)
    return redirect("partner-answer", public_id, number)


def _decide(request: HttpRequest, asked: ConfirmationRequest, key: int) -> None:
    """Do what was pressed, and say so on the next page."""
    by = person(request)
    if request.POST.get("act") == "refuse":
        words = request.POST.get("reason", "")
        refuse_change(asked=asked, key=key, reason=words, by=by)
        messages.success(request, _("Refused: what stands stays."))
        return
    version = number_in(request.POST.get("version", "")) or 0
    accept_change(asked=asked, key=key, version=version, by=by)
    messages.success(request, _("Accepted."))


def _show(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    **refused: Any,  # noqa: ANN401  # the refusal, and the change it is about
) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    row = get_partnership(person(request), public_id, number)
    now = received_at(request)
    tasks = sections_of(proposal, now=now)
    page = partner_answer_page(proposal, row, person(request), tasks.contents, now=now)
    context = {"page": page, "tasks": tasks, **refused}
    status = (UNEXPLAINED if "refusing" in refused else STALE) if refused else None
    template = "proposals/confirmations/answer.html"
    return render(request, template, context, status=status)
