"""The effort matrix, and one partner's days."""

from decimal import Decimal
from typing import Any

import pytest

from alliances.enums import Confirmation
from proposals.enums import StaffCategory
from proposals.selectors.plan.effort import days_of, days_words, effort_matrix
from proposals.selectors.plan.planned_rows import planned_rows
from proposals.selectors.plan.work_plan_rows import package_rows
from proposals.services.effort import EffortCell, change_effort
from tests.factories import make_draft
from tests.proposals.services.work_plans import add_package, make_draft_with_plan


@pytest.fixture
def draft():
    draft = make_draft_with_plan()
    add_package(draft, lead=1)
    add_package(draft, lead=2)
    return draft


def enter(draft, partner, package, days, category=StaffCategory.TEACHER):
    cell = EffortCell(package, category, Decimal(days), 0)
    by = draft.alliance.coordinator
    change_effort(proposal=draft, partner=partner, cells=[cell], by=by)


def matrix(draft) -> Any:
    efforts = planned_rows(draft).efforts
    return effort_matrix(draft, package_rows(draft), efforts)


def rows(found):
    return [
        (row.label, [each.words for each in row.cells], row.total) for row in found.rows
    ]


@pytest.mark.django_db
def test_categories_are_added_up_by_partner_and_work_package(draft):
    enter(draft, 1, 1, "0.1")
    enter(draft, 1, 1, "0.2", StaffCategory.MANAGER)
    enter(draft, 1, 2, "1000")
    enter(draft, 2, 2, "5")

    found = matrix(draft)

    assert rows(found) == [
        ("P1", ["0.3", "1,000"], "1,000.3"),
        ("P2", ["", "5"], "5"),
        ("P3", ["", ""], ""),
    ]
    totals = [(each.label, each.words) for each in found.totals]
    assert totals == [("WP1", "0.3"), ("WP2", "1,005")]
    assert found.total == "1,005.3"


@pytest.mark.django_db
def test_a_lead_without_days_in_its_work_package_is_odd(draft):
    for partner, package in ((1, 2), (2, 2), (3, 1)):
        enter(draft, partner, package, "5")

    found = matrix(draft)

    assert [[each.is_odd for each in row.cells] for row in found.rows] == [
        [True, False],
        [False, False],
        [False, False],
    ]


@pytest.mark.django_db
def test_the_days_of_who_left_are_kept_and_not_counted(draft):
    enter(draft, 1, 1, "5")
    enter(draft, 3, 1, "7")
    draft.alliance.partnerships.filter(number=3).update(
        confirmation=Confirmation.WITHDRAWN
    )

    found = matrix(draft)

    assert [(row.label, row.total, row.has_left) for row in found.rows] == [
        ("P1", "5", False),
        ("P2", "", False),
        ("P3", "7", True),
    ]
    assert found.total == "5"


@pytest.mark.django_db
def test_there_is_no_matrix_without_work_packages_or_partners(draft):
    alone = make_draft(draft.alliance.call)

    assert effort_matrix(draft, (), ()) is None
    assert effort_matrix(alone, package_rows(draft), ()) is None


@pytest.mark.django_db
def test_the_days_of_one_partner(draft):
    enter(draft, 2, 1, "2.5")
    enter(draft, 3, 1, "9")

    found: Any = days_of(draft, 2)

    assert (found.label, found.total) == ("P2", "2.5")
    assert [str(found.at(number, "teacher").days) for number in (1, 2)] == ["2.5", "0"]
    assert days_of(draft, 4) is None


@pytest.mark.parametrize(
    ("days", "words"), [("0", ""), ("0.5", "0.5"), ("40.0", "40"), ("1250", "1,250")]
)
def test_days_are_written_without_needless_decimals(days, words):
    assert days_words(Decimal(days)) == words


@pytest.mark.django_db
def test_no_lead_is_odd_while_nobody_has_any_days(draft):
    cells = [each for row in matrix(draft).rows for each in row.cells]

    assert cells
    assert not any(each.is_odd for each in cells)
