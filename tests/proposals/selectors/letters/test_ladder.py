"""Rungs are days of the calendar at the wall time of the deadline, and three hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from proposals.enums import Rung
from proposals.selectors.letters.ladder import moment_of, newest_rung

BRUSSELS = ZoneInfo("Europe/Brussels")
SECOND = dt.timedelta(seconds=1)
DEADLINE = dt.datetime(2026, 12, 16, 17, 0, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("rung", "day", "hour"),
    [
        (Rung.FOURTEEN_DAYS, 2, 17),
        (Rung.SEVEN_DAYS, 9, 17),
        (Rung.THREE_DAYS, 13, 17),
        (Rung.ONE_DAY, 15, 17),
        (Rung.THREE_HOURS, 16, 14),
    ],
)
def test_rung_is_at_its_hour_and_holds_until_the_next(rung, day, hour):
    at = dt.datetime(2026, 12, day, hour, tzinfo=BRUSSELS)

    assert moment_of(rung, deadline=DEADLINE) == at
    assert newest_rung(deadline=DEADLINE, now=at - SECOND) == (
        Rung(rung - 1) if rung > 1 else None
    )
    assert newest_rung(deadline=DEADLINE, now=at) == rung


def test_nothing_is_due_from_the_second_of_the_deadline_on():
    assert newest_rung(deadline=DEADLINE, now=DEADLINE - SECOND) == Rung.THREE_HOURS
    assert newest_rung(deadline=DEADLINE, now=DEADLINE) is None


@pytest.mark.parametrize(
    ("deadline", "rung", "expected"),
    [
        # Clocks go forward on 29 March 2026 at 2:00: a day of 23 hours.
        ("2026-03-29T17:00+02:00", Rung.ONE_DAY, "2026-03-28T16:00Z"),
        ("2026-03-30T17:00+02:00", Rung.THREE_DAYS, "2026-03-27T16:00Z"),
        ("2026-03-29T04:00+02:00", Rung.THREE_HOURS, "2026-03-28T23:00Z"),
        # Half past two is left out that night: what would be it is an hour later.
        ("2026-03-30T02:30+02:00", Rung.ONE_DAY, "2026-03-29T01:30Z"),
        # Clocks go back on 25 October 2026 at 3:00: a day of 25 hours.
        ("2026-10-25T17:00+01:00", Rung.ONE_DAY, "2026-10-24T15:00Z"),
        ("2026-10-31T17:00+01:00", Rung.SEVEN_DAYS, "2026-10-24T15:00Z"),
        ("2026-10-25T04:00+01:00", Rung.THREE_HOURS, "2026-10-25T00:00Z"),
    ],
)
def test_days_keep_the_wall_time_and_hours_are_hours_when_clocks_change(
    deadline, rung, expected
):
    at = moment_of(rung, deadline=dt.datetime.fromisoformat(deadline))

    assert at == dt.datetime.fromisoformat(expected)


def test_deadline_stored_in_utc_is_read_in_brussels():
    in_utc = DEADLINE.astimezone(dt.UTC)

    for rung in Rung:
        assert moment_of(rung, deadline=in_utc) == moment_of(rung, deadline=DEADLINE)
