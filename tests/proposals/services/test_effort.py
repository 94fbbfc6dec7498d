"""Saving working days, cell by cell."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from alliances.enums import Confirmation
from proposals.enums import StaffCategory
from proposals.errors import NotAllowed
from proposals.errors.work_plan import NoDaysThere
from proposals.models import Effort
from proposals.services.effort import CellClash, EffortCell, change_effort
from proposals.services.work_packages import remove_work_package
from tests.factories import make_user
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db

MANAGER, TEACHER = StaffCategory.MANAGER, StaffCategory.TEACHER


@pytest.fixture
def draft():
    draft = make_draft_with_plan()
    add_package(draft)
    add_package(draft)
    return draft


def cell(package=1, category=TEACHER, days="10", version=0):
    return EffortCell(package, category, Decimal(days), version)


def save(draft, *cells, partner=2, by=None):
    by = by or draft.alliance.coordinator
    return change_effort(proposal=draft, partner=partner, cells=cells, by=by)


def stored():
    rows = Effort.objects.values_list("work_package__number", "category", "days")
    return [(number, category, str(days)) for number, category, days in rows]


def test_days_are_stored(draft):
    outcome = save(draft, cell(2, MANAGER, "2.5"), cell(1, TEACHER, "40"))

    assert (outcome.saved, outcome.clashes) == (2, ())
    assert stored() == [(1, "teacher", "40.0"), (2, "manager", "2.5")]


def test_days_are_changed_and_emptied(draft):
    save(draft, cell())

    save(draft, cell(days="0", version=1))

    assert [(str(each.days), each.version) for each in Effort.objects.all()] == [
        ("0.0", 2)
    ]


def test_only_the_cell_a_colleague_changed_clashes(draft):
    save(draft, cell(1), cell(2))
    save(draft, cell(1, days="12", version=1))

    outcome = save(draft, cell(1, days="15", version=1), cell(2, days="20", version=1))

    mine = cell(1, days="15", version=1)
    assert outcome.saved == 1
    assert outcome.clashes == (CellClash(mine, Decimal("12.0"), 2),)
    assert stored() == [(1, "teacher", "12.0"), (2, "teacher", "20.0")]


def test_two_first_entries_clash_where_they_differ(draft):
    save(draft, cell())

    assert len(save(draft, cell(days="11")).clashes) == 1


def test_the_same_days_twice_are_one_save(draft):
    save(draft, cell())

    assert save(draft, cell()).clashes == ()
    assert [each.version for each in Effort.objects.all()] == [1]


def test_strangers_save_nothing(draft):
    with pytest.raises(NotAllowed):
        save(draft, cell(), by=make_user())


@pytest.mark.parametrize("partner", [4, 9])
def test_who_does_not_work_there_has_no_days(draft, partner):
    with pytest.raises(NoDaysThere):
        save(draft, cell(), partner=partner)


def test_who_left_gets_no_days(draft):
    draft.alliance.partnerships.update(confirmation=Confirmation.WITHDRAWN)

    with pytest.raises(NoDaysThere):
        save(draft, cell())


def test_a_work_package_that_is_gone_takes_no_days(draft):
    remove_work_package(
        work_package=draft.work_packages.get(number=2),
        version=1,
        by=draft.alliance.coordinator,
    )

    with pytest.raises(NoDaysThere):
        save(draft, cell(1), cell(2))

    assert stored() == []


def test_what_the_database_refuses_is_not_taken_for_a_clash(draft):
    with pytest.raises(IntegrityError):
        save(draft, cell(days="-1"))
