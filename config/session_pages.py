"""How long a session still lasts, lengthening it, and ending those elsewhere."""

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import list_usersessions
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alliances.views.people import person
from alliances.views.proof import asks_for_proof
from config.session_end import lengthen, seconds_left


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Answer the seconds left; asking changes nothing, a POST starts them anew."""
    left = lengthen(request) if request.method == "POST" else seconds_left(request)
    return JsonResponse({"left": int(left)})


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
