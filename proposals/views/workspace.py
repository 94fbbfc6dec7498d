"""The workspace of one alliance."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.forms.facts import FactsForm, facts_values
from proposals.forms.numbers import number_in
from proposals.models import Proposal
from proposals.policies import is_offered_edits
from proposals.selectors.consortium.partner_parts import Wanted
from proposals.selectors.consortium.workspace import workspace_page
from proposals.selectors.drafts.copies import has_others
from proposals.selectors.drafts.facts import fact_choices
from proposals.selectors.law.verdict_changes import verdict_changes
from proposals.selectors.standing.panel import reading_of
from proposals.views.people import person, received_at


@never_cache
@require_safe
def workspace(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    return render(
        request, "proposals/workspace/page.html", workspace_context(request, proposal)
    )


def workspace_context(
    request: HttpRequest, proposal: Proposal, wanted: Wanted | None = None
) -> dict[str, Any]:
    """Return what page and fragments are drawn from, with the part that is wanted."""
    now, reading = received_at(request), reading_of(request.GET.get("reading"))
    wanted = wanted or _wanted(request)
    page = workspace_page(proposal, now=now, reading=reading, wanted=wanted)
    choices = fact_choices(proposal, edition=page.edition)
    return {
        "page": page,
        "others": not page.composition.groups and has_others(person(request), proposal),
        "may_edit": is_offered_edits(person(request), proposal),
        "changes": verdict_changes(proposal, person(request)),
        "facts": FactsForm(choices=choices, initial=facts_values(proposal, choices)),
    }


def _wanted(request: HttpRequest) -> Wanted:
    """Return the part that an address asks for."""
    asked = request.GET
    return Wanted(asked.get("page", ""), number_in(asked.get("partner", "")))
