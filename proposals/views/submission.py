"""Check and submit, the receipt, and taking a submission back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alliances.files.sheets import write_csv
from alliances.views.proof import asks_for_proof
from proposals.access import get_proposal, get_submission
from proposals.errors import Refused, StaleVersion
from proposals.forms.submission import SubmitForm, fresh_values
from proposals.models import Proposal
from proposals.selectors.drafts.refusals import Refusal, refusal_of
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.submissions.attempts import attempt_rows
from proposals.selectors.submissions.receipts import receipt_page
from proposals.selectors.submissions.submission import SubmitPage, submit_page
from proposals.services.submissions import submit_proposal, withdraw_submission
from proposals.views.people import person, received_at

OK = 200
REFUSED = 422
STALE = 409


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the check list; on POST submit what it showed."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        page = submit_page(proposal, person(request), now=received_at(request))
        return _show(request, page, form=_fresh_form(page))
    form = SubmitForm(request.POST)
    if form.is_valid():
        # Before the page is computed: in the last minute everybody presses.
        return _submit(request, proposal, form)
    return _ask_for_the_rest(request, proposal)


def _submit(request: HttpRequest, proposal: Proposal, form: SubmitForm) -> HttpResponse:
    try:
        submission = submit_proposal(
            proposal=proposal,
            revision=form.cleaned_data["revision"],
            idempotency_key=form.cleaned_data["idempotency_key"],
            received_at=received_at(request),
            accepts_pending=form.cleaned_data["accepts_pending"],
            accepts_unverified=form.cleaned_data["accepts_unverified"],
            representative=form.cleaned_data["representative"],
            by=person(request),
        )
    except Refused as refusal:
        return _refuse(request, proposal, form, refusal)
    return redirect("receipt", submission.number)


def _ask_for_the_rest(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Say all it lacks, or that this is asked for no more; nothing tried is kept."""
    page = submit_page(proposal, person(request), now=received_at(request))
    form = SubmitForm(request.POST, **_asked(page))
    if form.is_broken:
        refusal = Refusal(
            _("The form arrived incomplete. Look at the check list, then submit again.")
        )
        form = _fresh_form(page)
    elif not page.decision:
        refusal = Refusal(str(page.decision.reason))
    elif form.is_valid() or form.cleaned_data["revision"] != page.revision:
        return _refuse(request, proposal, form, StaleVersion(page.revision))
    else:
        refusal = None
    return _show(request, page, form=form, refusal=refusal)


def _refuse(
    request: HttpRequest, proposal: Proposal, form: SubmitForm, error: Refused
) -> HttpResponse:
    """Show the page as it is now, with the reason and a form that saw it."""
    if error.may_proceed:
        return _ask_for_the_rest(request, proposal)
    proposal = get_proposal(person(request), proposal.alliance.public_id)
    page = submit_page(proposal, person(request), now=received_at(request))
    refusal = refusal_of(error, proposal, seen=form.cleaned_data["seen"])
    ticks = {} if refusal.is_stale else form.ticks
    return _show(request, page, form=_fresh_form(page, ticks), refusal=refusal)


def _fresh_form(page: SubmitPage, ticks: dict[str, Any] | None = None) -> SubmitForm:
    values = fresh_values(revision=page.revision, seen=page.seen)
    values["representative"] = page.representative
    return SubmitForm(**_asked(page), initial=values | (ticks or {}))


def _asked(page: SubmitPage) -> dict[str, Any]:
    """Return what a page asks to be accepted by name."""
    return {"pending": page.asked_partners, "clauses": page.asked_clauses}


def _show(
    request: HttpRequest,
    page: SubmitPage,
    *,
    form: SubmitForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show the page; on POST it is the answer to a press that submitted nothing."""
    status = STALE if refusal and refusal.is_stale else REFUSED
    if request.method != "POST":
        status = OK
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "proposals/submission/submit.html", context, status=status)


@never_cache
@require_safe
def attempts_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send every attempt at a draft as CSV, no cell of which runs."""
    proposal = get_proposal(person(request), public_id)
    content = write_csv(attempt_rows(proposal))
    answer = HttpResponse(content, "text/csv; charset=utf-8")
    name = file_name_of(proposal.alliance, "attempts.csv")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    submission = get_submission(person(request), number)
    page = receipt_page(submission, person(request), now=received_at(request))
    return render(request, "proposals/submission/receipt.html", {"page": page})


@asks_for_proof()
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask first; on POST withdraw, which changes nothing when it is done already."""
    submission = get_submission(person(request), number)
    refusal = None
    if request.method == "POST":
        try:
            withdraw_submission(submission=submission, by=person(request))
        except Refused as error:
            refusal = Refusal.of(error)
        else:
            return redirect("receipt", number)
    page = receipt_page(submission, person(request), now=received_at(request))
    context = {"page": page, "refusal": refusal}
    status = REFUSED if refusal else None
    return render(request, "proposals/submission/withdraw.html", context, status=status)
