"""A country and an organisation as administrators see them, with the drafts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from alliances.models import Country, Organisation
from proposals.selectors.administrators.drafts_concerned import (
    country_page,
    organisation_page,
)


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a country is under each call, why, and who stands on it."""
    require_administrator(request.user)
    page = country_page(get_object_or_404(Country, pk=code))
    return render(request, "proposals/administration/country.html", {"page": page})


@require_safe
def organisation(request: HttpRequest, key: int) -> HttpResponse:
    """Show an entry of the register, how it came about, and where it stands."""
    require_administrator(request.user)
    entries = Organisation.objects.select_related("country")
    page = organisation_page(get_object_or_404(entries, pk=key))
    return render(request, "proposals/administration/organisation.html", {"page": page})
