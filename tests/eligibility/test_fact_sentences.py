"""Whether another application stands in the way, in a sentence."""

from dataclasses import replace

import pytest

from eligibility import messages
from tests.eligibility.core.consortia import partner, snapshot
from tests.eligibility.test_sentences import PLANNED, finding, say


@pytest.mark.parametrize(
    ("elsewhere", "sentence", "figure"),
    [
        (
            (),
            (
                "Cannot tell yet: neither country nor PIC of X is stated, so nobody can"
                " tell whether it takes part in another application."
            ),
            "2 to 3 of 3",
        ),
        (
            ("name:b|BE",),
            "Not met: B takes part in another live application of the call.",
            "1 to 2 of 3",
        ),
        (
            ("name:b|BE", "name:c|BE"),
            "Not met: B and C take part in other live applications of the call.",
            "0 to 1 of 3",
        ),
    ],
)
def test_organisations_elsewhere_are_named_and_the_others_never(
    elsewhere, sentence, figure
):
    rows = partner("B"), partner("C"), partner("X", None)
    stated = snapshot(*rows, lot="single", months=24, sector=None)
    consortium = replace(stated, standing_elsewhere=elsewhere)
    clause = "one-application-per-organisation"

    assert say(consortium, clause, code="2014") == sentence
    assert messages.figure(finding(consortium, clause, "2014"), PLANNED) == figure


def test_organisations_nowhere_else_in_words():
    stated = snapshot(partner("B"), lot="single", months=24, sector=None)
    consortium = replace(stated, standing_elsewhere=())

    assert say(consortium, "one-application-per-organisation", code="2014") == (
        "Met: no organisation takes part in another live application of the call."
    )
