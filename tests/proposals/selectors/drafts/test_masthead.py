"""The band above a page: where we are, and how long there is."""

import datetime as dt

import pytest

from eligibility.words import BRUSSELS
from proposals.selectors.drafts.masthead import countdown, second_words, weekday_words

DEADLINE = dt.datetime(2020, 2, 26, 17, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (dt.timedelta(days=12, hours=3), "Closes in 12 days"),
        (dt.timedelta(days=2), "Closes in 2 days"),
        (dt.timedelta(days=1, hours=23, minutes=59), "Closes in 1 day 23 hours"),
        (dt.timedelta(days=1), "Closes in 1 day"),
        (dt.timedelta(hours=1, minutes=1), "Closes in 1 hour 1 minute"),
        (dt.timedelta(hours=1), "Closes in 1 hour"),
        (dt.timedelta(minutes=1), "Closes in 1 minute"),
        (dt.timedelta(seconds=59), "Closes in less than a minute"),
        (dt.timedelta(), "Closed"),
        (-dt.timedelta(days=700), "Closed"),
    ],
)
def test_countdown_is_finer_the_closer_the_end(left, words):
    assert countdown(DEADLINE, now=DEADLINE - left) == words


def test_countdown_counts_real_hours_over_the_change_of_clocks():
    deadline = dt.datetime(2026, 3, 29, 17, tzinfo=BRUSSELS)
    day_before = dt.datetime(2026, 3, 28, 17, tzinfo=BRUSSELS)

    # One hour is missing in that night, and the same clock time is 23 hours later.
    assert countdown(deadline, now=day_before) == "Closes in 23 hours"


def test_moments_are_told_in_brussels_time():
    moment = dt.datetime(2020, 7, 1, 22, 30, 8, tzinfo=dt.UTC)

    assert weekday_words(moment) == "Thu 2 Jul 2020, 00:30 Brussels time"
    assert second_words(moment) == "2 July 2020, 00:30:08 Brussels time"
