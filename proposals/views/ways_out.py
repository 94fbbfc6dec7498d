"""What would mend a draft, and whom it cannot lose: as pages, and in the workspace."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.ways_out import ways_out_of, ways_out_page
from proposals.selectors.standing.withdrawals import withdrawal_page, withdrawal_summary
from proposals.views.people import person, received_at


@never_cache
@require_safe
def ways_out(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show every way out, each move with the form that makes it."""
    proposal = get_proposal(person(request), public_id)
    page = ways_out_page(proposal, now=received_at(request))
    return render(request, "proposals/ways_out/page.html", {"page": page})


@never_cache
@require_safe
def ways_out_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Fill the place in the panel: the search takes longer than the verdict."""
    proposal = get_proposal(person(request), public_id)
    standing = standing_of(proposal, now=received_at(request))
    context = {"answers": ways_out_of(proposal, *standing), "public_id": public_id}
    return render(request, "proposals/ways_out/_in_panel.html", context)


@never_cache
@require_safe
def withdrawals(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show who is critical for what, alone and in pairs."""
    proposal = get_proposal(person(request), public_id)
    page = withdrawal_page(proposal, now=received_at(request))
    return render(request, "proposals/ways_out/withdrawals.html", {"page": page})


@never_cache
@require_safe
def withdrawals_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Fill the section of the workspace, anew after every change."""
    proposal = get_proposal(person(request), public_id)
    standing = standing_of(proposal, now=received_at(request))
    context = {"summary": withdrawal_summary(proposal, *standing)}
    return render(request, "proposals/ways_out/_withdrawals.html", context)
