"""Where the part of one partner stands."""

from proposals.completeness import Written, part_states
from proposals.files.form import Per
from tests.proposals.completeness.drafts import draft, partner, question, section


def states(asked, **answers):
    contents = draft(
        asked, answers={(c, n): Written(s) for (c, n), s in answers["of"].items()}
    )
    return part_states(contents, asked)


def test_a_part_says_how_far_it_is():
    asked = section(
        question("why"),
        question("role", per=Per.ORGANISATION),
        question("staff", per=Per.ORGANISATION),
    )
    found = states(
        asked, of={("role", 1): 9, ("staff", 1): 9, ("role", 2): 9, ("why", None): 9}
    )

    assert found == {1: "all answered", 2: "in progress", 3: "not started"}


def test_a_text_too_long_is_not_all_answered():
    asked = section(question("role", per=Per.ORGANISATION))

    assert states(asked, of={("role", 1): 21})[1] == "in progress"


def test_a_part_that_need_not_be_written_says_so():
    asked = section(question("role", per=Per.ORGANISATION, is_required=False))

    assert states(asked, of={("role", 2): 9}) == {
        1: "optional",
        2: "all answered",
        3: "optional",
    }


def test_who_is_not_asked_has_no_part():
    asked = section(question("role", per=Per.ORGANISATION))
    contents = draft(asked, participants=(partner(),))

    assert part_states(contents, asked) == {1: "not started"}
    assert part_states(contents, section(question("why"))) == {}
