"""Colleagues of a draft: inviting, removing, leaving; answering an invitation."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alliances.views.proof import asks_for_proof
from proposals.access import (
    get_colleague,
    get_form_proposal,
    get_invitation,
    get_proposal,
)
from proposals.enums import ColleagueRole
from proposals.errors import (
    InvitationGone,
    Refused,
    TooManyColleagues,
)
from proposals.errors.colleagues import PartnerGone
from proposals.forms.colleagues import DutyForm, InviteForm
from proposals.models import Colleague, Proposal
from proposals.policies import seat_of
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.drafts.colleagues import (
    colleagues_page,
    consequence,
    partner_names,
)
from proposals.services.colleagues import (
    change_duty,
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
    partners = partner_names(proposal)
    if request.method != "POST":
        return _show(request, proposal, InviteForm(partners=partners))
    return _invite(request, proposal, InviteForm(request.POST, partners=partners))


def _invite(request: HttpRequest, proposal: Proposal, form: InviteForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, proposal, form, status=REFUSED)
    email, by = form.cleaned_data["email"], person(request)
    try:
        invite_colleague(proposal=proposal, email=email, by=by, duty=form.stated())
    except Refused as refused:
        form.add_error(refused.field or "email", str(refused))
        return _show(request, proposal, form, status=REFUSED)
    said = _("%(email)s is invited. The mail says what to do.") % {"email": email}
    messages.success(request, said)
    return redirect("colleagues", proposal.alliance.public_id)


@require_POST
def colleague_change(
    request: HttpRequest, public_id: uuid.UUID, key: int
) -> HttpResponse:
    """Change what a colleague does."""
    by = person(request)
    colleague = get_colleague(by, public_id, key)
    form = DutyForm(request.POST, partners=partner_names(colleague.proposal))
    if not form.is_valid():
        return _refuse(request, colleague, str(form.errors["duty"][0]), REFUSED)
    try:
        change_duty(colleague=colleague, duty=form.stated(), by=by)
    except (InvitationGone, PartnerGone) as refused:
        return _refuse(request, colleague, str(refused), STALE)
    name = colleague.person or colleague.email
    messages.success(request, consequence(form.stated().role, str(name)))
    return redirect("colleagues", public_id)


def _refuse(
    request: HttpRequest, colleague: Colleague, refusal: str, status: int
) -> HttpResponse:
    proposal = colleague.proposal
    form = InviteForm(partners=partner_names(proposal))
    return _show(request, proposal, form, refusal=refusal, status=status)


@asks_for_proof()
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
        return _refuse(request, colleague, str(refused), STALE)
    return redirect("colleagues", public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague_leave(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask first: without a new invitation nobody comes back."""
    proposal = get_form_proposal(person(request), public_id)
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
    is_partial = seat_of(person(request), proposal).is_contact
    page = replace(page, masthead=replace(page.masthead, is_partial=is_partial))
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
    is_contact = colleague.role == ColleagueRole.CONTACT
    name = "my-part" if is_contact else "workspace"
    return redirect(name, colleague.proposal.alliance.public_id)


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
