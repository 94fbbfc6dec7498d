"""Adding, changing, removing and restoring partners, with script and without.

The pages and the fragments share every act; they differ in what they answer with.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import reswap, retarget, trigger_client_event

from proposals.access import get_partnership, get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.partners import (
    NewPartnerForm,
    PartnerForm,
    PresentPartnerForm,
    new_partner_values,
    partner_values,
)
from proposals.models import Proposal
from proposals.selectors.conflicts import partner_differences
from proposals.selectors.masthead import masthead_of
from proposals.selectors.partners import partner_choices
from proposals.services.composition import (
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.views.people import person, received_at
from proposals.views.workspace import workspace_context

CHANGED = "composition-changed"
REFUSED, STALE = 422, 409
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def composition_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return _composition(request, public_id)


@require_http_methods(FORM_METHODS)
def partner_add(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    choices = partner_choices(proposal)
    if request.method != "POST":
        form: PartnerForm = NewPartnerForm(
            choices=choices, initial=new_partner_values() | _wanted(request)
        )
        return _form(request, proposal, form, is_fragment=is_fragment)
    form = NewPartnerForm(request.POST, choices=choices)
    return _add(request, proposal, form, is_fragment=is_fragment)


def _wanted(request: HttpRequest) -> dict[str, Any]:
    """Return what a cell of the matrix asks for: a country, a type."""
    asked = {
        "country": request.GET.get("country", ""),
        "types": request.GET.getlist("type"),
    }
    return {name: value for name, value in asked.items() if value}


def _add(
    request: HttpRequest, proposal: Proposal, form: PartnerForm, *, is_fragment: bool
) -> HttpResponse:
    if not form.is_valid():
        return _form(request, proposal, form, is_fragment=is_fragment, status=REFUSED)
    try:
        partnership = add_partner(
            proposal=proposal,
            entry=form.entry(),
            request_key=form.cleaned_data["request_key"],
            by=person(request),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, proposal, form, is_fragment=is_fragment, status=REFUSED)
    return _done(
        request,
        proposal.alliance.public_id,
        partnership.number,
        is_fragment=is_fragment,
    )


@require_http_methods(FORM_METHODS)
def partner_change(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    partnership = get_partnership(person(request), public_id, number)
    proposal = get_proposal(person(request), public_id)
    choices = partner_choices(proposal, but=partnership)
    how: dict[str, Any] = {"is_fragment": is_fragment, "number": number}
    if request.method != "POST":
        values = partner_values(partnership)
        form = PresentPartnerForm(choices=choices, initial=values)
        return _form(request, proposal, form, **how)
    form = PresentPartnerForm(request.POST, choices=choices)
    if not form.is_valid():
        return _form(request, proposal, form, **how, status=REFUSED)
    return _change(request, proposal, form, number, is_fragment=is_fragment)


def _change(
    request: HttpRequest,
    proposal: Proposal,
    form: PresentPartnerForm,
    number: int,
    *,
    is_fragment: bool,
) -> HttpResponse:
    public_id = proposal.alliance.public_id
    how: dict[str, Any] = {"is_fragment": is_fragment, "number": number}
    try:
        change_partner(
            partnership=get_partnership(person(request), public_id, number),
            entry=form.entry(),
            version=form.cleaned_data["version"],
            by=person(request),
        )
    except StaleVersion as stale:
        differences = partner_differences(stale.current, form.cleaned_data)
        how |= {"differences": differences, "current_version": stale.current.version}
        return _form(request, proposal, form, **how, status=STALE)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, proposal, form, **how, status=REFUSED)
    return _done(request, public_id, number, is_fragment=is_fragment)


@require_POST
def partner_remove(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    """Remove a partner; a row that a colleague changed is shown again instead."""
    partnership = get_partnership(person(request), public_id, number)
    version = request.POST.get("version", "")
    try:
        remove_partner(
            partnership=partnership,
            version=int(version) if version.isdecimal() else 0,
            by=person(request),
        )
    except Refused as refused:
        return _refused(request, public_id, refused, is_fragment=is_fragment)
    return _done(request, public_id, None, is_fragment=is_fragment)


@require_POST
def partner_restore(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    partnership = get_partnership(person(request), public_id, number)
    try:
        restore_partner(partnership=partnership, by=person(request))
    except Refused as refused:
        return _refused(request, public_id, refused, is_fragment=is_fragment)
    return _done(request, public_id, number, is_fragment=is_fragment)


def _form(
    request: HttpRequest,
    proposal: Proposal,
    form: PartnerForm,
    *,
    is_fragment: bool,
    status: int = 200,
    **more: Any,  # noqa: ANN401  # what a conflict adds to the page
) -> HttpResponse:
    """Show the form: in its slot of the workspace, or as a page."""
    name = "_partner_form" if is_fragment else "partner"
    context = {
        "masthead": masthead_of(proposal, now=received_at(request)),
        "form": form,
        "public_id": proposal.alliance.public_id,
        **more,
    }
    template = f"proposals/workspace/{name}.html"
    answer = render(request, template, context, status=status)
    if is_fragment and request.method == "POST":
        return reswap(retarget(answer, "#partner-form"), "innerHTML")
    return answer


def _done(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int | None,
    *,
    is_fragment: bool,
) -> HttpResponse:
    """Answer an act that was done: the new composition, or back to the workspace."""
    if is_fragment:
        answer = _composition(request, public_id, focus=number)
        return trigger_client_event(answer, CHANGED)
    place = f"#p{number}" if number else "#partners"
    return redirect(reverse("workspace", args=[public_id]) + place)


def _refused(
    request: HttpRequest, public_id: uuid.UUID, refused: Refused, *, is_fragment: bool
) -> HttpResponse:
    """Show the composition as it is now, with the reason above it."""
    proposal = get_proposal(person(request), public_id)
    context = workspace_context(request, proposal) | {"refusal": str(refused)}
    name = "_composition" if is_fragment else "page"
    template = f"proposals/workspace/{name}.html"
    return render(request, template, context, status=STALE)


def _composition(
    request: HttpRequest, public_id: uuid.UUID, *, focus: int | None = None
) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    context = workspace_context(request, proposal, focus=focus)
    return render(request, "proposals/workspace/_composition.html", context)
