"""Asking partners to confirm: all at once, again, and taking a question back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from alliances.phrases import labelled
from alliances.views.proof import asks_for_proof
from proposals.access import get_proposal, get_standing_request
from proposals.errors import LinkClosed, Refused
from proposals.forms.invitations import OTHER, AddressForm, InvitationsForm
from proposals.models import ConfirmationRequest, Proposal
from proposals.policies import Decision, can_edit
from proposals.selectors.asking.invitations import InvitationsPage, invitations_page
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.drafts.tasks import Tasks
from proposals.services.confirmation_requests import (
    ask_anew,
    reassign_request,
    request_confirmations,
    revoke_request,
    send_again,
)
from proposals.services.dispatch import UNDELIVERED
from proposals.views.people import person, received_at
from proposals.views.typed_addresses import keeps_addresses, typed_before, typed_now

REFUSED = 422
ANEW = "anew"
"""The button that ends an answer and asks for another one."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another address that was refused."""

    number: int
    """Of the partner."""
    partner: str
    """Its number and name, as the table has them."""
    email: str
    """As it was typed."""
    refusal: str
    """Why nobody was asked there."""

    @property
    def problem(self) -> str:
        """The refusal with the partner it is about, for the head of the page."""
        return labelled(self.partner, self.refusal)

    @property
    def field(self) -> str:
        """The id of its field on the page."""
        return f"id_{OTHER}{self.number}"


@require_http_methods(["GET", "HEAD", "POST"])
def partner_invitations(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show who has been asked; on POST ask those with an address.

    A button may fill in an address known from before: nobody is asked by that.
    """
    proposal = get_proposal(person(request), public_id)
    page, show = _page(request, proposal)
    if request.method != "POST":
        return show(
            InvitationsForm(rows=page.rows, typed=typed_before(request, public_id))
        )
    if fill := request.POST.get("fill", ""):
        typed = typed_now(request)
        return show(InvitationsForm(rows=page.rows, typed=typed, fill=fill))
    form = InvitationsForm(request.POST, rows=page.rows)
    asked = _asked(request, proposal, form) if form.is_valid() else 0
    if not asked:
        return show(form, status=REFUSED)
    return _done(request, public_id, asked)


def _asked(request: HttpRequest, proposal: Proposal, form: InvitationsForm) -> int:
    """Return how many were asked; none after a refusal, which the form then says."""
    try:
        requests = request_confirmations(
            proposal=proposal,
            addresses=form.addresses(),
            by=person(request),
            languages=form.languages(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 0
    return len(requests)


def _done(request: HttpRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Say how many mails go; none where the same act was done a moment before."""
    if not number:
        words = _("Asked less than a minute ago, so no second mail goes.")
        messages.info(request, words)
        return redirect("partner-invitations", public_id)
    words = ngettext(
        "%(number)d invitation is on its way.",
        "%(number)d invitations are on their way.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect("partner-invitations", public_id)


@asks_for_proof(ANEW)
@require_POST
@keeps_addresses
def partner_invitation_again(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Send the mail of one partner once more, or ask who confirmed anew.

    The second ends an answer, and so does what reassigning does to the former link.
    """
    asked = get_standing_request(person(request), public_id, number)
    # Said by the form: a partner may confirm while "Send again" is being pressed.
    ask = ask_anew if request.POST.get("act") == ANEW else send_again
    try:
        stands = ask(asked=asked, by=person(request))
    except Refused as refusal:
        messages.error(request, labelled(_named(asked), refusal))
        return redirect("partner-invitations", public_id)
    if stands.pk == asked.pk and asked.letter_state not in UNDELIVERED:
        return _done(request, public_id, 0)
    return _done(request, public_id, 1)


@asks_for_proof()
@require_POST
@keeps_addresses
def partner_invitation_elsewhere(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Ask at another address about the same partner."""
    asked = get_standing_request(person(request), public_id, number)
    typed = request.POST.get(f"{OTHER}{number}", "")
    form = AddressForm({"email": typed})
    try:
        reassign_request(asked=asked, email=form.address(), by=person(request))
    except LinkClosed as refusal:
        messages.error(request, labelled(_named(asked), refusal))
        return redirect("partner-invitations", public_id)
    except Refused as refusal:
        refused = Elsewhere(number, _named(asked), typed, str(refusal))
        return _refuse_address(request, public_id, refused)
    return _done(request, public_id, 1)


@asks_for_proof()
@require_POST
@keeps_addresses
def partner_invitation_revoke(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Take the question to one partner back."""
    asked = get_standing_request(person(request), public_id, number)
    try:
        revoke_request(asked=asked, by=person(request))
    except Refused as refusal:
        messages.error(request, labelled(_named(asked), refusal))
    else:
        words = _("Taken back: the link to %(label)s %(name)s no longer works.")
        partner = asked.partnership
        told = {"label": partner.label, "name": partner.name}
        messages.success(request, words % told)
    return redirect("partner-invitations", public_id)


def _named(asked: ConfirmationRequest) -> str:
    """Return the partner as every table calls it: two may have one name."""
    return f"{asked.partnership.label} {asked.partnership.name}"


def _refuse_address(
    request: HttpRequest, public_id: uuid.UUID, refused: Elsewhere
) -> HttpResponse:
    """Show the page again with the other address as it was typed, and why not."""
    page, show = _page(request, get_proposal(person(request), public_id))
    form = InvitationsForm(rows=page.rows, typed=typed_before(request, public_id))
    return show(form, elsewhere=refused, status=REFUSED)


def _page(
    request: HttpRequest, proposal: Proposal
) -> tuple[InvitationsPage, Callable[..., HttpResponse]]:
    """Return the page of a draft, and what shows it with a form."""
    now = received_at(request)
    tasks = sections_of(proposal, now=now)
    page = invitations_page(proposal, tasks.contents, now=now)
    may_edit = can_edit(person(request), proposal)
    return page, partial(_show, request, page, tasks, may_edit)


def _show(
    request: HttpRequest,
    page: InvitationsPage,
    tasks: Tasks,
    may_edit: Decision,
    form: InvitationsForm,
    *,
    elsewhere: Elsewhere | None = None,
    status: int | None = None,
) -> HttpResponse:
    context = {"page": page, "tasks": tasks, "may_edit": may_edit, "form": form}
    template = "proposals/confirmations/invitations.html"
    return render(request, template, context | {"elsewhere": elsewhere}, status=status)
