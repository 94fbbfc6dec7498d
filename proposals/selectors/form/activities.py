"""Which work packages carry out each activity of a section."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from proposals.completeness import Contents
from proposals.files.form import Question, QuestionKind
from proposals.models import Proposal


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


def carried_in(
    proposal: Proposal, contents: Contents, questions: Sequence[Question]
) -> dict[str, Carried]:
    """Return the activities among these questions, by code; no query."""
    codes = [each.code for each in questions if each.kind is QuestionKind.ACTIVITY]
    return {code: _carried(proposal, contents, code) for code in codes}


def _carried(proposal: Proposal, contents: Contents, code: str) -> Carried:
    public_id = proposal.alliance.public_id
    carrying = contents.carried.get(code, frozenset())
    packages = contents.packages
    return Carried(
        key=f"carried-{code}",
        choices=tuple(
            CarryingPackage(
                each.number, each.label, each.title, each.number in carrying
            )
            for each in packages
        ),
        seen=" ".join(str(e.number) for e in packages if e.number in carrying),
        save_url=reverse("activity-coverage", args=[public_id, code]),
        plan_url=reverse("work-plan", args=[public_id]),
    )
