"""Where the part of one partner stands."""

import datetime as dt

from eligibility.core import Role
from proposals.completeness import (
    Said,
    Written,
    done_words,
    part_states,
    part_trouble,
    partners_of,
    parts_done,
)
from proposals.files.form import Per
from tests.proposals.completeness.drafts import (
    BUDGET_SECTION,
    draft,
    partner,
    question,
    section,
)


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


NOW = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
ANNA = Said(completed_at=NOW, completed_by="Anna")
ROLE = section(question("role", per=Per.ORGANISATION), code="partners")


def parts(*sections, **fields):
    said = dict.fromkeys(fields.pop("done"), ANNA)
    answers = {("role", 1): Written(9), ("role", 2): Written(21)}
    return draft(*sections, answers=answers, parts=said, **fields)


def test_a_part_said_to_be_done_says_by_whom_while_nothing_is_missing():
    contents = parts(ROLE, done=[("partners", 1), ("partners", 2)])

    assert part_states(contents, ROLE) == {
        1: "Anna says done",
        2: "Anna said done, but something is missing now",
        3: "not started",
    }
    assert part_trouble(contents, ROLE, 1) == ""
    assert part_trouble(contents, ROLE, 2) == "1 text is too long"


def test_parts_done_are_counted_by_section_once_somebody_says_so():
    both = [("partners", 1), ("partners", 2), ("budget", 3), ("budget", 4)]
    contents = parts(ROLE, BUDGET_SECTION, done=both)

    assert done_words(contents, ROLE) == "1 of 3 parts said to be done"
    assert done_words(contents, BUDGET_SECTION) == "1 of 3 parts said to be done"
    assert done_words(contents, section(question("why"))) == ""
    assert done_words(parts(ROLE, done=[]), ROLE) == ""
    alone = parts(ROLE, done=[("partners", 1)], participants=(partner(),))
    assert done_words(alone, ROLE) == "1 of 1 part said to be done"


def test_a_partner_has_done_all_or_some_of_its_part():
    done = [("partners", 1), ("budget", 1), ("partners", 2), ("budget", 3)]
    contents = parts(ROLE, BUDGET_SECTION, done=[*done, ("budget", 9)])

    assert parts_done(contents) == {1: "part done", 3: "1 of 2 parts done"}


def test_who_gets_no_grant_has_no_part_of_the_budget():
    associated = partner(2, role=Role.ASSOCIATED_PARTNER)
    contents = draft(BUDGET_SECTION, participants=(partner(), associated))

    assert partners_of(contents, BUDGET_SECTION) == {1}
