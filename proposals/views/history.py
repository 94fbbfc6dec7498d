"""The history of every administrative change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.files.sheets import write_csv
from proposals.forms.administration import HistoryForm
from proposals.selectors.administrators.history import history_page, history_rows

REFUSED = 422
TEMPLATE = "proposals/administration/history.html"


@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show every administrative change, the newest first."""
    require_administrator(request.user)
    form = HistoryForm(request.GET)
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form}, status=REFUSED)
    page = history_page(form.wanted(), request.GET.get("page"))
    return render(request, TEMPLATE, {"form": form, "page": page})


@never_cache
@require_safe
def history_file(request: HttpRequest) -> HttpResponse:
    """Send the same changes as CSV, no cell of which runs."""
    require_administrator(request.user)
    form = HistoryForm(request.GET)
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form}, status=REFUSED)
    content = write_csv(history_rows(form.wanted()))
    answer = HttpResponse(content, "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="history.csv"'
    return answer
