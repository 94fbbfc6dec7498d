"""What acts on the work plan, days and journeys leave in the log."""

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from proposals.enums import StaffCategory, Traveller
from proposals.models import ProposedFigure, WorkPackage
from proposals.services.activities import change_coverage
from proposals.services.decided_figures import approve_figures, refuse_figures
from proposals.services.effort import EffortCell, change_effort
from proposals.services.mobility import (
    LineEntry,
    add_mobility_line,
    change_mobility_line,
    remove_mobility_line,
    restore_mobility_line,
)
from proposals.services.profiles import ProfileEntry, change_profile
from proposals.services.proposed_lines import take_figure_back
from proposals.services.work_package_parts import (
    TaskEntry,
    change_part,
    remove_part,
    restore_part,
)
from proposals.services.work_packages import (
    change_work_package,
    remove_work_package,
    restore_work_package,
)
from tests.proposals.services.profiles import make_draft_with_profiles, name
from tests.proposals.services.proposed import (
    contact_of,
    make_proposing_draft,
    offer,
    seen,
)
from tests.proposals.services.test_activity_acts import log_of
from tests.proposals.services.work_plans import (
    add_package,
    add_to,
    entry,
    make_draft_with_plan,
)

pytestmark = pytest.mark.django_db


def test_work_plan_row_by_row():
    draft = make_draft_with_plan()
    by = draft.alliance.coordinator
    package = add_package(draft, start_month=1)
    task = add_to(package, TaskEntry("Interviews", 1, 2, 1))
    stated = entry(title="Trials", start_month=3)
    change_work_package(work_package=package, entry=stated, version=1, by=by)
    change_part(part=task, entry=TaskEntry("Interviews", 1, 4, 1), version=1, by=by)
    for version in (2, 3):
        remove_part(part=task, version=version, by=by)
    for _twice in range(2):
        restore_part(part=task, by=by)
    for version in (2, 3):
        remove_work_package(work_package=package, version=version, by=by)
    for _twice in range(2):
        restore_work_package(work_package=package, by=by)

    package_1 = {"sort": "workpackage", "number": 1}
    task_1 = {"sort": "task", "number": 1, "package": 1}
    assert log_of(draft) == [
        ("plan-added", None, package_1),
        ("plan-added", None, task_1),
        (
            *("plan-changed", None),
            {**package_1, "changed": ["start_month", "title"], "start_month": [1, 3]},
        ),
        (
            *("plan-changed", None),
            {**task_1, "changed": ["end_month"], "end_month": [2, 4]},
        ),
        ("plan-removed", None, task_1),
        ("plan-restored", None, task_1),
        ("plan-removed", None, package_1),
        ("plan-restored", None, package_1),
    ]


def test_change_over_that_of_a_colleague_is_noted_against_what_stood():
    """The form was read before the colleague saved, and met what they saved."""
    draft = make_draft_with_plan()
    by = draft.alliance.coordinator
    package = add_package(draft, start_month=1)
    task = add_to(package, TaskEntry("Interviews", 1, 2, 1))
    theirs, part = entry(start_month=3), TaskEntry("Interviews", 1, 4)
    change_work_package(work_package=package, entry=theirs, version=1, by=by)
    change_part(part=task, entry=part, version=1, by=by)

    mine = replace(theirs, title="Mine")
    change_work_package(work_package=package, entry=mine, version=2, by=by)
    change_part(part=task, entry=replace(part, title="Mine"), version=2, by=by)

    noted = [facts["changed"] for _kind, _partner, facts in log_of(draft)[-2:]]
    assert noted == [["title"], ["title"]]


def test_so_is_that_of_a_profile():
    draft = make_draft_with_profiles()
    by, profile = draft.alliance.coordinator, name(draft, level=4)
    theirs = ProfileEntry("Welder", "7212", 5)
    change_profile(profile=profile, entry=theirs, version=1, by=by)

    mine = replace(theirs, title="Mine")
    change_profile(profile=profile, entry=mine, version=2, by=by)

    assert log_of(draft)[-1][2]["changed"] == ["title"]


def test_activity_of_the_form_is_placed():
    draft = make_draft_with_plan()
    add_package(draft)
    place: dict[str, Any] = {"proposal": draft, "activity": "strategy"}
    by = draft.alliance.coordinator

    change_coverage(**place, carried=[1], seen=[], by=by)
    change_coverage(**place, carried=[1], seen=[1], by=by)

    told = {"activity": "strategy", "added": [1], "dropped": []}
    assert log_of(draft)[1:] == [("activity-placed", None, told)]


def test_days_that_changed_stand_in_one_row_as_they_were_and_are():
    draft = make_proposing_draft()
    by = draft.alliance.coordinator
    cells = [
        EffortCell(1, StaffCategory.TEACHER, Decimal("12.5"), 1),
        EffortCell(2, StaffCategory.MANAGER, Decimal(3), 0),
        EffortCell(2, StaffCategory.TEACHER, Decimal(0), 0),
    ]

    for _twice in range(2):
        change_effort(proposal=draft, partner=2, cells=cells, by=by)

    told = {"WP1 teacher": ["10.0", "12.5"], "WP2 manager": ["0.0", "3.0"]}
    assert log_of(draft) == [("days-changed", 2, told)]


def test_journey_is_added_changed_removed_and_put_back():
    draft = make_proposing_draft()
    by = draft.alliance.coordinator
    stated = LineEntry(2, Traveller.LEARNER, 4, 1, 500, Decimal("5.0"))
    line = add_mobility_line(
        proposal=draft, entry=stated, request_key=uuid.uuid4(), by=by
    )

    other = replace(stated, participants=6)
    for _twice in range(2):
        line = change_mobility_line(line=line, entry=other, version=1, by=by)
    for version in (2, 3):
        remove_mobility_line(line=line, version=version, by=by)
    for _twice in range(2):
        restore_mobility_line(line=line, by=by)

    row = {"sort": "mobilityline", "number": 1}
    assert log_of(draft) == [
        ("plan-added", 2, row),
        (
            *("plan-changed", 2),
            {**row, "changed": ["participants"], "participants": [4, 6]},
        ),
        ("plan-removed", 2, row),
        ("plan-restored", 2, row),
    ]


def test_figures_are_proposed_approved_refused_and_taken_back():
    draft = make_proposing_draft()
    by, contact = draft.alliance.coordinator, contact_of(draft)
    for _twice in range(2):
        offer(draft, "15", version=1, by=contact)
    offer(draft, "4", package=2, by=contact)
    offer(draft, "5", package=2, category=StaffCategory.MANAGER, by=contact)
    first, second, third = ProposedFigure.objects.order_by("pk")

    ticked, refused = seen(first), seen(second)
    for _twice in range(2):
        approve_figures(proposal=draft, partner=2, seen=ticked, by=by)
        refuse_figures(proposal=draft, partner=2, seen=refused, reason="No", by=by)
        take_figure_back(proposal=draft, key=third.pk, version=1, by=contact)

    assert log_of(draft) == [
        *[("figures-proposed", 2, {"figures": 1})] * 3,
        ("figures-approved", 2, {"figures": 1}),
        ("figures-refused", 2, {"figures": 1}),
        ("figures-taken-back", 2, {"figures": 1}),
    ]


def test_no_fact_is_a_text_of_the_proposal():
    draft = make_draft_with_plan(title="Unmistakable title")
    package = add_package(draft, title="Unmistakable package")
    stated = entry(title="Unmistakable other", description="Unmistakable words")
    by = draft.alliance.coordinator
    change_work_package(work_package=package, entry=stated, version=1, by=by)

    assert WorkPackage.objects.get().title == "Unmistakable other"
    assert not [row for row in log_of(draft) if "Unmistakable" in str(row)]
