"""My alliances: the page people land on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals.selectors.lists import alliance_list
from proposals.views.people import person, received_at


@require_safe
def alliances(request: HttpRequest) -> HttpResponse:
    page = alliance_list(
        person(request), page=request.GET.get("page"), now=received_at(request)
    )
    return render(request, "proposals/lists/alliances.html", {"page": page})
