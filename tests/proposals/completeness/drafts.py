"""Drafts as plain values, for the tests of completeness: no database."""

import datetime as dt
from decimal import Decimal
from typing import Any

from eligibility.core import (
    Confidence,
    Participant,
    Place,
    Reference,
    Role,
    Standing,
)
from proposals.budget import Given
from proposals.completeness import (
    Contents,
    Package,
    Part,
    Sort,
    Written,
    findings_of,
)
from proposals.enums import WorkPackageKind
from proposals.files.form import Per, Question, QuestionKind, Section, SectionKind
from tests.proposals.budget.figures import bands, days, payee

SOURCE = Reference("A guide", Confidence.UNVERIFIED, dt.date(2026, 11, 28))
BELGIUM = Place("BE", "BE", Standing.PROGRAMME, is_eu_member=True)
BELARUS = Place("BY", "BY", Standing.PARTNER)
PLAN, BUDGET, MOBILITY = "plan", "budget", "mobility"


def question(code: str = "why", **fields: Any) -> Question:
    known: dict[str, Any] = {
        "title": "Why?",
        "help": "",
        "kind": QuestionKind.TEXT,
        "per": Per.PROPOSAL,
        "limit": 20,
        "is_required": True,
        "reference": SOURCE,
    }
    return Question(code, **(known | fields))


def section(
    *questions: Question,
    code: str = "summary",
    kind: SectionKind = SectionKind.QUESTIONS,
) -> Section:
    return Section(code, code.capitalize(), "", kind, questions, SOURCE)


PLAN_SECTION = section(code=PLAN, kind=SectionKind.WORK_PLAN)
BUDGET_SECTION = section(code=BUDGET, kind=SectionKind.BUDGET)
MOBILITY_SECTION = section(
    question("aims", title="What for?", is_required=False),
    code=MOBILITY,
    kind=SectionKind.MOBILITY,
)


def partner(number: int = 1, **fields: Any) -> Participant:
    known: dict[str, Any] = {
        "name": ["Soria", "Ghent", "Plovdiv", "Brno", "Kiel", "Iasi", "Bari"][
            number - 1
        ],
        "place": BELGIUM,
        "role": Role.APPLICANT if number == 1 else Role.FULL_PARTNER,
        "label": f"P{number}",
    }
    return Participant(**(known | fields))


def package(kind: str = "imp", number: int = 1, **fields: Any) -> Package:
    known: dict[str, Any] = {"start": 1, "end": 24, "lead": 1}
    return Package(number, WorkPackageKind(kind), "Pilots", **(known | fields))


def part(sort: Sort = Sort.TASK, **fields: Any) -> Part:
    return Part(sort, 1, 1, **fields)


def every_kind() -> tuple[Package, ...]:
    return tuple(
        package(kind.value, number) for number, kind in enumerate(WorkPackageKind, 1)
    )


def draft(*sections: Section, **fields: Any) -> Contents:
    """Return a draft of three partners whose facts are stated."""
    known: dict[str, Any] = {
        "title": "Skills for all",
        "sector": "cybersecurity",
        "months": 48,
        "grant": Decimal(3_900_000),
        "participants": (partner(1), partner(2), partner(3)),
        "sections": sections,
    }
    return Contents(**(known | fields))


def budgeted(*sections: Section, **fields: Any) -> Contents:
    """Return a draft in which P1 to P3 have a manager's day each in WP1 (336.33)."""
    efforts = fields.pop("efforts", (days(1, 1), days(1, 2), days(1, 3)))
    given = Given(
        payees=fields.pop("payees", (payee(1), payee(2), payee(3))),
        work_packages=(1,),
        efforts=efforts,
        journeys=fields.pop("journeys", ()),
        bands=bands(),
    )
    known: dict[str, Any] = {"packages": (package(),), "given": given}
    return draft(*(sections or (PLAN_SECTION, BUDGET_SECTION)), **(known | fields))


def written(**answers: int) -> dict[tuple[str, int | None], Written]:
    return {(code, None): Written(size) for code, size in answers.items()}


def sentences(contents: Contents, code: str = "") -> list[str]:
    """Return what is said of a section, or of the consortium."""
    return [each.sentence for each in findings_of(contents) if each.section == code]
