"""Mobility lines: a table that saves row by row, each compared by itself."""

import uuid
from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals.access import get_mobility_line, get_proposal, mobility_lines_of
from proposals.errors import Refused, StaleVersion
from proposals.forms.mobility import MobilityLineForm, posted_line
from proposals.models import MobilityLine, Proposal
from proposals.selectors.plan.mobility import (
    NEW,
    TypedRow,
    line_values,
    mobility_page,
    row_key,
)
from proposals.services.mobility import (
    add_mobility_line,
    change_mobility_line,
    remove_mobility_line,
    restore_mobility_line,
)
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE

Typed = Mapping[str, TypedRow]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mobility_lines(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the lines; on POST save every row that says something else."""
    proposal = get_proposal(person(request), public_id)
    if request.method != "POST":
        return _show(request, proposal, {})
    if refused := dict(_save(request, proposal)):
        return _show(request, proposal, refused)
    messages.success(request, _("Saved."))
    return redirect("mobility-lines", public_id)


@require_POST
def mobility_restore(
    request: HttpRequest, public_id: uuid.UUID, number: int
) -> HttpResponse:
    """Put a removed line back."""
    line = get_mobility_line(person(request), public_id, number)
    try:
        restore_mobility_line(line=line, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("mobility-lines", public_id)


def _save(request: HttpRequest, proposal: Proposal) -> Iterator[tuple[str, TypedRow]]:
    """Save the rows of a page; yield what could not be saved, by its row."""
    for line in mobility_lines_of(proposal):
        form = posted_line(request.POST, row_key(line))
        if form is not None and (typed := _change(request, line, form)):
            yield row_key(line), typed
    form = posted_line(request.POST, NEW)
    if (
        form is not None
        and not form.is_blank
        and (typed := _add(request, proposal, form))
    ):
        yield NEW, typed


def _change(
    request: HttpRequest, line: MobilityLine, form: MobilityLineForm
) -> TypedRow | None:
    """Change or remove one line; return what could not be saved."""
    if not form.is_valid():
        return _typed(form, form.problems())
    try:
        _write(request, line, form)
    except StaleVersion as stale:
        return _typed(form, {"": _stale_words(stale.current)}, stale.current.version)
    except Refused as refused:
        return _typed(form, {refused.field or "": str(refused)})
    return None


def _write(request: HttpRequest, line: MobilityLine, form: MobilityLineForm) -> None:
    """Remove a line, or state it anew where its row says something else."""
    version, by = form.cleaned_data["version"] or 0, person(request)
    if form.cleaned_data["remove"]:
        remove_mobility_line(line=line, version=version, by=by)
    elif form.values() != line_values(line):
        change_mobility_line(line=line, entry=form.entry(), version=version, by=by)


def _add(
    request: HttpRequest, proposal: Proposal, form: MobilityLineForm
) -> TypedRow | None:
    """Add a line; return what could not be saved."""
    if not form.is_valid():
        return _typed(form, form.problems())
    try:
        add_mobility_line(
            proposal=proposal,
            entry=form.entry(),
            request_key=form.key(),
            by=person(request),
        )
    except Refused as refused:
        return _typed(form, {refused.field or "": str(refused)})
    return None


def _typed(
    form: MobilityLineForm, problems: Mapping[str, str], version: int | None = None
) -> TypedRow:
    is_removed = bool(form["remove"].value())
    return TypedRow(form.values(), problems, version, is_removed)


def _stale_words(line: MobilityLine) -> str:
    if line.removed_at is not None:
        return _("A colleague removed this line meanwhile. Nothing was saved.")
    theirs = line_values(line)
    return _(
        "A colleague changed this line meanwhile: %(participants)s participants,"
        " %(km)s km, %(days)s days. Saving again puts yours in the place of theirs."
    ) % {
        "participants": theirs.participants,
        "km": theirs.distance_km or "–",
        "days": theirs.days or "–",
    }


def _show(request: HttpRequest, proposal: Proposal, typed: Typed) -> HttpResponse:
    now, reader = received_at(request), person(request)
    page = mobility_page(proposal, reader=reader, now=now, typed=typed)
    if page is None:
        raise Http404
    status = 200
    if typed:
        is_stale = any(each.version is not None for each in typed.values())
        status = STALE if is_stale else REFUSED
    context = {"page": page, "typed": typed}
    return render(request, "proposals/mobility/page.html", context, status=status)
