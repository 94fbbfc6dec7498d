"""What is kept about the person who is signed in, to be taken along by them alone."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alliances.limits import is_too_often
from alliances.views.proof import asks_for_proof
from alliances.views.too_often import too_often
from proposals.services.personal_data import export_person
from proposals.views.people import person

RATES = "10/h/user"
"""One file reads every table."""
READABLE = {"ensure_ascii": False, "indent": 2}


@asks_for_proof()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """Say what the file holds; on POST send it."""
    if request.method != "POST":
        return render(request, "account/own_data.html")
    if is_too_often(request, door="own-data", rates=RATES):
        return too_often(request)
    user = person(request)
    held = export_person(email=user.email, by=user.pk, account=user)
    answer = JsonResponse(held, json_dumps_params=READABLE)
    answer["Content-Disposition"] = 'attachment; filename="kept-about-me.json"'
    return answer
