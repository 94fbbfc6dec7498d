"""Copying an alliance to another Lot, type of project or call."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_proposal
from proposals.errors import Refused
from proposals.forms.copies import CopyForm, fresh_copy_values
from proposals.models import Proposal
from proposals.selectors.drafts.copies import carried_to, copied_words, copy_page
from proposals.services.copies import copy_alliance
from proposals.views.people import person, received_at

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what comes along and ask what for; on POST copy and open the copy."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        values = fresh_copy_values(proposal.alliance.acronym)
        values["kind"] = request.GET.get("kind", "")
        return _show(request, proposal, CopyForm(initial=values))
    form = CopyForm(request.POST)
    if not form.is_valid():
        return _show(request, proposal, form)
    return _copy(request, proposal, form)


def _copy(request: HttpRequest, proposal: Proposal, form: CopyForm) -> HttpResponse:
    project_type = form.cleaned_data["kind"]
    try:
        draft = copy_alliance(
            proposal=proposal, by=person(request), **form.values_to_copy()
        )
    except Refused as refused:
        form.add_error("kind", str(refused))
        return _show(request, proposal, form)
    carried = carried_to(project_type, proposal)
    messages.success(request, copied_words(draft.alliance.acronym, carried))
    return redirect("workspace", draft.alliance.public_id)


def _show(request: HttpRequest, proposal: Proposal, form: CopyForm) -> HttpResponse:
    chosen = str(form["kind"].value() or "")
    page = copy_page(proposal, chosen=chosen, now=received_at(request))
    return render(
        request,
        "proposals/copies/copy.html",
        {"page": page, "form": form},
        status=REFUSED if form.is_bound else None,
    )
