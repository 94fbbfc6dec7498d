"""Which work packages carry out each activity of a section."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from proposals.files.form import Question, QuestionKind
from proposals.models import ActivityCoverage, Proposal, WorkPackage


@dataclass(frozen=True, slots=True)
class CarryingPackage:
    """A work package that may carry an activity out."""

    number: int
    label: str
    title: str
    is_carrying: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """One activity, and which work packages carry it out."""

    key: str
    """Names the form of the page that saves it."""
    choices: tuple[CarryingPackage, ...]
    seen: str
    """Numbers of those that carry it, as the page shows them: "1 3"."""
    save_url: str
    plan_url: str


def carried_in(proposal: Proposal, questions: Sequence[Question]) -> dict[str, Carried]:
    """Return the activities among these questions, by code: two queries, or none."""
    codes = [each.code for each in questions if each.kind is QuestionKind.ACTIVITY]
    if not codes:
        return {}
    packages = list(WorkPackage.objects.current().filter(proposal=proposal))
    carrying = defaultdict(set)
    rows = ActivityCoverage.objects.filter(proposal=proposal, activity__in=codes)
    for code, package in rows.values_list("activity", "work_package_id"):
        carrying[code].add(package)
    return {code: _carried(proposal, code, packages, carrying[code]) for code in codes}


def _carried(
    proposal: Proposal, code: str, packages: Sequence[WorkPackage], carrying: set[int]
) -> Carried:
    public_id = proposal.alliance.public_id
    chosen = [each.number for each in packages if each.pk in carrying]
    return Carried(
        key=f"carried-{code}",
        choices=tuple(
            CarryingPackage(each.number, each.label, each.title, each.pk in carrying)
            for each in packages
        ),
        seen=" ".join(map(str, chosen)),
        save_url=reverse("activity-coverage", args=[public_id, code]),
        plan_url=reverse("work-plan", args=[public_id]),
    )
