"""The checker of the deadline hour finds each kind of fault there could be."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.load.register import Row, Told, Tried, faults

DEADLINE = dt.datetime(2030, 2, 26, 16, tzinfo=dt.UTC)
KEY, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
ROW = Row(
    proposal=1,
    key=KEY,
    number="1-EPP",
    received_at=DEADLINE - dt.timedelta(microseconds=1),
    place=("Soria", "heritage"),
    is_live=True,
    packs=("queued",),
)
ACKNOWLEDGED, REFUSED = Told(1, KEY, "1-EPP"), Told(1, OTHER, "")
ATTEMPTS = [Tried(1, "1-EPP"), Tried(1, "")]


def test_what_is_as_it_was_told_has_no_fault():
    told = [ACKNOWLEDGED, REFUSED]

    assert faults(told, [ROW], ATTEMPTS, deadline=DEADLINE) == []


def test_press_nobody_heard_of_is_no_fault():
    assert faults([], [ROW], ATTEMPTS, deadline=DEADLINE) == []


@pytest.mark.parametrize(
    ("told", "rows", "fault"),
    [
        (ACKNOWLEDGED, [], "1-EPP was acknowledged, stored is nothing"),
        (
            ACKNOWLEDGED,
            [ROW, replace(ROW, number="2-EPP", is_live=False)],
            "1-EPP was acknowledged, stored is ['1-EPP', '2-EPP']",
        ),
        (
            Told(1, KEY, ""),
            [ROW],
            "1-EPP is stored and its press was refused",
        ),
        (ACKNOWLEDGED, [replace(ROW, received_at=DEADLINE)], "1-EPP came late"),
        (
            ACKNOWLEDGED,
            [replace(ROW, packs=("failed",))],
            "1-EPP has no pack that is drawn or will be",
        ),
        (
            ACKNOWLEDGED,
            [ROW, replace(ROW, proposal=2, number="2-EPP")],
            "2 live submissions of one applicant and sector: ('Soria', 'heritage')",
        ),
        (
            ACKNOWLEDGED,
            [ROW, replace(ROW, key=OTHER, number="2-EPP", place=("Soria", "it"))],
            "2 live submissions of one proposal: 1",
        ),
    ],
)
def test_each_fault_is_found(told, rows, fault):
    assert faults([told], rows, ATTEMPTS, deadline=DEADLINE) == [fault]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ([ACKNOWLEDGED] * 2, "proposal 1: 1-EPP is in the log 1x"),
        ([REFUSED] * 3, "proposal 1: a refusal is in the log 1x"),
    ],
)
def test_answer_without_its_attempt_is_found(told, fault):
    assert faults(told, [ROW], ATTEMPTS, deadline=DEADLINE) == [fault]
