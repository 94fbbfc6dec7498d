"""The answer to who asks more often than a door opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliances.views.sent_again import sent_form

TOO_OFTEN = 429
RETRY_SECONDS = 300
"""As the page says."""


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that it was too often, and when to come again; a form waits on the page."""
    context = {"sent": sent_form(request)}
    answer = render(request, "429.html", context, status=TOO_OFTEN)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
