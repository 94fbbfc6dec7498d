"""The workspace of one alliance."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.forms.facts import FactsForm, facts_values
from proposals.models import Proposal
from proposals.policies import is_offered_edits
from proposals.selectors.facts import fact_choices
from proposals.selectors.panel import reading_of
from proposals.selectors.verdict_changes import verdict_changes
from proposals.selectors.workspace import workspace_page
from proposals.views.people import person, received_at


@never_cache
@require_safe
def workspace(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    return render(
        request, "proposals/workspace/page.html", workspace_context(request, proposal)
    )


def workspace_context(
    request: HttpRequest, proposal: Proposal, *, focus: int | None = None
) -> dict[str, Any]:
    """Return what the page and its fragments are drawn from."""
    now, reading = received_at(request), reading_of(request.GET.get("reading"))
    page = workspace_page(proposal, now=now, reading=reading, focus=focus)
    choices = fact_choices(proposal, edition=page.edition)
    return {
        "page": page,
        "may_edit": is_offered_edits(person(request), proposal),
        "changes": verdict_changes(proposal, person(request)),
        "facts": FactsForm(choices=choices, initial=facts_values(proposal, choices)),
    }
