"""Who asks and when: what every page needs of its request, with types."""

import datetime as dt
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from alliances.models import User


def person(request: HttpRequest) -> User:
    """Return who is signed in; every page of ours asks for that first."""
    return cast("User", request.user)


def received_at(request: HttpRequest) -> dt.datetime:
    """Return when the request arrived: a deadline counts at receipt."""
    moment: dt.datetime = getattr(request, "received_at", None) or timezone.now()
    return moment
