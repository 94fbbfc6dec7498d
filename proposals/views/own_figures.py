"""A partner's own days and amounts, as its contact sees them and proposes others."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_form_proposal
from proposals.errors import Refused
from proposals.forms.proposed_days import (
    Boxes,
    grid_of,
    proposals_in,
    stored_boxes,
    typed_boxes,
    with_clashes,
)
from proposals.models import Proposal
from proposals.policies import seat_of
from proposals.selectors.plan.own_figures import (
    OwnFigures,
    own_figures,
    own_figures_page,
)
from proposals.services.proposed_days import propose_days
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE


@dataclass(frozen=True, slots=True)
class _Part:
    """One look of a contact at the figures of its partner."""

    request: HttpRequest
    proposal: Proposal
    own: OwnFigures

    def show(
        self, boxes: Boxes, *, status: int = 200, refusal: str = ""
    ) -> HttpResponse:
        """Render the page with the boxes as they stand."""
        now = received_at(self.request)
        context: dict[str, Any] = {
            "page": own_figures_page(self.proposal, self.own, now=now),
            "grid": grid_of(self.own, boxes),
            "note": self.request.POST.get("note", ""),
            "refusal": refusal,
        }
        name = "proposals/budget/own.html"
        return render(self.request, name, context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a partner's own figures; on POST keep what its contact proposes."""
    part = _part(request, get_form_proposal(person(request), public_id))
    if request.method != "POST":
        return part.show(stored_boxes(part.own))
    boxes = typed_boxes(request.POST, part.own)
    if any(each.error for each in boxes.values()):
        return part.show(boxes, status=REFUSED)
    return _propose(part, boxes)


def _part(request: HttpRequest, proposal: Proposal) -> _Part:
    own = own_figures(proposal, seat_of(person(request), proposal))
    if own is None:
        raise Http404
    return _Part(request, proposal, own)


def _propose(part: _Part, boxes: Boxes) -> HttpResponse:
    request, proposal = part.request, part.proposal
    cells, note = proposals_in(boxes), request.POST.get("note", "")
    by = person(request)
    try:
        kept = propose_days(proposal=proposal, cells=cells, note=note, by=by)
    except Refused as refused:
        return part.show(boxes, status=REFUSED, refusal=str(refused))
    if kept.clashes:
        now = _part(request, proposal)
        return now.show(with_clashes(now.own, boxes, kept.clashes), status=STALE)
    _tell(request, kept.saved)
    return redirect("own-figures", proposal.alliance.public_id)


def _tell(request: HttpRequest, saved: int) -> None:
    if not saved:
        messages.info(request, _("Nothing was changed, so nothing is proposed."))
        return
    words = ngettext(
        "%(number)d figure sent to the coordinator.",
        "%(number)d figures sent to the coordinator.",
        saved,
    )
    messages.success(request, words % {"number": saved})
