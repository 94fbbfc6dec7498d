"""The working days of one partner, as a grid that saves in one go."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_proposal
from proposals.errors import Refused
from proposals.forms.effort import (
    Cells,
    changes_in,
    grid_of,
    stored_cells,
    typed_cells,
    with_clashes,
)
from proposals.selectors.plan.effort import (
    PartnerDays,
    days_grant,
    days_of,
    rates_of_partner,
)
from proposals.selectors.plan.own_figures import category_rates
from proposals.services.effort import change_effort
from proposals.views.people import person
from proposals.views.plan_sheets import PlanSheet
from proposals.views.slips import REFUSED, STALE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def effort(request: HttpRequest, public_id: uuid.UUID, partner: int) -> HttpResponse:
    """Show the grid of a partner's days; on POST save what was changed in it."""
    sheet = PlanSheet(request, get_proposal(person(request), public_id))
    days = _days(sheet, partner)
    if request.method != "POST":
        return _show(sheet, days, stored_cells(days))
    cells = typed_cells(request.POST, days)
    if any(each.error for each in cells.values()):
        return _show(sheet, days, cells, status=REFUSED)
    return _save(sheet, days, cells)


def _save(sheet: PlanSheet, days: PartnerDays, cells: Cells) -> HttpResponse:
    by, changes = person(sheet.request), changes_in(cells)
    try:
        saved = change_effort(
            proposal=sheet.proposal, partner=days.number, cells=changes, by=by
        )
    except Refused as refused:
        return _show(sheet, days, cells, status=STALE, refusal=str(refused))
    if saved.clashes:
        now = _days(sheet, days.number)
        return _show(sheet, now, with_clashes(now, cells, saved.clashes), status=STALE)
    words = _("Days of %(partner)s saved: %(total)s in all.")
    total = _days(sheet, days.number).total or "0"  # how what was typed was read
    messages.success(sheet.request, words % {"partner": days.label, "total": total})
    return redirect(reverse("work-plan", args=[sheet.public_id]) + "#effort")


def _days(sheet: PlanSheet, partner: int) -> PartnerDays:
    days = days_of(sheet.proposal, partner)
    if days is None:
        raise Http404
    return days


def _show(
    sheet: PlanSheet, days: PartnerDays, cells: Cells, *, status: int = 200, **more: str
) -> HttpResponse:
    frame = sheet.frame()
    rates = rates_of_partner(frame.tasks.contents.given, days.number)
    about = {
        "frame": frame,
        "days": days,
        "grid": grid_of(days, cells),
        "refusal": "",
        "categories": category_rates(rates),
        "grant": days_grant(days, rates),
    }
    return sheet.show("effort", lambda: {**about, **more}, status=status)
