"""Adding, changing, removing and restoring partners, with script and without.

The pages and the fragments share every act; they differ in what they answer with.
"""

import uuid
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from proposals.access import get_partnership, get_proposal
from proposals.forms.numbers import number_in
from proposals.forms.partners import (
    NewPartnerForm,
    PresentPartnerForm,
    new_partner_values,
    partner_values,
)
from proposals.models import Proposal
from proposals.selectors.consortium.partners import added_words
from proposals.selectors.standing.newcomers import newcomer_wanted, still_missing
from proposals.services.composition import (
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.views.people import person, received_at
from proposals.views.slips import Slip

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def composition_fragment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the partners anew, and with them the verdict: a colleague changed them."""
    proposal = get_proposal(person(request), public_id)
    focus = number_in(request.GET.get("focus", ""))
    return Slip(request, proposal, is_fragment=True).done(focus)


@require_http_methods(FORM_METHODS)
def partner_add(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    proposal = get_proposal(person(request), public_id)
    slip = Slip(request, proposal, is_fragment)
    choices = slip.choices(first=request.GET.get("group", ""))
    slip = replace(slip, wanted=newcomer_wanted(proposal, choices, request.GET))
    form = partial(NewPartnerForm, choices=choices)
    if request.method != "POST":
        initial = new_partner_values(choices.starts_as) | _wanted(request)
        return slip.show(form(initial=initial), added=_added(request, proposal))
    write = partial(add_partner, proposal=proposal, by=person(request))
    return slip.answer(form, write)


def _added(request: HttpRequest, proposal: Proposal) -> str:
    """Say who was added just before, and what is missing, where one follows another."""
    number = number_in(request.GET.get("after", ""))
    words = added_words(proposal, number) if number else ""
    now = received_at(request)
    return f"{words} {still_missing(proposal, now=now)}" if words else ""


def _wanted(request: HttpRequest) -> dict[str, Any]:
    """Return what a gap of the consortium, a repair or a twin asks for."""
    asked = {name: request.GET.get(name, "") for name in ("country", "role", "pic")}
    types = {"types": request.GET.getlist("type")}
    return {name: value for name, value in (asked | types).items() if value}


@require_http_methods(FORM_METHODS)
def partner_change(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    present = get_partnership(person(request), public_id, number)
    proposal = get_proposal(person(request), public_id)
    slip = Slip(request, proposal, is_fragment, number)
    form = partial(PresentPartnerForm, choices=slip.choices(but=present))
    if request.method != "POST":
        return slip.show(form(initial=partner_values(present) | _wanted(request)))
    write = partial(change_partner, partnership=present, by=person(request))
    return slip.answer(form, write)


@require_POST
def partner_remove(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    present = get_partnership(person(request), public_id, number)
    proposal = get_proposal(person(request), public_id)
    version = number_in(request.POST.get("version", "")) or 0
    write = partial(remove_partner, partnership=present, version=version)
    return Slip(request, proposal, is_fragment, number).act(write, None)


@require_POST
def partner_restore(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    present = get_partnership(person(request), public_id, number)
    proposal = get_proposal(person(request), public_id)
    write = partial(restore_partner, partnership=present)
    return Slip(request, proposal, is_fragment, number).act(write, number)
