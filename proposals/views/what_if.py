"""The sandbox: a draft imagined otherwise, taken back, tried from elsewhere, applied.

The pages and the fragments share every act; they differ in what they answer with.
"""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_partnership, get_proposal
from proposals.errors import Refused
from proposals.forms.numbers import number_in
from proposals.forms.trials import TrialForm
from proposals.forms.what_if import (
    ApplyForm,
    NewcomerForm,
    TriedFactsForm,
    TriedPartnerForm,
)
from proposals.services.sandboxes import (
    imagine_facts,
    imagine_partners,
    keep_change,
    start_over,
    take_back,
)
from proposals.services.scenarios import apply_scenario
from proposals.views.people import person
from proposals.views.what_if_desk import REFUSED, STALE, Desk


@never_cache
@require_safe
def what_if(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Show the draft beside the scenario; nothing is stored by looking."""
    proposal = get_proposal(person(request), public_id)
    opened = number_in(request.GET.get("change", ""))
    return Desk(request, proposal, is_fragment).show(opened=opened)


@require_POST
def what_if_partner(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int,
    *,
    is_fragment: bool = False,
) -> HttpResponse:
    """Take a partner out, bring it back, or imagine it otherwise."""
    get_partnership(person(request), public_id, number)
    desk = Desk(request, get_proposal(person(request), public_id), is_fragment)
    form = TriedPartnerForm(request.POST)
    if not form.is_valid():
        return desk.show(status=REFUSED, opened=number, refused=form)
    return desk.act(partial(imagine_partners, changes=[(number, form.change())]))


@require_POST
def what_if_newcomer(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Imagine a partner the draft does not have."""
    desk = Desk(request, get_proposal(person(request), public_id), is_fragment)
    form = NewcomerForm(request.POST, choices=desk.choices())
    if not form.is_valid():
        return desk.refuse("newcomer", form)
    return desk.act(partial(imagine_partners, newcomers=[form.newcomer()]))


@require_POST
def what_if_facts(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Imagine the facts otherwise, or another Lot, type of project or call."""
    desk = Desk(request, get_proposal(person(request), public_id), is_fragment)
    form = TriedFactsForm(request.POST, page=desk.page())
    if not form.is_valid():
        return desk.refuse("facts", form)
    return desk.act(partial(imagine_facts, facts=form.facts()))


@require_POST
def what_if_take_back(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Take one change back, or every one where none is named."""
    desk = Desk(request, get_proposal(person(request), public_id), is_fragment)
    key = number_in(request.POST.get("key", ""))
    return desk.act(start_over if key is None else partial(take_back, key=key))


@require_POST
def what_if_keep(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Hold on to a change although the draft moved under it."""
    desk = Desk(request, get_proposal(person(request), public_id), is_fragment)
    key = number_in(request.POST.get("key", ""))
    return desk.show() if key is None else desk.act(partial(keep_change, key=key))


@require_POST
def what_if_try(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Imagine what another page proposes, and show what comes of it."""
    desk = Desk(request, get_proposal(person(request), public_id))
    form = TrialForm(request.POST)
    if not form.is_valid():
        return desk.show(status=REFUSED, refusal=_("This cannot be tried."))
    newcomers, changes = form.newcomers(), form.changes()
    if earlier := len(desk.page().what_if.changes):
        messages.info(request, _joined_words(earlier))
    return desk.act(partial(imagine_partners, changes=changes, newcomers=newcomers))


@require_POST
def what_if_apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make the changes of the scenario to the draft, all or none, and lead there."""
    desk = Desk(request, get_proposal(person(request), public_id))
    names = desk.page().what_if.names
    form = ApplyForm(request.POST, state=None, wanted=names)
    if not form.is_valid():
        return desk.refuse("apply", form)
    return _apply(request, desk, form)


def _apply(request: HttpRequest, desk: Desk, form: ApplyForm) -> HttpResponse:
    names = form.names()
    try:
        number = apply_scenario(
            proposal=desk.proposal,
            state=form.cleaned_data["state"],
            names=names,
            by=person(request),
        )
    except Refused as refused:
        return desk.show(status=STALE, refusal=str(refused), names=names)
    if number:
        messages.success(request, _applied_words(number))
    return redirect("workspace", desk.proposal.alliance.public_id)


def _joined_words(number: int) -> str:
    return ngettext(
        "Tried together with the %(number)d change your what-if had already. Take it"
        " back below to see this one alone.",
        "Tried together with the %(number)d changes your what-if had already. Take them"
        " back below to see this one alone.",
        number,
    ) % {"number": number}


def _applied_words(number: int) -> str:
    return ngettext(
        "Applied: %(number)d change. You can undo it here like any other.",
        "Applied: %(number)d changes. You can undo each here like any other.",
        number,
    ) % {"number": number}
