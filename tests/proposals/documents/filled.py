"""A filled application without a database: CHARTER with texts, plan and budget."""

import itertools
from dataclasses import replace
from decimal import Decimal
from typing import Any

from eligibility.catalogue import shipped_tables
from eligibility.core import Answer, Confidence, ConsortiumSnapshot, Participant
from eligibility.core import PartnerType as CoreType
from eligibility.core import Role as CoreRole
from eligibility.snapshots import place_of
from proposals.budget import (
    Band,
    BandKind,
    Category,
    DayRates,
    Days,
    Journey,
    Traveller,
)
from proposals.enums import Dissemination, ResultKind, WorkPackageKind
from proposals.files.form import (
    ApplicationForm,
    Question,
    QuestionKind,
    asked_partners,
)
from proposals.files.form_parser import parse_form
from proposals.snapshots import (
    BudgetRows,
    FrozenApplication,
    FrozenForm,
    FrozenLead,
    FrozenMilestone,
    FrozenPackage,
    FrozenQuestion,
    FrozenReply,
    FrozenResult,
    FrozenSection,
    FrozenTask,
)
from proposals.snapshots.budgets import Package, rows_from
from proposals.snapshots.rates import CallRates
from tests.architecture.sources import BASE
from tests.proposals.documents.applications import charter

FORM = BASE / "fixtures" / "calls" / "2020" / "form.toml"
SENTENCES = (
    "The partners compare what employers ask for with what schools teach.",
    "Each region names the occupations in which people are missing, and says why.",
    "A common method makes the findings of thirteen countries comparable.",
    "Training is tried out with learners before anybody recommends it to others.",
    "Staff of small enterprises take part in the evenings and on their own site.",
    "Results are published in all working languages: ελληνικά, български, français.",
    "What earlier projects found is used, and what they left open is named.",
    "The advisory board meets twice a year and reads every draft before it is final.",
)
MONTHS = 48


def text_of(characters: int, *, start: int = 0) -> str:
    """Return a text of about so many characters, in paragraphs."""
    parts: list[str] = []
    size = 0
    for number in itertools.count(start):
        sentence = SENTENCES[number % len(SENTENCES)]
        parts.append(sentence + ("\n\n" if number % 5 == 4 else " "))
        size += len(parts[-1])
        if size >= characters:
            return "".join(parts).strip()
    raise AssertionError


def filled(
    *, share: float = 0.85, packages: int = 10
) -> Any:  # a test looks into what may be None
    """Return CHARTER with every question answered to a share of its limit."""
    application = charter(grant="3900000.00")
    plan = tuple(package(number) for number in range(1, packages + 1))
    return replace(
        application,
        form=form_of(application, share=share, packages=packages),
        plan=plan,
        budget=budget_of(application, plan),
    )


def form_of(
    application: FrozenApplication, *, share: float, packages: int = 0
) -> FrozenForm:
    """Return the form of 2020 with texts; a share of 0 leaves all unanswered."""
    form: ApplicationForm = parse_form(FORM.read_text("utf-8"))
    roles = {each.number: each.role for each in application.partners}
    counter = itertools.count()
    return FrozenForm(
        form.title,
        1,
        "0" * 64,
        tuple(
            FrozenSection(
                each.code,
                each.title,
                each.help,
                each.kind,
                tuple(
                    question(q, roles, share, next(counter), packages)
                    for q in each.questions
                ),
            )
            for each in form.for_lot(application.lot_code)
        ),
    )


def question(
    asked: Question, roles: dict[int, str], share: float, start: int, packages: int
) -> FrozenQuestion:
    """Return a question with a reply of everybody it is asked of."""
    is_instrument = asked.kind is QuestionKind.INSTRUMENT
    is_activity = asked.kind is QuestionKind.ACTIVITY
    size = int(asked.limit * share)
    return FrozenQuestion(
        code=asked.code,
        title=asked.title,
        help=asked.help,
        kind=asked.kind,
        per=asked.per,
        limit=asked.limit,
        is_required=asked.is_required,
        replies=tuple(
            FrozenReply(
                number,
                text_of(size, start=start + (number or 0)) if size else "",
                "used" if is_instrument and size else "",
            )
            for number in asked_partners(asked, roles)
        ),
        work_packages=(1 + start % packages, 2 + start % packages)
        if is_activity and packages
        else (),
    )


def package(number: int, **changes: Any) -> FrozenPackage:
    """Return a work package with three tasks, two results and a milestone."""
    kind = list(WorkPackageKind)[(number - 1) % len(WorkPackageKind)]
    start = min(1 + 4 * (number - 1), 40)
    leads = FrozenLead(
        number, f"Partner number {number}", "full_partner", takes_part=True
    )
    stated = {
        "number": number,
        "kind": kind.value,
        "title": f"{kind.label} of the common skills strategy",
        "description": text_of(900, start=number),
        "start_month": start,
        "end_month": min(start + 14, MONTHS),
        "lead": leads,
        "tasks": tuple(
            FrozenTask(each, f"Step {each} with all partners", start, start + 3, leads)
            for each in (1, 2, 3)
        ),
        "results": tuple(
            FrozenResult(
                each,
                f"Report {each} on what was found in the regions",
                ResultKind.REPORT.value,
                Dissemination.PUBLIC.value,
                start + 4,
            )
            for each in (1, 2)
        ),
        "milestones": (FrozenMilestone(1, "Method agreed by all", start + 6),),
    }
    return FrozenPackage(**{**stated, **changes})


def budget_of(
    application: FrozenApplication, plan: tuple[FrozenPackage, ...]
) -> BudgetRows:
    """Return days of every partner in every work package, and journeys of each."""
    tables = shipped_tables("2020")
    rates = CallRates(
        days={
            each.country: DayRates(
                each.group,
                each.manager,
                each.teacher,
                each.technician,
                each.administrative,
            )
            for each in tables.rates
        },
        bands=tuple(
            Band(
                BandKind(each.kind),
                each.first,
                each.last,
                each.amount,
                Confidence(each.confidence),
                each.source,
            )
            for each in tables.mobility
        ),
    )
    numbers = [each.number for each in application.partners]
    return rows_from(
        snapshot_of(application),
        rates,
        packages=tuple(Package(each.number, each.title) for each in plan),
        efforts=tuple(
            Days(partner, each.number, category, Decimal(5 + (partner * 7) % 23))
            for partner in numbers
            for each in plan
            for category in Category
        ),
        journeys=tuple(
            Journey(
                key=partner,
                payee=partner,
                work_package=1 + partner % len(plan),
                traveller=Traveller.LEARNER if partner % 2 else Traveller.STAFF,
                participants=partner,
                distance_km=180 * partner,
                days=Decimal(partner) + Decimal("0.5"),
            )
            for partner in (numbers if plan else [])
        ),
    )


def snapshot_of(application: FrozenApplication) -> ConsortiumSnapshot:
    """Return the partners as the engine has them, all confirmed."""
    tables = shipped_tables("2020")
    return ConsortiumSnapshot(
        call="2020",
        lot=application.lot_code,
        project_type="standard",
        participants=tuple(
            Participant(
                name=each.name,
                place=place_of(each.country_code or None, tables.countries),
                role=CoreRole(each.role),
                types=tuple(CoreType(kind) for kind in each.types),
                pic=None,
                answer=Answer.CONFIRMED,
                label=each.label,
            )
            for each in application.partners
        ),
        sectors=(),
        edition=application.report.edition,
    )
