"""Who asks and when: what every page needs of its request, with types."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from alliances.views.people import person

__all__ = ["person", "received_at"]


def received_at(request: HttpRequest) -> dt.datetime:
    """Return when the request arrived: a deadline counts at receipt."""
    moment: dt.datetime = getattr(request, "received_at", None) or timezone.now()
    return moment
