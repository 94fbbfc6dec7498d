"""What Part A of the applicant lacks."""

import pytest

from eligibility.core import Answer
from proposals.completeness import (
    Destination,
    Keeps,
    Place,
    Representative,
    findings_of,
)
from tests.proposals.completeness.drafts import draft, partner, sentences

RECTOR = Representative("Inés Gil", "Rector", "rector@soria.example")


def test_nobody_named_is_said_and_keeps_nothing_from_happening():
    (found,) = findings_of(draft(represented={}))

    assert found.sentence == "The applicant's legal representative is not named."
    assert found.to == Destination(Place.PART_A, (1, "representative_name"))
    assert (found.keeps, found.section, found.mark) == (
        *(Keeps.FILLING_IN, "", "unknown"),
    )


def test_who_is_named_without_an_address_cannot_be_told():
    (found,) = findings_of(draft(represented={1: Representative("Inés Gil")}))

    assert found.sentence == "The applicant's legal representative has no e-mail."
    assert found.to == Destination(Place.PART_A, (1, "representative_email"))


@pytest.mark.parametrize(
    "fields",
    [
        {"represented": {1: RECTOR}},
        {"represented": None},
        {"represented": {}, "participants": (partner(2),)},
        {"represented": {}, "participants": (partner(1, answer=Answer.WITHDRAWN),)},
    ],
    ids=["named", "nobody-looked", "no-applicant", "applicant-left"],
)
def test_there_is_nothing_to_say(fields):
    assert sentences(draft(**fields)) == []
