"""The answer to who asks more often than a door opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_OFTEN = 429
RETRY_SECONDS = 300
"""As the page says."""


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that it was too often, what is safe, and when to come again."""
    answer = render(request, "429.html", status=TOO_OFTEN)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
