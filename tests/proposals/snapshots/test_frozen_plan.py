"""The work plan in a frozen application: what was removed is not in it."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.enums import Dissemination
from proposals.services.work_package_parts import (
    MilestoneEntry,
    ResultEntry,
    TaskEntry,
)
from proposals.snapshots import (
    FrozenLead,
    FrozenMilestone,
    FrozenResult,
    FrozenTask,
)
from tests.proposals.services.work_plans import (
    REPORT,
    add_package,
    add_to,
    make_draft_with_plan,
)
from tests.proposals.snapshots.freezing import frozen

pytestmark = pytest.mark.django_db

TASK = TaskEntry("Interview firms", start_month=2, end_month=5, lead=2)
RESULT = ResultEntry("Needs report", REPORT, Dissemination.RESTRICTED, due_month=6)
MILESTONE = MilestoneEntry("Needs agreed", due_month=6)


def lead(number, name, role, *, takes_part=True):
    return FrozenLead(number, name, role, takes_part)


def test_package_comes_back_with_all_that_is_in_it():
    draft = make_draft_with_plan()
    package = add_package(
        draft, "prep", "Start", description="Agree.", start_month=1, lead=1
    )
    for part in (TASK, RESULT, MILESTONE):
        add_to(package, part)

    (found,) = frozen(draft).plan

    assert (found.number, found.kind, found.title) == (1, "prep", "Start")
    assert (found.description, found.start_month, found.end_month) == (
        "Agree.",
        1,
        None,
    )
    assert found.lead == FrozenLead(
        1, "University of Soria", "applicant", True
    )  # a field of the record
    ghent = lead(2, "Chamber of Ghent", "full_partner")
    assert found.tasks == (FrozenTask(1, "Interview firms", 2, 5, ghent),)
    assert found.results == (
        FrozenResult(1, "Needs report", "report", "restricted", 6),
    )
    assert found.milestones == (FrozenMilestone(1, "Needs agreed", 6),)


def test_what_was_removed_is_not_frozen():
    draft = make_draft_with_plan()
    kept, gone = add_package(draft), add_package(draft)
    for part in (TASK, RESULT, MILESTONE):
        row = add_to(kept, part)
        row.removed_at = timezone.now()
        row.save()
    gone.removed_at = timezone.now()
    gone.save()

    (found,) = frozen(draft).plan

    assert (found.number, found.tasks, found.results, found.milestones) == (
        1,
        (),
        (),
        (),
    )


def test_lead_that_left_stays_stated():
    draft = make_draft_with_plan()
    add_package(draft, lead=2)
    Partnership.objects.filter(alliance=draft.alliance, number=2).update(
        confirmation=Confirmation.DECLINED
    )

    (found,) = frozen(draft).plan

    assert (found.lead.name, found.lead.takes_part) == ("Chamber of Ghent", False)
