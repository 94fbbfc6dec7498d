"""Stating the facts: as a page of its own, and field by field as they are typed."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from proposals.access import get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.facts import FactsForm, facts_values
from proposals.models import Proposal
from proposals.policies import can_edit
from proposals.selectors.asking.answers import confirmations_in
from proposals.selectors.drafts.facts import fact_choices, project_types_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.form.conflicts import fact_differences
from proposals.services.drafts import change_facts
from proposals.views.people import person, received_at
from proposals.views.slips import CHANGED, REFUSED, STALE

Show = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the form alone; on POST save it and go back to the workspace."""
    proposal = get_proposal(person(request), public_id)
    choices = fact_choices(proposal)
    if request.method != "POST":
        form = FactsForm(choices=choices, initial=facts_values(proposal, choices))
        return _page(request, proposal, form)
    form = FactsForm(request.POST, choices=choices)
    if refusal := _save(request, proposal, form, show=_page):
        return refusal
    messages.success(request, form.saved_words())
    return redirect("workspace", public_id)


@require_POST
def facts_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Save what was typed and answer with the line that says so."""
    proposal = get_proposal(person(request), public_id)
    confirmed = confirmations_in(proposal)
    form = FactsForm(request.POST, choices=fact_choices(proposal))
    if refusal := _save(request, proposal, form, show=_state):
        return refusal
    proposal = get_proposal(person(request), public_id)
    context = _saved(proposal, form, confirmed - confirmations_in(proposal))
    answer = render(request, "proposals/workspace/_facts_saved.html", context)
    return trigger_client_event(answer, CHANGED)


def _saved(proposal: Proposal, form: FactsForm, ended: int) -> dict[str, Any]:
    """Return what the line is drawn from that says what was saved, and how read."""
    return {
        "saved_at": timezone.localtime(),
        "values": facts_values(proposal, fact_choices(proposal)),
        "seen": form.seen_now(),
        "version": proposal.facts_version - bool(form.theirs),
        "theirs": form.their_words(),
        "proposal": proposal,
        "sector_words": form.sector_words(),
        "ended": ended,
    }


def _save(
    request: HttpRequest, proposal: Proposal, form: FactsForm, *, show: Show
) -> HttpResponse | None:
    """Save a form; return the answer that refuses it, None once it is saved."""
    if not form.is_valid():
        return show(request, proposal, form, status=REFUSED)
    try:
        _write(request, proposal, form)
    except StaleVersion as stale:
        return _meet(request, stale.current, form, show)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, proposal, form, status=REFUSED)
    return None


def _meet(
    request: HttpRequest, current: Proposal, form: FactsForm, show: Show
) -> HttpResponse | None:
    """Save beside what a colleague changed; show both where it is the same fact."""
    form.meet(current)
    if form.collides_with(current):
        return show(request, current, form, status=STALE)
    form.go_on_from(current)
    return _save(request, current, form, show=show)


def _write(request: HttpRequest, proposal: Proposal, form: FactsForm) -> None:
    form.meet(proposal)
    change_facts(
        proposal=proposal,
        facts=form.facts(project_types_of(proposal)),
        facts_version=form.cleaned_data["facts_version"],
        by=person(request),
    )


def _page(
    request: HttpRequest, proposal: Proposal, form: FactsForm, *, status: int = 200
) -> HttpResponse:
    context = _context(request, proposal, form, status)
    if status == STALE:
        context["form"] = form.over(proposal)
    return render(request, "proposals/workspace/facts.html", context, status=status)


def _state(
    request: HttpRequest, proposal: Proposal, form: FactsForm, *, status: int
) -> HttpResponse:
    context = _context(request, proposal, form, status)
    template = "proposals/workspace/_facts_refused.html"
    return render(request, template, context, status=status)


def _context(
    request: HttpRequest, proposal: Proposal, form: FactsForm, status: int
) -> dict[str, Any]:
    """Return what a refusal is drawn from; a conflict shows both sides."""
    return {
        "masthead": masthead_of(proposal, now=received_at(request)),
        "form": form,
        "may_edit": can_edit(person(request), proposal),
        "current_version": proposal.facts_version,
        "differences": fact_differences(proposal, form) if status == STALE else (),
    }
