"""Editions of the shared tables, countries and NACE: shown, taken along, used again."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alliances.access import get_shared_edition
from alliances.files.problems import FileRefused
from alliances.files.shared_edits import shared_file
from alliances.selectors.shared import shared_rows
from alliances.selectors.shared_pages import shared_edition_page
from alliances.services.shared_uploads import keep_shared_again

if TYPE_CHECKING:
    from alliances.models import User


@require_safe
def edition(request: HttpRequest, table: str, version: int) -> HttpResponse:
    """Show one published edition of a shared table, and what it changed."""
    page = shared_edition_page(table, get_shared_edition(request.user, table, version))
    return render(request, "alliances/reference/shared_edition.html", {"page": page})


@require_safe
def table(request: HttpRequest, table: str, version: int) -> HttpResponse:
    """Send an edition, ready to be changed and uploaded again."""
    row = get_shared_edition(request.user, table, version)
    answer = HttpResponse(
        shared_file(table, shared_rows(row)), "text/csv; charset=utf-8"
    )
    name = f"{table}-edition-{version}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def again(request: HttpRequest, table: str, version: int) -> HttpResponse:
    """Take an earlier edition as if it had been uploaded, to be checked."""
    earlier = get_shared_edition(request.user, table, version)
    by = cast("User", request.user)
    try:
        row = keep_shared_again(edition=earlier, by=by)
    except FileRefused as refused:
        messages.error(request, "\n".join(refused.lines()))
        return redirect("shared-edition", table, version)
    return redirect("reference-check", row.public_id)
