"""The timeline of a proposal: what was done to it, by whom and when."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.files.sheets import write_csv
from proposals.access import get_form_proposal
from proposals.forms.timeline import TimelineForm
from proposals.policies import seat_of
from proposals.selectors.consortium.workspace import sections_of
from proposals.selectors.drafts.tasks import Tasks
from proposals.selectors.files.file_names import file_name_of
from proposals.selectors.log.timeline import (
    Timeline,
    TimelineFilter,
    timeline_of,
    timeline_page,
    timeline_rows,
)
from proposals.views.people import person, received_at

REFUSED = 422
TEMPLATE = "proposals/timeline/timeline.html"


@never_cache
@require_safe
def timeline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the log in words, the newest act first."""
    log = _log(request, public_id)
    form = TimelineForm(request.GET, timeline=log)
    is_valid, now = form.is_valid(), received_at(request)
    wanted = form.wanted() if is_valid else TimelineFilter()
    page = timeline_page(log, wanted, request.GET.get("page"), now=now)
    tasks = None if log.is_part else _tasks(log, request)
    context = {"page": page, "form": form, "tasks": tasks}
    return render(request, TEMPLATE, context, status=None if is_valid else REFUSED)


@never_cache
@require_safe
def timeline_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the same as CSV, no cell of which runs."""
    log = _log(request, public_id)
    form = TimelineForm(request.GET, timeline=log)
    if not form.is_valid():
        raise Http404
    content = write_csv(timeline_rows(log, form.wanted()))
    answer = HttpResponse(content, "text/csv; charset=utf-8")
    name = file_name_of(log.proposal.alliance, "timeline.csv")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _tasks(log: Timeline, request: HttpRequest) -> Tasks:
    current = [each for each in log.partnerships if each.removed_at is None]
    return sections_of(log.proposal, now=received_at(request), partners=current)


def _log(request: HttpRequest, public_id: uuid.UUID) -> Timeline:
    proposal = get_form_proposal(person(request), public_id)
    return timeline_of(proposal, seat_of(person(request), proposal))
