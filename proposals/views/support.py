"""Why a draft is as it is: what support may look at, once its log says so."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.administrator_access import get_any_proposal
from proposals.selectors.administrators.support import support_door, support_page
from proposals.services.support import note_look
from proposals.views.people import person, received_at


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the state of a draft to who came to look; POST notes that they do."""
    proposal = get_any_proposal(request.user, public_id)
    if request.method == "POST":
        note_look(proposal=proposal, by=person(request))
        return redirect("administration-draft", public_id)
    page = support_page(proposal, now=received_at(request))
    context = {"door": support_door(proposal), "page": page}
    return render(request, "proposals/administration/state.html", context)
