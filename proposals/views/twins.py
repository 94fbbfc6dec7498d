"""Partners that may be one organisation: shown side by side, and the answers."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from proposals.access import get_proposal
from proposals.errors import TwinsChanged
from proposals.forms.twins import DistinctionForm
from proposals.selectors.consortium.twin_page import twin_page
from proposals.services.twins import ask_again, tell_apart
from proposals.views.people import person, received_at

STALE = 409


@never_cache
@require_safe
def partner_twins(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show every pair that may be one organisation."""
    proposal = get_proposal(person(request), public_id)
    page = twin_page(proposal, now=received_at(request))
    return render(request, "proposals/twins/page.html", {"page": page})


@require_POST
def partner_twins_apart(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep that two partners are two organisations."""
    proposal = get_proposal(person(request), public_id)
    answer = DistinctionForm(request.POST).answer()
    try:
        tell_apart(proposal=proposal, by=person(request), **answer)
    except TwinsChanged as refused:
        page = twin_page(proposal, now=received_at(request))
        context = {"page": page, "refusal": str(refused)}
        return render(request, "proposals/twins/page.html", context, status=STALE)
    messages.success(
        request, _("Noted: two organisations. You will not be asked again.")
    )
    return redirect("partner-twins", public_id)


@require_POST
def partner_twins_again(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask about a pair once more."""
    proposal = get_proposal(person(request), public_id)
    stated = request.POST.get("stated", "")
    ask_again(proposal=proposal, stated=stated, by=person(request))
    return redirect("partner-twins", public_id)
