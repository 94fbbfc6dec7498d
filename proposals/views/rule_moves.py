"""Newer rules: what changed for a draft, and moving it over."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_proposal
from proposals.errors import Refused
from proposals.forms.rule_moves import RuleMoveForm
from proposals.models import Proposal
from proposals.selectors.drafts.refusals import Refusal
from proposals.selectors.law.rule_move import rule_move_page
from proposals.services.rule_moves import move_to_newest_rules
from proposals.views.people import person, received_at

REFUSED, STALE = 422, 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule_move(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what newer rules change; on POST move the draft to them."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        return _show(request, proposal)
    form = RuleMoveForm(request.POST)
    if not form.is_valid():
        return _show(request, proposal, status=REFUSED)
    return _move(request, proposal, form)


def _move(request: HttpRequest, proposal: Proposal, form: RuleMoveForm) -> HttpResponse:
    try:
        moved = move_to_newest_rules(
            proposal=proposal, by=person(request), **form.cleaned_data
        )
    except Refused as refused:
        # As it stands now: somebody else may have moved it.
        proposal = get_proposal(person(request), proposal.alliance.public_id)
        return _show(request, proposal, refusal=Refusal.of(refused), status=STALE)
    words = _("%(acronym)s is checked against version %(version)d of the rules now.")
    about = {"acronym": moved.alliance.acronym, "version": moved.rulebook.version}
    messages.success(request, words % about)
    return redirect("workspace", moved.alliance.public_id)


def _show(
    request: HttpRequest,
    proposal: Proposal,
    *,
    refusal: Refusal | None = None,
    status: int | None = None,
) -> HttpResponse:
    page = rule_move_page(proposal, now=received_at(request))
    context = {"page": page, "refusal": refusal}
    return render(request, "proposals/rule_move/page.html", context, status=status)
