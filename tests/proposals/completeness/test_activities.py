"""Activities that no work package carries out."""

import pytest

from proposals.completeness import Destination, Keeps, Place, findings_of
from proposals.files.form import QuestionKind
from tests.proposals.completeness.drafts import (
    PLAN_SECTION,
    draft,
    every_kind,
    question,
    section,
    written,
)

KIND = QuestionKind.ACTIVITY
STRATEGY = section(question("strategy", title="Strategy", kind=KIND))
EVIDENCE = section(question("strategy", title="Strategy", kind=KIND, is_required=False))


def activities(asked, *plan, **fields):
    contents = draft(*plan, asked, packages=every_kind(), **fields)
    found = findings_of(contents)
    return [each for each in found if each.to.place is Place.ACTIVITY]


def test_a_mandatory_activity_needs_a_work_package():
    (found,) = activities(STRATEGY, PLAN_SECTION)

    assert found.sentence == (
        "No work package carries out the mandatory activity “Strategy”."
    )
    assert found.to == Destination(Place.ACTIVITY, ("summary", "strategy"))
    assert found.keeps is Keeps.COMPLETING


def test_an_activity_that_is_described_needs_one_too():
    (found,) = activities(EVIDENCE, PLAN_SECTION, answers=written(strategy=9))

    assert found.sentence == (
        "“Strategy” is described, but no work package carries it out."
    )
    assert found.keeps is Keeps.FITTING


@pytest.mark.parametrize(("number", "found"), [(1, 0), (9, 1)])
def test_only_a_work_package_that_is_there_carries_it(number, found):
    carried = {"strategy": frozenset({number})}

    assert len(activities(STRATEGY, PLAN_SECTION, carried=carried)) == found


def test_nothing_is_asked_where_it_cannot_be_done():
    assert activities(EVIDENCE, PLAN_SECTION) == []
    assert activities(STRATEGY) == []
    assert activities(section(question()), PLAN_SECTION) == []
