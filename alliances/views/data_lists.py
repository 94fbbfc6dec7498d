"""Lists of reference data and of the register: looked through, and taken along."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.files.sheets import write_csv
from alliances.forms.data_lists import FORMS, DataForm, NaceForm, OrganisationForm
from alliances.forms.filters import FilterForm
from alliances.models import Call
from alliances.selectors.data_lists import data_page, data_rows
from alliances.selectors.listing import ListPage
from alliances.selectors.nace_list import nace_file, nace_page
from alliances.selectors.organisation_list import (
    organisation_file,
    organisation_page,
)

REFUSED = 422


@require_safe
def data_list(request: HttpRequest, call: str, table: str) -> HttpResponse:
    """Show a table of the edition in force on a day."""
    row, form = _asked(request, call, table)
    page = None
    if form.is_valid():
        page = data_page(row, table, form.wanted(), request.GET.get("page"))
    return shown(request, form, page, "reference", "data-list", call, table)


@require_safe
def data_file(request: HttpRequest, call: str, table: str) -> HttpResponse:
    """Send the same rows, all of them, as CSV no cell of which runs."""
    row, form = _asked(request, call, table)
    if not form.is_valid():
        return shown(request, form, None, "reference", "data-list", call, table)
    return sent(data_rows(row, table, form.wanted()), f"{table}-{call}")


@require_safe
def nace_list(request: HttpRequest) -> HttpResponse:
    """Show the economic activities."""
    require_administrator(request.user)
    form, page = NaceForm(request.GET), None
    if form.is_valid():
        page = nace_page(form.wanted(), request.GET.get("page"))
    return shown(request, form, page, "nace", "nace-list")


@require_safe
def nace_list_file(request: HttpRequest) -> HttpResponse:
    """Send the same activities as CSV."""
    require_administrator(request.user)
    form = NaceForm(request.GET)
    if not form.is_valid():
        return shown(request, form, None, "nace", "nace-list")
    return sent(nace_file(form.wanted()), "nace")


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Show the organisations of the register."""
    require_administrator(request.user)
    form, page = OrganisationForm(request.GET), None
    if form.is_valid():
        page = organisation_page(form.wanted(), request.GET.get("page"))
    return shown(request, form, page, "register", "organisation-list")


@require_safe
def organisation_list_file(request: HttpRequest) -> HttpResponse:
    """Send the same organisations as CSV."""
    require_administrator(request.user)
    form = OrganisationForm(request.GET)
    if not form.is_valid():
        return shown(request, form, None, "register", "organisation-list")
    return sent(organisation_file(form.wanted()), "organisations")


def shown(
    request: HttpRequest,
    form: FilterForm,
    page: ListPage | None,
    here: str,
    *name: str,
) -> HttpResponse:
    """Show a list with its filters; without a page they are to be corrected."""
    address, *arguments = name
    context: dict[str, object] = {"form": form, "page": page, "here": here}
    context["address"] = reverse(address, args=arguments)
    context["file"] = reverse(f"{address}-file", args=arguments)
    status = REFUSED if page is None else None
    return render(request, "alliances/lists/list.html", context, status=status)


def sent(rows: Sequence[Sequence[str]], name: str) -> HttpResponse:
    """Send rows as a file of this name."""
    answer = HttpResponse(write_csv(rows), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _asked(request: HttpRequest, call: str, table: str) -> tuple[Call, DataForm]:
    require_administrator(request.user)
    if table not in FORMS:
        raise Http404
    row = get_object_or_404(Call.objects.established(), pk=call)
    return row, FORMS[table](request.GET)
