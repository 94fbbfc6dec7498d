"""Colleagues of a draft: inviting, removing, leaving; answering an invitation."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals.access import get_colleague, get_invitation, get_proposal
from proposals.errors import InvitationGone, Refused, TooManyColleagues
from proposals.forms.colleagues import InviteForm
from proposals.models import Proposal
from proposals.selectors.colleagues import colleagues_page
from proposals.selectors.workspace import sections_of
from proposals.services.colleagues import (
    decline_invitation,
    invite_colleague,
    join_proposal,
    leave_proposal,
    remove_colleague,
    restore_colleague,
)
from proposals.views.people import person, received_at

REFUSED, STALE = 422, 409


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show who has access; on POST invite somebody."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        return _show(request, proposal, InviteForm())
    form = InviteForm(request.POST)
    return _invite(request, proposal, form)


def _invite(request: HttpRequest, proposal: Proposal, form: InviteForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, proposal, form, status=REFUSED)
    email = form.cleaned_data["email"]
    try:
        invite_colleague(proposal=proposal, email=email, by=person(request))
    except Refused as refused:
        form.add_error("email", str(refused))
        return _show(request, proposal, form, status=REFUSED)
    said = _("%(email)s is invited. The mail says what to do.") % {"email": email}
    messages.success(request, said)
    return redirect("colleagues", proposal.alliance.public_id)


@require_POST
def colleague_remove(
    request: HttpRequest, public_id: uuid.UUID, key: int
) -> HttpResponse:
    colleague = get_colleague(person(request), public_id, key)
    remove_colleague(colleague=colleague, by=person(request))
    return redirect("colleagues", public_id)


@require_POST
def colleague_restore(
    request: HttpRequest, public_id: uuid.UUID, key: int
) -> HttpResponse:
    """Undo a removal."""
    colleague = get_colleague(person(request), public_id, key)
    try:
        restore_colleague(colleague=colleague, by=person(request))
    except (InvitationGone, TooManyColleagues) as refused:
        proposal, form = colleague.proposal, InviteForm()
        return _show(request, proposal, form, refusal=str(refused), status=STALE)
    return redirect("colleagues", public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague_leave(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask first: without a new invitation nobody comes back."""
    proposal = get_proposal(person(request), public_id)
    if request.method == "POST":
        return _leave(request, proposal)
    return _ask(request, proposal)


def _leave(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    try:
        leave_proposal(proposal=proposal, by=person(request))
    except Refused:
        return _ask(request, proposal, status=REFUSED)
    said = _("You left %(acronym)s.") % {"acronym": proposal.alliance.acronym}
    messages.success(request, said)
    return redirect("alliance-list")


def _ask(
    request: HttpRequest, proposal: Proposal, *, status: int | None = None
) -> HttpResponse:
    page = colleagues_page(proposal, person(request), now=received_at(request))
    context = {"page": page}
    return render(request, "proposals/colleagues/leave.html", context, status=status)


@require_POST
def invitation_join(request: HttpRequest, key: int) -> HttpResponse:
    colleague = get_invitation(person(request), key)
    try:
        join_proposal(colleague=colleague, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("alliance-list")
    return redirect("workspace", colleague.proposal.alliance.public_id)


@require_POST
def invitation_decline(request: HttpRequest, key: int) -> HttpResponse:
    colleague = get_invitation(person(request), key)
    decline_invitation(colleague=colleague, by=person(request))
    said = _("You said no to %(acronym)s. You can be invited again.")
    messages.success(request, said % {"acronym": colleague.proposal.alliance.acronym})
    return redirect("alliance-list")


def _show(
    request: HttpRequest,
    proposal: Proposal,
    form: InviteForm,
    *,
    refusal: str = "",
    status: int | None = None,
) -> HttpResponse:
    now = received_at(request)
    page = colleagues_page(proposal, person(request), now=now)
    tasks = sections_of(proposal, now=now)
    context = {"page": page, "tasks": tasks, "form": form, "refusal": refusal}
    return render(request, "proposals/colleagues/page.html", context, status=status)
