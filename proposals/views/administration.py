"""The front page of the administration, and the lists behind its figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.files.sheets import write_csv
from alliances.models import Call
from proposals.forms.administration import DraftFilterForm, QueueForm
from proposals.selectors.administrators.administration import call_line, front_page
from proposals.selectors.administrators.draft_list import draft_list, draft_rows
from proposals.selectors.administrators.queue import most_urgent, queue_list
from proposals.selectors.administrators.service import installation
from proposals.selectors.administrators.service_facts import present_facts
from proposals.views.people import person, received_at

REFUSED = 422
PLACE = "proposals/administration"


@never_cache
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader, and how everything stands."""
    require_administrator(request.user)
    page = front_page(person(request), now=received_at(request))
    return render(request, f"{PLACE}/front.html", {"page": page})


@never_cache
@require_safe
def verdicts(
    request: HttpRequest, call: str, *, is_fragment: bool = False
) -> HttpResponse:
    """Evaluate the open drafts of a call; the front page shows them for a minute."""
    require_administrator(request.user)
    row = get_object_or_404(Call.objects.established(), pk=call)
    line = call_line(row, now=received_at(request))
    if not is_fragment:
        return redirect("administration")
    return render(request, f"{PLACE}/_call.html", {"call": line})


@never_cache
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List drafts of everybody."""
    require_administrator(request.user)
    form = DraftFilterForm(request.GET)
    if not form.is_valid():
        return render(request, f"{PLACE}/drafts.html", {"form": form}, status=REFUSED)
    now, number = received_at(request), request.GET.get("page")
    page = draft_list(form.wanted(), page=number, now=now)
    return render(request, f"{PLACE}/drafts.html", {"form": form, "page": page})


@never_cache
@require_safe
def drafts_file(request: HttpRequest) -> HttpResponse:
    """Send the same drafts as CSV, no cell of which runs."""
    require_administrator(request.user)
    form = DraftFilterForm(request.GET)
    if not form.is_valid():
        return render(request, f"{PLACE}/drafts.html", {"form": form}, status=REFUSED)
    rows = draft_rows(form.wanted(), now=received_at(request))
    answer = HttpResponse(write_csv(rows), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="drafts.csv"'
    return answer


@never_cache
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """List packs, mails and files of one kind and state, first what is most urgent."""
    require_administrator(request.user)
    given = request.GET.dict()
    if not given.keys() >= {"kind", "state"}:
        given = most_urgent(now=received_at(request)) | given
    form = QueueForm(given)
    if not form.is_valid():
        return render(request, f"{PLACE}/work.html", {"form": form}, status=REFUSED)
    page = queue_list(*form.wanted(), page=request.GET.get("page"))
    context = {"form": form, "page": page, "parts": installation(present_facts())}
    return render(request, f"{PLACE}/work.html", context)
