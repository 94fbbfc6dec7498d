"""A long difference, folded where nothing changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.selectors.form.folded_diff import (
    CONTEXT,
    FEWEST_FOLDED,
    Stretch,
    folded_diff,
)
from proposals.selectors.form.word_diff import Part

SAID = "word " * 200
CHANGE = Part("added", "new ")
TEXTS = st.text(alphabet="a \n", max_size=3 * CONTEXT)
KINDS = st.sampled_from(["same", "added", "removed"])


def kinds_of(parts):
    return [each.kind for each in folded_diff(parts)]


def test_what_did_not_change_before_and_behind_a_change_is_folded():
    parts = (Part("same", SAID), CHANGE, Part("same", SAID))

    before, lead, change, rest, behind = folded_diff(parts)

    assert [before.kind, lead.kind, change.kind, rest.kind, behind.kind] == [
        *("folded", "same", "added", "same", "folded"),
    ]
    assert before.words == "169 unchanged words"
    assert 0 < len(lead.text) <= CONTEXT
    assert 0 < len(rest.text) <= CONTEXT
    assert before.text + lead.text == rest.text + behind.text == SAID


def test_the_paragraph_of_a_change_stays_in_sight():
    told = f"End.\n\n{SAID}\n\nHere "

    parts = (CHANGE, Part("same", told), CHANGE)

    _change, end, folded, here, _again = folded_diff(parts)

    assert (end.text, here.text) == ("End.", "Here ")
    assert folded.text == f"\n\n{SAID}\n\n"


@pytest.mark.parametrize(
    ("length", "kind"), [(FEWEST_FOLDED - 1, "same"), (FEWEST_FOLDED, "folded")]
)
def test_short_stretches_stay_as_they_are(length, kind):
    text = "x" * length

    assert kinds_of([Part("same", text)]) == [kind]


def test_a_text_without_blanks_is_folded_right_beside_the_change():
    text = "x" * 1000

    assert folded_diff((CHANGE, Part("same", text), CHANGE)) == (
        Stretch("added", "new "),
        Stretch("folded", text, "1 unchanged word"),
        Stretch("added", "new "),
    )


@pytest.mark.parametrize("kind", ["added", "removed"])
def test_what_changed_is_never_folded(kind):
    assert folded_diff([Part(kind, SAID)]) == (Stretch(kind, SAID),)


@given(st.lists(st.builds(Part, KINDS, TEXTS)))
def test_nothing_of_a_difference_is_lost(parts):
    stretches = folded_diff(parts)

    assert "".join(each.text for each in stretches) == "".join(p.text for p in parts)
