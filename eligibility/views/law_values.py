"""The values of the clauses of a call over time, for administrators."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.forms.data_lists import DataForm
from alliances.views.data_lists import sent, shown
from eligibility.models import Rulebook
from eligibility.selectors.clause_values import values_page, values_rows


@require_safe
def law_values(request: HttpRequest, call: str) -> HttpResponse:
    """Show what each clause asks as of a day, and since which version."""
    form, page = _asked(request, call), None
    if form.is_valid():
        page = values_page(call, form.wanted(), request.GET.get("page"))
    return shown(request, form, page, "rules", "law-values", call)


@require_safe
def law_values_file(request: HttpRequest, call: str) -> HttpResponse:
    """Send the same clauses as CSV."""
    form = _asked(request, call)
    if not form.is_valid():
        return shown(request, form, None, "rules", "law-values", call)
    return sent(values_rows(call, form.wanted()), f"clauses-{call}")


def _asked(request: HttpRequest, call: str) -> DataForm:
    require_administrator(request.user)
    if not Rulebook.objects.filter(call=call).exists():
        raise Http404
    return DataForm(request.GET)
