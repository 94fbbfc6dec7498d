"""When a call takes submissions: the same answer for one call and for a list."""

import datetime as dt

import pytest

from alliances.models import Call
from tests.factories import make_call

pytestmark = pytest.mark.django_db

OPENS = dt.date(2026, 3, 1)
DEADLINE = dt.datetime(2026, 3, 31, 15, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
FIRST_MOMENT = dt.datetime(2026, 2, 28, 23, tzinfo=dt.UTC)
"""Midnight in Brussels is 23 o'clock in Greenwich."""


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (FIRST_MOMENT - SECOND, False),
        (FIRST_MOMENT, True),
        (DEADLINE - SECOND, True),
        (DEADLINE, False),
    ],
)
def test_call_is_open_from_its_first_day_until_before_the_deadline(moment, is_open):
    call = make_call(opens=OPENS, deadline=DEADLINE)

    assert call.is_open_at(moment) is is_open
    assert Call.objects.open_at(moment).exists() is is_open


def test_call_of_the_past_takes_nothing():
    call = make_call(opens=OPENS, deadline=DEADLINE, takes_submissions=False)

    assert call.is_open_at(DEADLINE - SECOND) is False
    assert Call.objects.open_at(DEADLINE - SECOND).exists() is False
