"""The budget of a draft: a page, its tables as files, and its amount for the facts."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eligibility.words import money
from proposals.access import get_proposal
from proposals.errors import Refused, StaleVersion
from proposals.files.budget_sheets import write_csv_of, write_workbook_of
from proposals.forms.budgets import TakeAmountForm
from proposals.models import Proposal
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.plan.budget_page import budget_files, budget_page
from proposals.services.budgets import take_budget_amount
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE

CSV, XLSX = "csv", "xlsx"
WRITERS = {CSV: write_csv_of, XLSX: write_workbook_of}
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@never_cache
@require_safe
def budget(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what the application costs."""
    return show_budget(request, get_proposal(person(request), public_id))


@never_cache
@require_safe
def budget_file(
    request: HttpRequest, public_id: uuid.UUID, suffix: str
) -> HttpResponse:
    """Send the tables of the budget; no cell of them runs."""
    proposal = get_proposal(person(request), public_id)
    tables = budget_files(proposal, now=received_at(request))
    if tables is None:
        raise Http404
    answer = HttpResponse(WRITERS[suffix](tables), TYPES[suffix])
    name = file_name_of(proposal.alliance, f"budget.{suffix}")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def budget_take(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """State the amount of the budget in the facts."""
    proposal = get_proposal(person(request), public_id)
    form = TakeAmountForm(request.POST)
    if not form.is_valid():
        refusal = _("This amount cannot be stated as a grant.")
        return show_budget(request, proposal, status=REFUSED, refusal=refusal)
    try:
        take_budget_amount(proposal=proposal, by=person(request), **form.cleaned_data)
    except Refused as refused:
        status = STALE if isinstance(refused, StaleVersion) else REFUSED
        return show_budget(request, proposal, status=status, refusal=str(refused))
    return _taken(request, public_id, form)


def _taken(
    request: HttpRequest, public_id: uuid.UUID, form: TakeAmountForm
) -> HttpResponse:
    words = _("The facts state %(amount)s now.")
    amount = money(form.cleaned_data["amount"])
    messages.success(request, words % {"amount": amount})
    return redirect("budget", public_id)


def show_budget(
    request: HttpRequest,
    proposal: Proposal,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401  # why something was refused
) -> HttpResponse:
    """Show the page; 404 where the form has no budget."""
    now, reader = received_at(request), person(request)
    page = budget_page(proposal, reader=reader, now=now)
    if page is None:
        raise Http404
    context = {"page": page, **more}
    return render(request, "proposals/budget/page.html", context, status=status)
