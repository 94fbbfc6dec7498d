"""The page that tells everybody which parts work, also while the database does not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.selectors.administrators.service import ServicePage, service_page
from proposals.selectors.administrators.service_facts import present_facts

ADDRESS = "/status/"
"""Where it stands, also where no address can be looked up."""
PAGE, WITHOUT_DATABASE = "status/status.html", "errors/status.html"


@login_not_required
@require_safe
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Tell which parts work; the process measures at most every few seconds."""
    page = service_page(present_facts())
    if not page.is_measured:
        return HttpResponse(status_without_database(page))
    return render(request, PAGE, {"page": page})


def status_without_database(page: ServicePage | None = None) -> str:
    """Return the page for when nothing may be asked: no session, person or row."""
    context = {"page": page or service_page(None)}
    return loader.render_to_string(WITHOUT_DATABASE, context)
