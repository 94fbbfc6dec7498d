"""What is erased of people when, for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliances.access import require_administrator
from proposals.selectors.log.retention import retention_page
from proposals.views.people import received_at


@never_cache
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show what goes when, call by call, and who had what done."""
    require_administrator(request.user)
    page = retention_page(now=received_at(request))
    return render(request, "proposals/administration/retention.html", {"page": page})
