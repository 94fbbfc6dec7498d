"""What partners propose for the budget, and the decision on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_proposal
from proposals.errors import NotAllowed, Refused
from proposals.errors.proposed_figures import FiguresMoved
from proposals.forms.decided_figures import seen_figures, undecided
from proposals.models import Proposal
from proposals.selectors.plan.proposed_figures import proposed_page
from proposals.services.decided_figures import approve_figures, refuse_figures
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE


@never_cache
@require_safe
def figures(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what partners propose beside what stands."""
    return _show(request, get_proposal(person(request), public_id))


@require_POST
def figures_decide(
    request: HttpRequest, public_id: uuid.UUID, partner: int
) -> HttpResponse:
    """Approve or refuse what was ticked of one partner, all of it or nothing."""
    proposal = get_proposal(person(request), public_id)
    try:
        number, is_approval = _decide(request, proposal, partner)
    except NotAllowed:
        raise
    except Refused as refused:
        return _refuse(request, proposal, partner, refused)
    _tell(request, number, is_approval=is_approval)
    return redirect("proposed-figures", public_id)


def _decide(request: HttpRequest, proposal: Proposal, partner: int) -> tuple[int, bool]:
    of: dict[str, Any] = {
        "proposal": proposal,
        "partner": partner,
        "seen": seen_figures(request.POST),
        "by": person(request),
    }
    if request.POST.get("act") != "refuse":
        return approve_figures(**of), True
    return refuse_figures(**of, reason=request.POST.get("reason", "")), False


def _tell(request: HttpRequest, number: int, *, is_approval: bool) -> None:
    if number:
        words = _approved(number) if is_approval else _refused(number)
        messages.success(request, words % {"number": number})


def _approved(number: int) -> str:
    return ngettext(
        "%(number)d figure approved: the budget has it now.",
        "%(number)d figures approved: the budget has them now.",
        number,
    )


def _refused(number: int) -> str:
    return ngettext(
        "%(number)d figure refused. The partner reads why.",
        "%(number)d figures refused. The partner reads why.",
        number,
    )


def _refuse(
    request: HttpRequest, proposal: Proposal, partner: int, refused: Refused
) -> HttpResponse:
    has_moved = isinstance(refused, FiguresMoved)
    return _show(
        request,
        proposal,
        status=STALE if has_moved else REFUSED,
        refusal=str(refused),
        left=undecided(request.POST, partner),
    )


def _show(
    request: HttpRequest,
    proposal: Proposal,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401  # why something was refused
) -> HttpResponse:
    page = proposed_page(proposal, reader=person(request), now=received_at(request))
    if page is None:
        raise Http404
    context = {"page": page, "refusal": "", "left": None, **more}
    name = "proposals/budget/proposed.html"
    return render(request, name, context, status=status)
