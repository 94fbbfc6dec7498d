"""The work plan as a page: packages, picture, notes, effort, and what was removed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alliances.models import User
from eligibility.words import deadline_words, months
from proposals.completeness import Place
from proposals.enums import WorkPackageKind
from proposals.files.form import SectionKind
from proposals.models import Proposal, WorkPackage
from proposals.policies import Decision, can_edit
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.form_places import FormPlace, place_of
from proposals.selectors.form.section_states import SectionState, section_state
from proposals.selectors.plan.effort import EffortMatrix, effort_matrix
from proposals.selectors.plan.gantt import Gantt, gantt_of
from proposals.selectors.plan.stored_parts import Parts, parts_of_package
from proposals.selectors.plan.work_plan_rows import (
    PackageRow,
    package_row,
    package_rows,
    rows_of,
    stored_packages,
)


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """What stands around every page of the work plan."""

    masthead: Masthead
    tasks: Tasks
    place: FormPlace
    may_edit: Decision
    """Whether the reader may change the plan, and why not."""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """One thing that is open or does not fit in the plan."""

    sentence: str
    url: str
    package: int | None
    """Number of the work package it is about; None for the plan as a whole."""


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """Something that was removed and can be put back."""

    sort: str
    """tasks, results or milestones; empty for a work package."""
    number: int
    label: str
    title: str
    removed: str
    """When, and by whom."""


@dataclass(frozen=True, slots=True)
class WorkPlanPage:
    """The whole plan."""

    frame: PlanFrame
    packages: tuple[PackageRow, ...]
    removed: tuple[RemovedRow, ...]
    notes: tuple[PlanNote, ...]
    kinds: tuple[tuple[WorkPackageKind, int], ...]
    """Each type with how many work packages there are of it."""
    gantt: Gantt | None
    """None without work packages."""
    effort: EffortMatrix | None
    """None without work packages or partners."""
    duration: str
    """Of the project in words; empty while it is not stated."""
    state: SectionState
    """Whose section this is and whether it is complete."""


@dataclass(frozen=True, slots=True)
class PackagePage:
    """One work package: its form, and the tasks, results and milestones in it."""

    frame: PlanFrame
    package: PackageRow
    removed: tuple[RemovedRow, ...]
    notes: tuple[PlanNote, ...]


def plan_frame(
    proposal: Proposal,
    reader: User,
    *,
    now: dt.datetime,
    kind: SectionKind = SectionKind.WORK_PLAN,
) -> PlanFrame | None:
    """Return what stands around a page; None where the form has no such section."""
    place = place_of(proposal, kind)
    if place is None:
        return None
    snapshot, report = standing_of(proposal, now=now)
    return PlanFrame(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        place=place,
        may_edit=can_edit(reader, proposal),
    )


def work_plan_page(proposal: Proposal, frame: PlanFrame) -> WorkPlanPage:
    """Return the plan: four queries, however much is in it."""
    stored, duration = stored_packages(proposal), proposal.duration_months
    packages = rows_of(proposal, stored)
    return WorkPlanPage(
        frame=frame,
        packages=packages,
        removed=_removed_packages(stored),
        notes=plan_notes(proposal, frame) if packages else (),
        kinds=tuple(
            (kind, sum(each.kind is kind for each in packages))
            for kind in WorkPackageKind
        ),
        gantt=gantt_of(packages, duration=duration),
        effort=effort_matrix(proposal, packages, frame.tasks.contents.given.efforts),
        duration=months([duration]) if duration else "",
        state=section_state(
            proposal, frame.tasks.of(frame.place.section.code), (), frame.may_edit
        ),
    )


def package_page(
    proposal: Proposal, frame: PlanFrame, package: WorkPackage
) -> PackagePage:
    """Return one work package: one query; it must not be removed."""
    parts = parts_of_package(package)
    current = {
        sort: [each for each in rows if each.removed_at is None]
        for sort, rows in parts.items()
    }
    return PackagePage(
        frame=frame,
        package=package_row(package, current),
        removed=_removed_parts(parts),
        notes=tuple(
            each
            for each in plan_notes(proposal, frame)
            if each.package == package.number
        ),
    )


def plan_notes(proposal: Proposal, frame: PlanFrame) -> tuple[PlanNote, ...]:
    """Return what is open or does not fit, the plan as a whole first; no query.

    Not that somebody must call it complete: the page asks that at its end.
    """
    code = frame.place.section.code
    return tuple(
        PlanNote(each.sentence, url_of(proposal, each.to), each.package)
        for each in frame.tasks.findings
        if each.section == code and each.to.place is not Place.COMPLETED
    )


def plan_gantt(proposal: Proposal) -> Gantt | None:
    """Return the picture alone, to be downloaded."""
    return gantt_of(package_rows(proposal), duration=proposal.duration_months)


def _removed_packages(packages: Iterable[WorkPackage]) -> tuple[RemovedRow, ...]:
    """Return the work packages that were removed, the latest first."""
    gone = [(each.removed_at, each) for each in packages if each.removed_at]
    gone.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        RemovedRow("", each.number, each.label, each.title, _removed(each))
        for _moment, each in gone
    )


def _removed_parts(parts: Parts) -> tuple[RemovedRow, ...]:
    """Return the parts that were removed, the latest first."""
    gone = [
        (sort, each)
        for sort, rows in parts.items()
        for each in rows
        if each.removed_at is not None
    ]
    gone.sort(key=lambda pair: pair[1].removed_at, reverse=True)
    return tuple(
        RemovedRow(sort, each.number, each.label, each.title, _removed(each))
        for sort, each in gone
    )


def _removed(row: Any) -> str:  # noqa: ANN401  # a removed row of the plan
    words = {"moment": deadline_words(row.removed_at), "person": row.removed_by}
    return _("Removed %(moment)s by %(person)s") % words
