"""What people say of a section of the form: whose it is, and that it is complete."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals.access import get_form_proposal, get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.errors.form_sections import SectionNotAsked, SomebodyElse
from proposals.files.form import SectionKind
from proposals.forms.form_sections import AssignForm
from proposals.models import FormSection, Proposal
from proposals.selectors.form.application_forms import form_sections, section_of
from proposals.services.form_sections import assign_section
from proposals.views import answers, budgets, work_plan
from proposals.views.people import person
from proposals.views.slips import REFUSED, STALE

SHOWING: dict[SectionKind, Callable[..., HttpResponse]] = {
    SectionKind.WORK_PLAN: work_plan.show_plan,
    SectionKind.BUDGET: budgets.show_budget,
}
"""What shows the sections of tables; all others are pages of answers."""


@require_POST
def section_assign(
    request: HttpRequest, public_id: uuid.UUID, section: str
) -> HttpResponse:
    """Give a section to somebody, or to nobody."""
    proposal = get_form_proposal(person(request), public_id)
    form, by = AssignForm(request.POST), person(request)
    try:
        row = assign_section(proposal=proposal, section=section, by=by, **form.stated())
    except StaleVersion as stale:
        said = SomebodyElse(stale.current.assigned_to)
        return _refuse(request, proposal, section, said, status=STALE)
    except Refused as refused:
        return _refuse(request, proposal, section, refused)
    messages.success(request, _given(row))
    return redirect(reverse("form-section", args=[public_id, section]) + "#state")


def _given(row: FormSection) -> str:
    if row.assigned_to is None:
        return _("This section is nobody's now.")
    return _("%(name)s writes this section.") % {"name": row.assigned_to}


@require_POST
def section_complete(
    request: HttpRequest, public_id: uuid.UUID, section: str
) -> HttpResponse:
    """Say that a section is complete, or not yet."""
    proposal = get_proposal(person(request), public_id)
    act = answers.CONCLUSIONS.get(request.POST.get("completed", ""))
    if act is None:
        raise Http404
    conclude, said = act
    try:
        conclude(proposal=proposal, section=section, by=person(request))
    except Refused as refused:
        return _refuse(request, proposal, section, refused)
    messages.success(request, str(said))
    return redirect(reverse("form-section", args=[public_id, section]) + "#completed")


@require_POST
def part_done(
    request: HttpRequest, public_id: uuid.UUID, section: str, partner: int
) -> HttpResponse:
    """Say that the own figures of a contact's partner are done, or not yet."""
    proposal = get_form_proposal(person(request), public_id)
    act = answers.FINISHES.get(request.POST.get("completed", ""))
    if act is None or section != section_of(proposal, SectionKind.BUDGET):
        raise Http404
    finish, said = act
    try:
        finish(proposal=proposal, section=section, partner=partner, by=person(request))
    except SectionNotAsked as refused:
        raise Http404 from refused
    messages.success(request, str(said))
    return redirect(reverse("own-figures", args=[public_id]) + "#completed")


def _refuse(
    request: HttpRequest,
    proposal: Proposal,
    section: str,
    refused: Refused,
    *,
    status: int = REFUSED,
) -> HttpResponse:
    """Show a section as it is stored, with what was refused."""
    kinds = {each.code: each.kind for each in form_sections(proposal)}
    show = SHOWING.get(kinds.get(section, SectionKind.QUESTIONS))
    if show is None:
        return answers.show_refused(request, proposal, section, refused, status=status)
    # The contact of a partner sees neither the whole plan nor the whole budget.
    visible = get_proposal(person(request), proposal.alliance.public_id)
    return show(request, visible, status=status, refusal=str(refused))
