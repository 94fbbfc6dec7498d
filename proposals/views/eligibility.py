"""Where a draft stands: the panel, each clause explained, and a wrong rule reported."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from proposals.access import get_proposal
from proposals.errors import Refused
from proposals.forms.reports import RuleReportForm
from proposals.models import Proposal
from proposals.policies import can_edit
from proposals.selectors.consortium.workspace import (
    map_update,
    panel_update,
    standing_of,
)
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.drafts.tasks import tasks_of
from proposals.selectors.standing.explain import explanation_of
from proposals.selectors.standing.panel import reading_of
from proposals.selectors.standing.readings import eligibility_page
from proposals.services.reports import report_rule
from proposals.views.people import person, received_at

REFUSED = 422


@never_cache
@require_safe
def eligibility(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show every clause in both readings side by side."""
    proposal = get_proposal(person(request), public_id)
    page = eligibility_page(proposal, now=received_at(request))
    return render(request, "proposals/eligibility/page.html", {"page": page})


@never_cache
@require_safe
def eligibility_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer a change: the panel, and out of band what repeats its verdict."""
    proposal = get_proposal(person(request), public_id)
    page = panel_update(
        proposal,
        now=received_at(request),
        reading=reading_of(request.GET.get("reading")),
    )
    context = {"page": page, "may_edit": can_edit(person(request), proposal)}
    return render(request, "proposals/workspace/_panel_fragment.html", context)


@never_cache
@require_safe
def map_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draw the map anew after a change; nobody waits for it."""
    proposal = get_proposal(person(request), public_id)
    context = {"map": map_update(proposal, now=received_at(request))}
    return render(request, "proposals/workspace/_map_fragment.html", context)


@never_cache
@require_safe
def explain(request: HttpRequest, public_id: uuid.UUID, clause: str) -> HttpResponse:
    """Show one clause as a page of its own."""
    proposal = get_proposal(person(request), public_id)
    context = _clause_page(request, proposal, clause)
    return render(request, "proposals/eligibility/clause.html", context)


@never_cache
@require_safe
def explain_fragment(
    request: HttpRequest, public_id: uuid.UUID, clause: str
) -> HttpResponse:
    """Fill the drawer; a change may have taken the clause away, and it says so."""
    proposal = get_proposal(person(request), public_id)
    standing = standing_of(proposal, now=received_at(request))
    explanation = explanation_of(
        proposal, *standing, clause=clause, user=person(request)
    )
    context = {"clause": explanation}
    return render(request, "proposals/eligibility/_drawer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_report(
    request: HttpRequest, public_id: uuid.UUID, clause: str
) -> HttpResponse:
    """Ask what is wrong with a rule, and keep it for the administrators."""
    proposal = get_proposal(person(request), public_id)
    context = _clause_page(request, proposal, clause)
    form = RuleReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _reported(request, proposal, clause, form):
        messages.success(request, _("Your report is with the administrators."))
        return redirect("explain", public_id, clause)
    status = REFUSED if form.is_bound else None
    template = "proposals/eligibility/report.html"
    return render(request, template, context | {"form": form}, status=status)


def _reported(
    request: HttpRequest, proposal: Proposal, clause: str, form: RuleReportForm
) -> bool:
    """Keep a valid report; what refuses it stands in the form."""
    text = form.cleaned_data["text"]
    try:
        report_rule(
            rulebook=proposal.rulebook, clause=clause, text=text, by=person(request)
        )
    except Refused as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def _clause_page(
    request: HttpRequest, proposal: Proposal, clause: str
) -> dict[str, Any]:
    """Return what the pages about one clause show; 404 where the law has no such."""
    now = received_at(request)
    standing = standing_of(proposal, now=now)
    explanation = explanation_of(
        proposal, *standing, clause=clause, user=person(request)
    )
    if explanation is None:
        raise Http404
    return {
        "clause": explanation,
        "masthead": masthead_of(proposal, now=now),
        "tasks": tasks_of(proposal, *standing),
    }
