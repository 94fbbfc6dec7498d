"""The checker of confirmations and receipts finds each fault there could be."""

import pytest

from tests.load.answers import confirmation_faults, receipt_faults

TOLD = [(7, "Anna")]
STORED = {7: ("confirmed", "Anna", "confirmed")}


def test_what_is_stored_as_it_was_told_is_no_fault():
    assert confirmation_faults(TOLD, STORED) == []


def test_what_nobody_was_told_is_no_fault():
    assert confirmation_faults([], STORED) == []


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({}, "nothing"),
        ({7: ("", "", "invited")}, "('', '', 'invited')"),
        ({7: ("confirmed", "Eve", "confirmed")}, "('confirmed', 'Eve', 'confirmed')"),
        ({7: ("confirmed", "Anna", "invited")}, "('confirmed', 'Anna', 'invited')"),
    ],
)
def test_a_confirmation_that_is_lost_or_otherwise_is_said(stored, said):
    assert confirmation_faults(TOLD, stored) == [
        f"request 7: Anna confirmed, stored is {said}"
    ]


def test_one_request_acknowledged_twice_is_said():
    twice = [*TOLD, *TOLD]

    assert confirmation_faults(twice, STORED) == ["request 7 was acknowledged twice"]


def test_every_submission_shows_its_receipt_and_a_refusal_has_none():
    pressed = [(1, "key", "5-EPP"), (2, "key", "6-EPP"), (3, "key", "")]

    assert receipt_faults(pressed, ["6-EPP"]) == ["5-EPP showed no receipt"]
