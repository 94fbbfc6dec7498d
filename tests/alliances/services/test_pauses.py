"""Closing the product for writing: one pause at a time, known everywhere soon."""

import datetime as dt
import time

import pytest
from django.db import DatabaseError
from django.utils import timezone

from alliances.models import Pause
from alliances.selectors import pauses as known
from alliances.selectors.pauses import ask_anew, present_pause, suppose
from alliances.services.pauses import AlreadyPaused, begin_pause, end_pause

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2020, 2, 20, 12, tzinfo=dt.UTC)


def begin(reason="New version"):
    return begin_pause(reason=reason, until=None, now=NOW)


def test_pause_stands_until_it_is_ended():
    ask_anew()
    before = present_pause()
    pause = begin()
    during = present_pause()
    ended = end_pause(now=NOW + dt.timedelta(hours=1))

    assert (before, during, ended, present_pause()) == (None, pause, True, None)
    assert Pause.objects.get().ended_at == NOW + dt.timedelta(hours=1)


def test_only_one_stands_and_keeps_its_reason():
    begin("The first")

    with pytest.raises(AlreadyPaused):
        begin("The second")

    assert Pause.objects.get().reason == "The first"
    assert str(present_pause()).endswith(" The first")


def test_ended_pauses_stay_as_history():
    for reason in ("One", "Two"):
        begin(reason)
        end_pause(now=NOW)

    assert Pause.objects.count() == 2
    assert end_pause(now=NOW) is False


def test_what_is_known_is_asked_again_after_seconds(
    monkeypatch, django_assert_num_queries
):
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    ask_anew()

    with django_assert_num_queries(1):
        seen = [present_pause() for _look in range(5)]
    Pause.objects.create(reason="From another machine", began_at=timezone.now())
    clock[0] += known.KNOWN_SECONDS - 0.1
    early = present_pause()
    clock[0] += 0.2

    assert (seen, early) == ([None] * 5, None)
    assert str(present_pause()).endswith(" From another machine")


def test_database_that_does_not_answer_changes_nothing(monkeypatch):
    pause = begin()
    seen = present_pause()

    def fail(*_args, **_values):
        raise DatabaseError

    monkeypatch.setattr(Pause.objects, "filter", fail)
    ask_anew()

    assert (seen, present_pause()) == (pause, pause)


def test_supposed_is_not_asked(django_assert_num_queries):
    pause = begin()
    suppose(None)

    with django_assert_num_queries(0):
        supposed = present_pause()
    ask_anew()

    assert (supposed, present_pause()) == (None, pause)
