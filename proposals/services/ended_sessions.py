"""Sessions that are over leave nothing: neither addresses of machines nor browsers."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet


def delete_ended_sessions(*, now: dt.datetime) -> int:
    """Delete what is kept of sessions that expired or ended; return how many records.

    The record of where somebody signed in has no use beyond the session itself.
    """
    with transaction.atomic():
        Session.objects.filter(expire_date__lte=now).delete()
        going_on = Session.objects.values("session_key")
        ended = UserSession.objects.exclude(session_key__in=going_on)
        number: int = ended.delete()[0]
    return number


def end_sessions(*, rows: QuerySet[UserSession]) -> None:
    """End sessions and delete what is kept of them."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
