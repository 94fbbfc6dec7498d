"""The daily mail: one for each person and day, with what happened before it."""

import datetime as dt

from django.db import transaction

from alliances.models import User
from eligibility.words import BRUSSELS
from proposals.models import Bulletin, News
from proposals.services.dispatch import queue_letter

HOUR = dt.time(7)
"""From when on the mail of a day is made, Brussels time: no clock change is so late."""


def make_digests(*, now: dt.datetime) -> int:
    """Make the mails of today for whom something waits; return how many there are.

    Before seven none: what happened until then is in them, the rest comes tomorrow.
    Two workers make one: the day of a person exists once.
    """
    local = now.astimezone(BRUSSELS)
    until = dt.datetime.combine(local.date(), HOUR, BRUSSELS)
    if now < until:
        return 0
    waiting = News.objects.filter(bulletin=None, happened_at__lt=until)
    made = Bulletin.objects.filter(day=local.date())
    people = waiting.exclude(person__in=made.values("person"))
    keys = people.order_by("person").values_list("person", flat=True).distinct()
    return sum(_make(key, local.date(), until) for key in list(keys))


def _make(key: int, day: dt.date, until: dt.datetime) -> bool:
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=key)
        if Bulletin.objects.filter(person=person, day=day).exists():
            return False
        waiting = News.objects.filter(
            person=person, bulletin=None, happened_at__lt=until
        )
        if not waiting.exists():
            return False
        bulletin = Bulletin.objects.create(person=person, email=person.email, day=day)
        waiting.update(bulletin=bulletin)
        queue_letter(letter=bulletin)
    return True
