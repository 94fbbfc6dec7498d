"""The statement on accessibility."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alliances.selectors.accessibility import statement


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the product conforms, how that was tested, and whom to tell."""
    return render(request, "alliances/accessibility.html", {"page": statement()})
