"""How long a session still lasts, lengthening it, and ending those elsewhere."""

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import list_usersessions
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alliances.views.people import person
from alliances.views.proof import asks_for_proof
from config.session_end import seconds_left


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Answer the seconds left; asking changes nothing, a POST starts them anew."""
    if request.method == "POST":
        request.session.modified = True
        left = request.session.get_expiry_age()
    else:
        left = _seconds_stored(request.session.session_key)
    return JsonResponse({"left": min(left, int(seconds_left(request)))})


@asks_for_proof()
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List where one is signed in; a POST signs out everywhere else."""
    answer: HttpResponse = list_usersessions(request)
    return answer


@asks_for_proof()
@require_POST
def session_end(request: HttpRequest, key: int) -> HttpResponse:
    """Sign out in one other place; where that is done already, nothing happens."""
    here = request.session.session_key
    others = UserSession.objects.filter(user=person(request)).exclude(session_key=here)
    for session in others.filter(pk=key):
        session.end()
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")


def _seconds_stored(key: str | None) -> int:
    """Read them from the row: the store itself counts as if it were saved now."""
    end = Session.objects.values_list("expire_date", flat=True).get(pk=key)
    return int((end - timezone.now()).total_seconds())
