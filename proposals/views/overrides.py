"""An administrator allows a draft to be submitted in spite of what is not met."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alliances.views.proof import asks_for_proof
from proposals.administrator_access import get_any_proposal
from proposals.errors import Refused
from proposals.forms.overrides import OverrideForm
from proposals.models import Proposal
from proposals.selectors.submissions.overrides import OverridePage, override_page
from proposals.services.overrides import end_override, give_override
from proposals.views.people import person, received_at

REFUSED = 422


@asks_for_proof()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what is not met; on POST allow a submission in spite of it."""
    proposal = get_any_proposal(request.user, public_id)
    page = override_page(proposal, now=received_at(request))
    form = _form(request, page)
    if request.method != "POST":
        return _show(request, page, form)
    if not form.is_valid():
        return _show(request, page, form, status=REFUSED)
    return _give(request, proposal, page, form)


@asks_for_proof()
@require_POST
def override_end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back what was allowed."""
    proposal = get_any_proposal(request.user, public_id)
    if end_override(proposal=proposal, by=person(request)):
        messages.success(request, _("Nothing is allowed any more."))
    return redirect("override", public_id)


def _give(
    request: HttpRequest, proposal: Proposal, page: OverridePage, form: OverrideForm
) -> HttpResponse:
    try:
        give_override(proposal=proposal, by=person(request), **form.given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, page, form, status=REFUSED)
    messages.success(
        request,
        _("Allowed. What you named no longer keeps the coordinator from submitting."),
    )
    return redirect("override", page.public_id)


def _form(request: HttpRequest, page: OverridePage) -> OverrideForm:
    return OverrideForm(
        request.POST if request.method == "POST" else None,
        clauses=page.clauses,
        has_pending=bool(page.pending),
    )


def _show(
    request: HttpRequest,
    page: OverridePage,
    form: OverrideForm,
    *,
    status: int | None = None,
) -> HttpResponse:
    context = {"page": page, "form": form}
    template = "proposals/administration/override.html"
    return render(request, template, context, status=status)
