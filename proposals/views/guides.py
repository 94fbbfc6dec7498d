"""Guides for everybody, also for who has no account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals.selectors.drafts.guides import GUIDES, guide_page
from proposals.views.people import received_at


@login_not_required
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """List the guides."""
    return render(request, "guides/list.html", {"guides": GUIDES})


@login_not_required
@require_safe
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """Show the guide for one role."""
    page = guide_page(role, now=received_at(request))
    if page is None:
        raise Http404
    return render(request, f"guides/{role}.html", {"page": page})
