"""The work plan of a frozen application: work packages and all that is in them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alliances.models.alliances import is_taking_part
from alliances.worded import Worded
from proposals.models import Milestone, Proposal, Result, Task, WorkPackage


@dataclass(frozen=True, slots=True)
class FrozenLead:
    """The partner stated to lead, also one that left since."""

    number: int
    name: str
    role: str
    takes_part: bool


@dataclass(frozen=True, slots=True)
class FrozenTask:
    """A step within a work package; months are None while they are open."""

    number: int
    title: str
    start_month: int | None
    end_month: int | None
    lead: FrozenLead | None


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """What a work package leaves behind."""

    number: int
    title: str
    kind: str
    level: str
    due_month: int | None


@dataclass(frozen=True, slots=True)
class FrozenMilestone:
    """A moment at which progress can be seen."""

    number: int
    title: str
    due_month: int | None


@dataclass(frozen=True, slots=True)
class FrozenPackage:
    """One work package."""

    number: int
    kind: str
    title: str
    description: str
    start_month: int | None
    end_month: int | None
    lead: FrozenLead | None
    tasks: tuple[FrozenTask, ...]
    results: tuple[FrozenResult, ...]
    milestones: tuple[FrozenMilestone, ...]


PACKAGE = ("number", "kind", "title", "description", "start_month", "end_month")
TASK = ("number", "title", "start_month", "end_month")
RESULT = ("number", "title", "kind", "level", "due_month")
MILESTONE = ("number", "title", "due_month")
LEAD = (
    *("lead__number", "lead__name", "lead__role"),
    *("lead__removed_at", "lead__confirmation"),
)


def dump_plan(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the work packages that were not removed, by number.

    Four queries, one where there is none.
    """
    packages = _packages(proposal.pk)
    if not packages:
        return []
    tasks, results, milestones = _tasks(proposal), _results(proposal), _steps(proposal)
    return [
        {
            **dict(zip(PACKAGE, fields, strict=False)),
            "lead": _lead(*fields[len(PACKAGE) :]),
            "tasks": tasks[key],
            "results": results[key],
            "milestones": milestones[key],
        }
        for key, *fields in packages
    ]


def load_package(data: Mapping[str, Any]) -> FrozenPackage:
    """Return the work package that `dump_plan` wrote."""
    return FrozenPackage(
        **{
            **data,
            "lead": _load_lead(data["lead"]),
            "tasks": tuple(
                [
                    FrozenTask(**{**each, "lead": _load_lead(each["lead"])})
                    for each in data["tasks"]
                ]
            ),
            "results": tuple([FrozenResult(**each) for each in data["results"]]),
            "milestones": tuple(
                [FrozenMilestone(**each) for each in data["milestones"]]
            ),
        }
    )


Parts = defaultdict[int, list[dict[str, Any]]]
"""What is in each work package, by the key of its row."""


def _tasks(proposal: Proposal) -> Parts:
    found: Parts = defaultdict(list)
    for package, *fields in _task_rows(proposal.pk):
        lead = _lead(*fields[len(TASK) :])
        found[package].append({**dict(zip(TASK, fields, strict=False)), "lead": lead})
    return found


def _results(proposal: Proposal) -> Parts:
    found: Parts = defaultdict(list)
    for package, *fields in _result_rows(proposal.pk):
        found[package].append(dict(zip(RESULT, fields, strict=True)))
    return found


def _steps(proposal: Proposal) -> Parts:
    found: Parts = defaultdict(list)
    for package, *fields in _milestone_rows(proposal.pk):
        found[package].append(dict(zip(MILESTONE, fields, strict=True)))
    return found


@Worded
def _packages(proposal: int) -> QuerySet[WorkPackage, Any]:
    rows = WorkPackage.objects.current().filter(proposal=proposal)
    return rows.order_by("number").values_list("pk", *PACKAGE, *LEAD)


@Worded
def _task_rows(proposal: int) -> QuerySet[Task, Any]:
    rows = Task.objects.current().filter(work_package__proposal=proposal)
    return rows.order_by("number").values_list("work_package", *TASK, *LEAD)


@Worded
def _result_rows(proposal: int) -> QuerySet[Result, Any]:
    rows = Result.objects.current().filter(work_package__proposal=proposal)
    return rows.order_by("number").values_list("work_package", *RESULT)


@Worded
def _milestone_rows(proposal: int) -> QuerySet[Milestone, Any]:
    rows = Milestone.objects.current().filter(work_package__proposal=proposal)
    return rows.order_by("number").values_list("work_package", *MILESTONE)


def _lead(
    number: int | None,
    name: str,
    role: str,
    removed_at: dt.datetime | None,
    confirmation: str,
) -> dict[str, Any] | None:
    if number is None:
        return None
    takes_part = is_taking_part(removed_at, confirmation)
    return {"number": number, "name": name, "role": role, "takes_part": takes_part}


def _load_lead(data: Mapping[str, Any] | None) -> FrozenLead | None:
    return None if data is None else FrozenLead(**data)
