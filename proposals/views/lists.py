"""My alliances: the page people land on, and those put away."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_proposal
from proposals.selectors.drafts.archive import archive_page
from proposals.selectors.drafts.lists import alliance_list
from proposals.services.archive import archive_alliance, unarchive_alliance
from proposals.views.people import person, received_at


@never_cache
@require_safe
def alliances(request: HttpRequest) -> HttpResponse:
    page = alliance_list(
        person(request), page=request.GET.get("page"), now=received_at(request)
    )
    return render(request, "proposals/lists/alliances.html", {"page": page})


@never_cache
@require_safe
def archived(request: HttpRequest) -> HttpResponse:
    page = archive_page(person(request), page=request.GET.get("page"))
    return render(request, "proposals/lists/archived.html", {"page": page})


@require_POST
def archive(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put an alliance away; the list offers to undo it."""
    proposal = get_proposal(person(request), public_id)
    archive_alliance(proposal=proposal, by=person(request))
    return redirect("alliance-list")


@require_POST
def unarchive(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put an alliance back on the list."""
    proposal = get_proposal(person(request), public_id)
    unarchive_alliance(proposal=proposal, by=person(request))
    return redirect("alliance-list")
