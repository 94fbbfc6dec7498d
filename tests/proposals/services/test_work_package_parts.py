"""Tasks, results and milestones."""

import uuid

import pytest

from alliances.enums import Confirmation
from proposals.enums import Dissemination, ResultKind
from proposals.errors import NotAllowed, StaleVersion
from proposals.errors.work_plan import LeadElsewhere, MonthsReversed, WorkPlanFull
from proposals.services import plan_rows
from proposals.services.work_package_parts import (
    MilestoneEntry,
    PartEntry,
    ResultEntry,
    TaskEntry,
    add_part,
    change_part,
    remove_part,
    restore_part,
)
from tests.factories import make_user
from tests.proposals.services.work_plans import (
    add_package,
    add_to,
    make_draft_with_plan,
)

pytestmark = pytest.mark.django_db

EACH_SORT: list[PartEntry] = [
    TaskEntry("Interviews", 1, 6, 2),
    ResultEntry("Report", ResultKind.REPORT, Dissemination.RESTRICTED, 6),
    MilestoneEntry("Half way", 24),
]
each_sort = pytest.mark.parametrize("stated", EACH_SORT, ids=["task", "result", "mark"])


@pytest.fixture
def package():
    return add_package(make_draft_with_plan())


@pytest.fixture
def maria(package):
    return package.proposal.alliance.coordinator


def change(part, stated, version=1, by=None):
    maria = part.work_package.proposal.alliance.coordinator
    return change_part(part=part, entry=stated, version=version, by=by or maria)


def test_a_task_is_stored(package):
    task = add_to(package, EACH_SORT[0])

    task.refresh_from_db()
    assert (task.label, task.title, task.start_month, task.end_month) == (
        "T1.1",
        "Interviews",
        1,
        6,
    )
    assert task.lead.number == 2


def test_a_result_is_stored(package):
    result = add_to(package, EACH_SORT[1])

    result.refresh_from_db()
    assert (result.label, result.kind, result.level, result.due_month) == (
        "R1.1",
        "report",
        "restricted",
        6,
    )


def test_a_milestone_is_stored(package):
    milestone = add_to(package, EACH_SORT[2])

    milestone.refresh_from_db()
    assert (milestone.label, milestone.title, milestone.due_month) == (
        "MS1.1",
        "Half way",
        24,
    )


@each_sort
def test_a_double_click_adds_one(package, maria, stated):
    key = uuid.uuid4()
    rows = [
        add_part(work_package=package, entry=stated, request_key=key, by=maria)
        for _ in range(2)
    ]

    assert rows[0] == rows[1]


@each_sort
def test_numbers_go_on_and_each_sort_has_its_own(package, maria, stated):
    first = add_to(package, stated)
    remove_part(part=first, version=1, by=maria)

    assert [add_to(package, stated).number, add_to(package, stated).number] == [2, 3]


@each_sort
def test_an_earlier_version_does_not_overwrite(package, stated):
    part = add_to(package, stated)
    assert change(part, stated).version == 2

    with pytest.raises(StaleVersion) as caught:
        change(part, stated)

    assert caught.value.current == part


@each_sort
def test_removing_is_undone(package, maria, stated):
    part = add_to(package, stated)

    removed = remove_part(part=part, version=1, by=maria)
    back = restore_part(part=part, by=maria)

    assert (removed.removed_by, back.removed_by, back.number) == (maria, None, 1)


@each_sort
def test_strangers_do_nothing(package, stated):
    part, stranger = add_to(package, stated), make_user()

    for act in (
        lambda: add_part(
            work_package=package, entry=stated, request_key=uuid.uuid4(), by=stranger
        ),
        lambda: change(part, stated, by=stranger),
        lambda: remove_part(part=part, version=1, by=stranger),
        lambda: restore_part(part=part, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            act()


@each_sort
def test_a_full_work_package_takes_no_more(package, stated, monkeypatch):
    monkeypatch.setattr(plan_rows, "MOST_OF_A_SORT", 1)
    add_to(package, stated)

    with pytest.raises(WorkPlanFull):
        add_to(package, stated)


@pytest.mark.parametrize(
    ("stated", "refusal"),
    [
        (TaskEntry("Interviews", 6, 1), MonthsReversed),
        (TaskEntry("Interviews", lead=4), LeadElsewhere),
    ],
)
def test_what_cannot_be_is_refused(package, stated, refusal):
    with pytest.raises(refusal):
        add_to(package, stated)


def test_a_lead_that_left_may_stay_stated(package):
    task = add_to(package, EACH_SORT[0])
    task.lead.confirmation = Confirmation.DECLINED
    task.lead.save()

    assert change(task, TaskEntry("Talks", lead=2)).lead == task.lead
