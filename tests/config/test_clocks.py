"""Whose clock decides: the database's, on every machine."""

import datetime as dt
from contextlib import nullcontext

import pytest
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from alliances import clock
from config import clocks, middleware

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _own_clock_again(monkeypatch):
    """Let no test leave a difference behind."""
    monkeypatch.setattr(clock._Apart, "by", clock.NONE)


def test_what_is_less_than_a_second_is_nothing():
    clock.note_apart(dt.timedelta(milliseconds=-999))

    assert clock.apart() == clock.NONE


def test_a_request_is_stamped_by_the_clock_of_the_database(rf, time_machine):
    time_machine.move_to(dt.datetime(2020, 2, 26, 17, 0, tzinfo=dt.UTC), tick=False)
    clock.note_apart(-HOUR)
    request = rf.get("/")
    right = dt.datetime(2020, 2, 26, 16, 0, tzinfo=dt.UTC)

    middleware.stamp_received(lambda _: HttpResponse())(request)

    assert (vars(request)["received_at"], clock.now()) == (right, right)


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [HOUR, -HOUR])
def test_a_clock_that_is_wrong_is_found_out_by_a_server(time_machine, ahead):
    """A file has no clock of its own: there this machine's is the right one."""
    is_server = connection.vendor == "postgresql"
    right = timezone.now()
    time_machine.move_to(right + ahead)

    with pytest.raises(clocks.ClockApart) if is_server else nullcontext():
        clocks.check()

    known = -ahead if is_server else clock.NONE
    assert abs(clock.apart() - known) < dt.timedelta(seconds=2)
    assert abs(clock.now() - (right + ahead + known)) < dt.timedelta(seconds=2)


@pytest.mark.django_db
def test_a_clock_that_is_right_is_left_alone():
    clocks.check()

    assert clock.apart() == clock.NONE
