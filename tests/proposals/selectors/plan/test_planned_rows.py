"""The days of a draft, read as one text, are those that stand in its cells."""

from decimal import Decimal

import pytest
from django.utils import timezone

from proposals.budget import Category, Days
from proposals.enums import StaffCategory
from proposals.selectors.plan.planned_rows import planned_rows
from proposals.services.effort import EffortCell, change_effort
from proposals.snapshots import take
from proposals.snapshots.budgets import budget_rows
from tests.factories import make_call, make_eligible_draft
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    make_eligible_draft(make_call("other"))  # keys of partners are no numbers of theirs
    draft = make_draft_with_plan()
    add_package(draft, lead=1)
    add_package(draft, lead=2)
    return draft


def enter(draft, partner, package, days, version=0):
    cell = EffortCell(package, StaffCategory.TEACHER, Decimal(days), version)
    by = draft.alliance.coordinator
    change_effort(proposal=draft, partner=partner, cells=[cell], by=by)


def test_draft_without_days_has_none(draft):
    assert planned_rows(draft).efforts == ()


@pytest.mark.parametrize("days", ["0.1", "12.5", "10", "1000", "99999.9"])
def test_days_are_as_exact_as_they_were_entered(draft, days):
    enter(draft, 1, 2, days)

    (found,) = planned_rows(draft).efforts

    assert found == Days(1, 2, Category.TEACHER, Decimal(days))
    assert found.days.as_tuple().exponent == -1


def test_days_are_those_the_budget_reads_cell_by_cell(draft):
    for place, (partner, package) in enumerate([(1, 1), (1, 2), (2, 2), (3, 1)]):
        enter(draft, partner, package, f"{place}.5")

    found = planned_rows(draft).efforts

    assert sorted(found) == sorted(budget_rows(draft, take(draft)).given.efforts)
    assert len(found) == 4


def test_what_was_saved_last_is_what_is_read(draft):
    enter(draft, 1, 1, "3")
    before = planned_rows(draft).efforts
    enter(draft, 1, 1, "4", version=1)
    after = planned_rows(draft).efforts
    enter(draft, 1, 1, "0", version=2)

    assert [each.days for each in (*before, *after)] == [Decimal(3), Decimal(4)]
    assert planned_rows(draft).efforts == ()


def test_days_of_a_removed_work_package_are_left_out(draft):
    enter(draft, 1, 1, "3")
    enter(draft, 2, 2, "4")
    package = draft.work_packages.get(number=1)
    package.removed_at = timezone.now()
    package.save()

    assert [each.payee for each in planned_rows(draft).efforts] == [2]
