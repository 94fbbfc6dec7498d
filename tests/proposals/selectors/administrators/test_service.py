"""What administrators see of the parts, in figures."""

import datetime as dt

from proposals.enums import Part
from proposals.selectors.administrators.service import installation
from proposals.selectors.administrators.service_facts import Trouble
from tests.stack.service import working

SEEN = dt.datetime(2020, 2, 26, 15, 30, 5, tzinfo=dt.UTC)
LATER = dt.datetime(2020, 2, 26, 15, 40, tzinfo=dt.UTC)


def told(facts):
    return {each.name: each.words for each in installation(facts)}


def test_each_part_says_when_it_last_worked():
    facts = working(
        seen={Part.BEAT: SEEN, Part.MAIL: SEEN},
        troubles={Part.MAIL: Trouble(3, since=SEEN, last=LATER)},
        free_bytes=3 * 1024**3,
        free_share=0.259,
    )

    last = "Last worked on 26 February 2020, 16:30:05 Brussels time."
    assert told(facts) == {
        "The clock that sends what is due": last,
        "Workers for mails and files": "Never seen working.",
        "Workers for packs and documents": "Never seen working.",
        "Mail server": (
            f"{last} Failed 3 times since, last on 26 February 2020, 16:40:00 Brussels"
            " time."
        ),
        "Queue": "It answers",
        "Room for files": "3.0\xa0GB are free, 25 % of the disk",
    }


def test_queue_that_is_away_is_told():
    assert told(working(queue_answers=False))["Queue"] == "It does not answer"


def test_nothing_is_told_while_nothing_is_known():
    assert installation(None) == ()
