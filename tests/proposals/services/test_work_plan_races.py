"""Two people on one plan: numbers given once, no lost update, no needless refusal."""

import uuid
from decimal import Decimal
from functools import partial

import pytest

from proposals.enums import StaffCategory
from proposals.errors import StaleVersion
from proposals.models import Effort, WorkPackage
from proposals.services.effort import EffortCell, EffortSaved, change_effort
from proposals.services.work_package_parts import MilestoneEntry, add_part
from proposals.services.work_packages import add_work_package, change_work_package
from tests.proposals.services.racing import at_once, meeting
from tests.proposals.services.work_plans import (
    add_package,
    entry,
    make_draft_with_plan,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft():
    return make_draft_with_plan()


def adding(draft, key=None):
    return partial(
        add_work_package,
        proposal=draft,
        entry=entry(),
        request_key=key or uuid.uuid4(),
        by=draft.alliance.coordinator,
    )


def saving(draft, days, category=StaffCategory.TEACHER, version=0):
    cells = [EffortCell(1, category, Decimal(days), version)]
    by = draft.alliance.coordinator
    return partial(change_effort, proposal=draft, partner=2, cells=cells, by=by)


def test_people_who_add_at_once_get_different_numbers(draft):
    outcomes = at_once(*[adding(draft) for _ in range(4)])

    assert sorted(each.number for each in outcomes) == [1, 2, 3, 4]


def test_a_double_click_adds_one(draft):
    outcomes = at_once(*[adding(draft, uuid.uuid4())] * 4)

    assert [each.number for each in outcomes] == [1, 1, 1, 1]


def test_parts_added_at_once_get_different_numbers(draft):
    package = add_package(draft)
    acts = [
        partial(
            add_part,
            work_package=package,
            entry=MilestoneEntry("Half way"),
            request_key=uuid.uuid4(),
            by=draft.alliance.coordinator,
        )
        for _ in range(3)
    ]

    assert sorted(each.number for each in at_once(*acts)) == [1, 2, 3]


def test_one_of_two_changes_wins_and_the_other_sees_it(draft):
    package = add_package(draft)
    acts = [
        partial(
            change_work_package,
            work_package=package,
            entry=entry(title=title),
            version=1,
            by=draft.alliance.coordinator,
        )
        for title in ("A", "B")
    ]

    outcomes = at_once(*acts)

    refused = [each for each in outcomes if isinstance(each, StaleVersion)]
    stored = WorkPackage.objects.get()
    assert [each.current.title for each in refused] == [stored.title]
    assert stored.version == 2


def test_saving_what_was_read_loses_days(draft):
    add_package(draft)
    saving(draft, "1")()
    wait = meeting()

    def save(more):
        mine = Effort.objects.get()
        wait()
        mine.days += more
        mine.save()

    assert at_once(partial(save, 10), partial(save, 20)) == [None, None]
    assert Effort.objects.get().days in {11, 21}


@pytest.mark.parametrize("version", [0, 1])
def test_one_of_two_saves_of_a_cell_wins_and_the_other_sees_it(draft, version):
    add_package(draft)
    if version:
        saving(draft, "1")()

    outcomes = at_once(
        saving(draft, "10", version=version), saving(draft, "20", version=version)
    )

    stored = Effort.objects.get()
    clashes = [each for outcome in outcomes for each in outcome.clashes]
    assert [each.days for each in clashes] == [stored.days]
    assert stored.version == version + 1


def test_saves_of_different_cells_never_collide(draft):
    add_package(draft)

    outcomes = at_once(*[saving(draft, "5", each) for each in StaffCategory])

    assert outcomes == [EffortSaved(1, ())] * 4
