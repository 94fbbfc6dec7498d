"""Mobility lines a partner's contact proposes, and proposals taken back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals.access import get_form_proposal
from proposals.errors import Refused
from proposals.errors.proposed_figures import FiguresMoved
from proposals.forms.numbers import number_in
from proposals.forms.proposed_lines import ProposedLineForm
from proposals.models import Proposal
from proposals.policies import seat_of
from proposals.selectors.plan.own_lines import OwnLineToChange, own_line, own_line_page
from proposals.services.proposed_lines import propose_line, take_figure_back
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line(
    request: HttpRequest,
    public_id: uuid.UUID,
    number: int | None = None,
    key: int | None = None,
) -> HttpResponse:
    """Show a line of the contact's partner; on POST keep what is proposed of it.

    `key` is the proposal of a new line, which has no number yet.
    """
    proposal = get_form_proposal(person(request), public_id)
    stands = _line(request, proposal, number, key)
    if request.method != "POST":
        return _show(request, proposal, ProposedLineForm(stands))
    form = ProposedLineForm(stands, request.POST)
    if not form.is_valid():
        return _show(request, proposal, form, status=REFUSED)
    return _propose(request, proposal, form)


@require_POST
def take_back(request: HttpRequest, public_id: uuid.UUID, key: int) -> HttpResponse:
    """Take an open proposal back."""
    proposal = get_form_proposal(person(request), public_id)
    version = number_in(request.POST.get("version", "")) or 0
    by = person(request)
    try:
        take_figure_back(proposal=proposal, key=key, version=version, by=by)
    except FiguresMoved:
        messages.error(request, _("This proposal was decided or changed meanwhile."))
    return redirect("own-figures", public_id)


def _propose(
    request: HttpRequest, proposal: Proposal, form: ProposedLineForm
) -> HttpResponse:
    note, by = form.cleaned_data["note"], person(request)
    try:
        propose_line(proposal=proposal, wanted=form.wanted(), note=note, by=by)
    except Refused as refused:
        status = STALE if isinstance(refused, FiguresMoved) else REFUSED
        return _show(request, proposal, form, status=status, refusal=str(refused))
    messages.success(request, _("Sent to the coordinator."))
    return redirect("own-figures", proposal.alliance.public_id)


def _line(
    request: HttpRequest, proposal: Proposal, number: int | None, key: int | None
) -> OwnLineToChange:
    stands = own_line(proposal, seat_of(person(request), proposal), number, key)
    if stands is None:
        raise Http404
    return stands


def _show(
    request: HttpRequest,
    proposal: Proposal,
    form: ProposedLineForm,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    seat, now = seat_of(person(request), proposal), received_at(request)
    page = own_line_page(proposal, form.line, seat, now=now)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "proposals/budget/own_line.html", context, status=status)
