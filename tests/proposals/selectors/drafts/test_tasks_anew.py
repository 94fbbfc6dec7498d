"""The task list says what stands, whatever a process keeps of what it read before."""

import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from proposals.budget import kept_budget
from proposals.completeness import answers
from proposals.enums import StaffCategory
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts import addresses
from proposals.selectors.drafts.tasks import tasks_of
from proposals.selectors.plan import planned_rows
from proposals.services.answers import Reply, save_answer
from proposals.services.comments import Remark, add_comment
from proposals.services.effort import EffortCell, change_effort
from proposals.services.work_packages import remove_work_package
from tests.factories import add, make_colleague
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.django_db
KEPT = (
    addresses._pattern,
    answers._counted,
    kept_budget,
    planned_rows._efforts_in,
)


def reply(draft):
    save_answer(
        proposal=draft,
        question="strategy",
        reply=Reply("Some words", ""),
        version=0,
        by=draft.alliance.coordinator,
    )


def remark(draft):
    add_comment(
        proposal=draft,
        question="strategy",
        remark=Remark("Is that so?", uuid.uuid4()),
        by=draft.alliance.coordinator,
    )


def days(draft):
    cell = EffortCell(1, StaffCategory.TEACHER, Decimal("2.5"), 1)
    by = draft.alliance.coordinator
    change_effort(proposal=draft, partner=1, cells=[cell], by=by)


def without_package(draft):
    package = draft.work_packages.get(number=1)
    remove_work_package(
        work_package=package, version=package.version, by=draft.alliance.coordinator
    )


def fact(draft):
    Proposal.objects.filter(pk=draft.pk).update(duration_months=None)


WRITES = {
    "answer": reply,
    "comment": remark,
    "days": days,
    "work package": lambda draft: add_package(draft, lead=2),
    "no work package": without_package,
    "partner": lambda draft: add(draft, "School of Brno", "CZ"),
    "fact": fact,
    "colleague": make_colleague,
}


@pytest.fixture
def draft():
    draft = make_draft_with_plan()
    add_package(draft, lead=1)
    cell = EffortCell(1, StaffCategory.TEACHER, Decimal(2), 0)
    by = draft.alliance.coordinator
    change_effort(proposal=draft, partner=1, cells=[cell], by=by)
    return draft


def tasks(draft):
    draft = Proposal.objects.get(pk=draft.pk)
    return tasks_of(draft, *standing_of(draft, now=timezone.now()))


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_process_that_read_before_says_what_one_that_starts_says(draft, write):
    before = tasks(draft)
    write(draft)
    again = tasks(draft)
    for each in KEPT:
        each.cache_clear()

    assert again == tasks(draft)
    assert again != before
