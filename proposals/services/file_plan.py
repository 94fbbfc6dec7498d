"""Profiles, work plan and journeys of a file, written as people write them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from proposals.enums import Dissemination, ResultKind, Traveller, WorkPackageKind
from proposals.errors.proposal_files import PackageMissing
from proposals.files.file_changes import ChangeKind
from proposals.files.proposal_file import Part
from proposals.models import (
    Milestone,
    MobilityLine,
    OccupationalProfile,
    Result,
    Task,
    WorkPackage,
)
from proposals.services.file_takings import TakenRow, Taking
from proposals.services.mobility import (
    LineEntry,
    add_mobility_line,
    change_mobility_line,
    remove_mobility_line,
    restore_mobility_line,
)
from proposals.services.profiles import (
    ProfileEntry,
    add_profile,
    change_profile,
    remove_profile,
    restore_profile,
)
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
from proposals.services.work_packages import (
    WorkPackageEntry,
    add_work_package,
    change_work_package,
    remove_work_package,
    restore_work_package,
)

MODELS: Mapping[Part, type[Task | Result | Milestone]] = {
    Part.TASKS: Task,
    Part.RESULTS: Result,
    Part.MILESTONES: Milestone,
}


@dataclass(frozen=True, slots=True)
class _Acts:
    """What the services do to a row of one sort: each gets the row, then the rest."""

    add: Callable[..., object]
    change: Callable[..., object]
    remove: Callable[..., object]
    restore: Callable[..., Any]
    entry: Callable[[dict[str, Any]], object]
    name: str
    """What the services call the row."""


def write_profile(*, taking: Taking, row: TakenRow) -> None:
    """Add, restore, change or remove one occupational profile by its number."""
    rows = OccupationalProfile.objects.select_related("proposal__alliance")
    present = rows.filter(proposal=taking.draft, number=row.place.at[0]).first()
    acts = _Acts(
        partial(add_profile, proposal=taking.draft),
        change_profile,
        remove_profile,
        restore_profile,
        lambda values: ProfileEntry(**values),
        "profile",
    )
    _write(taking, row, present, acts)


def write_package(*, taking: Taking, row: TakenRow) -> None:
    """Add, restore, change or remove one work package by its number."""
    rows = WorkPackage.objects.select_related("lead", "proposal__alliance")
    present = rows.filter(proposal=taking.draft, number=row.place.at[0]).first()
    acts = _Acts(
        partial(add_work_package, proposal=taking.draft),
        change_work_package,
        remove_work_package,
        restore_work_package,
        _package,
        "work_package",
    )
    _write(taking, row, present, acts)


def write_part(*, taking: Taking, row: TakenRow) -> None:
    """Add, restore, change or remove a task, result or milestone of a package."""
    package, number = row.place.at
    owners = WorkPackage.objects.current().select_related("proposal__alliance")
    owner = owners.filter(proposal=taking.draft, number=package).first()
    if owner is None:
        raise PackageMissing
    model: Any = MODELS[row.place.part]
    rows = model.objects.select_related("work_package__proposal__alliance")
    present = rows.filter(work_package=owner, number=number).first()
    acts = _Acts(
        partial(add_part, work_package=owner),
        change_part,
        remove_part,
        restore_part,
        PART_ENTRIES[row.place.part],
        "part",
    )
    _write(taking, row, present, acts)


def write_line(*, taking: Taking, row: TakenRow) -> None:
    """Add, restore, change or remove one mobility line by its number."""
    rows = MobilityLine.objects.select_related(
        "partnership", "work_package", "proposal__alliance"
    )
    present = rows.filter(proposal=taking.draft, number=row.place.at[0]).first()
    acts = _Acts(
        partial(add_mobility_line, proposal=taking.draft),
        change_mobility_line,
        remove_mobility_line,
        restore_mobility_line,
        _line,
        "line",
    )
    _write(taking, row, present, acts)


def _write(taking: Taking, row: TakenRow, present: Any, acts: _Acts) -> None:  # noqa: ANN401  # rows of many models
    """Do what was taken; only a row that is new to the page brings one back."""
    by, it = taking.by, {acts.name: present}
    version = taking.reading.versions.get(row.place, 0)
    if row.kind is ChangeKind.REMOVED:
        acts.remove(**it, version=version, by=by)
        return
    entry = acts.entry({**_columns(present), **row.values})
    if present is None:
        number = int(row.place.at[-1])
        acts.add(entry=entry, request_key=uuid.uuid4(), by=by, number=number)
        return
    if row.kind is ChangeKind.ADDED:
        # Removed itself, or back already with the work package it is a part of.
        is_gone = present.removed_at is not None
        version = (acts.restore(**it, by=by) if is_gone else present).version
    acts.change(**it, entry=entry, version=version, by=by)


def _columns(present: Any) -> dict[str, Any]:  # noqa: ANN401  # rows of many models
    """Return what a row states, for the fields that are not taken."""
    if present is None:
        return {}
    names = {each.name for each in present._meta.get_fields()}  # noqa: SLF001  # public by Django's documentation
    columns = {name: getattr(present, name) for name in names & COLUMNS}
    for name in names & NUMBERED.keys():
        linked = getattr(present, name)
        columns[NUMBERED[name]] = None if linked is None else linked.number
    return columns


COLUMNS = {
    *("kind", "title", "description", "start_month", "end_month", "level"),
    *("code", "due_month", "traveller", "participants", "distance_km", "days"),
}
NUMBERED = {
    "lead": "lead",
    "partnership": "partner",
    "work_package": "work_package",
}
"""Columns that a file names by the number of what they point to."""


def _package(values: dict[str, Any]) -> WorkPackageEntry:
    return WorkPackageEntry(**values | {"kind": WorkPackageKind(values["kind"])})


def _line(values: dict[str, Any]) -> LineEntry:
    days = values["days"]
    return LineEntry(
        **values
        | {
            "traveller": Traveller(values["traveller"]),
            "days": None if days is None else Decimal(days),
        }
    )


def _task(values: dict[str, Any]) -> TaskEntry:
    return TaskEntry(**_without_package(values))


def _result(values: dict[str, Any]) -> ResultEntry:
    stated = _without_package(values)
    kind, level = ResultKind(stated["kind"]), Dissemination(stated["level"])
    return ResultEntry(**stated | {"kind": kind, "level": level})


def _milestone(values: dict[str, Any]) -> MilestoneEntry:
    return MilestoneEntry(**_without_package(values))


def _without_package(values: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in values.items() if name != "work_package"}


PART_ENTRIES: Mapping[Part, Callable[[dict[str, Any]], PartEntry]] = {
    Part.TASKS: _task,
    Part.RESULTS: _result,
    Part.MILESTONES: _milestone,
}
