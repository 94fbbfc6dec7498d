"""The checker of the load test finds each kind of loss there could be."""

from dataclasses import replace

import pytest

from tests.load.ledger import Acknowledged, Kept, losses

FIRST = Acknowledged("why", 1, 0, 1, "A")
SECOND = Acknowledged("why", 2, 1, 2, "B")
STANDS = Kept("why", 2, 2, "B")
HISTORY = [Kept("why", 1, 1, "A"), STANDS]


def test_what_is_all_there_is_no_loss():
    assert losses([SECOND, FIRST], [STANDS], HISTORY) == []


def test_a_go_of_one_person_is_its_last_save():
    again = replace(SECOND, person=1)

    assert losses([FIRST, again], [STANDS], [replace(STANDS, person=1)]) == []


@pytest.mark.parametrize(
    ("acknowledged", "answers", "history", "sentence"),
    [
        ([FIRST, SECOND], [], HISTORY, "version 2 was acknowledged and does not stand"),
        (
            [FIRST, SECOND],
            [replace(STANDS, text="A")],
            HISTORY,
            "version 2 was acknowledged and does not stand",
        ),
        ([FIRST, SECOND], [STANDS], [STANDS], "version 1 is not in the history"),
        (
            [FIRST, SECOND],
            [STANDS],
            [replace(HISTORY[0], text="C"), STANDS],
            "version 1 is another text in the history",
        ),
        (
            [FIRST, replace(SECOND, seen=0)],
            [STANDS],
            HISTORY,
            "version 2 went over 0, which it had not seen",
        ),
        (
            [FIRST, SECOND, SECOND],
            [STANDS],
            HISTORY,
            "two saves were acknowledged as one version",
        ),
    ],
)
def test_each_loss_is_said(acknowledged, answers, history, sentence):
    assert losses(acknowledged, answers, history) == [f"why: {sentence}"]
