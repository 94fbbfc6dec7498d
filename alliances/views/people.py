"""Who asks: what every page needs of its request, with its type."""

from typing import cast

from django.http import HttpRequest

from alliances.models import User


def person(request: HttpRequest) -> User:
    """Return who is signed in; every page of ours asks for that first."""
    return cast("User", request.user)
