"""What the submission that stands says, and where a draft says otherwise."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from alliances.models.alliances import is_taking_part
from alliances.selectors.nace import nace_words
from alliances.words import own_words
from eligibility.core import ConsortiumSnapshot, Standing
from proposals.budget import Days
from proposals.completeness import Contents, Package, Sort, number_of
from proposals.enums import WORKING_ROLES
from proposals.files.form import SectionKind, asked_partners
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import sector_title
from proposals.selectors.submissions.draft_texts import DraftTexts
from proposals.snapshots import FrozenApplication, FrozenPackage, FrozenPartA, thaw

MOST_KEPT = 16
"""Submissions kept in memory as they were read last, of a megabyte each."""
Key = tuple[str, Any]
"""The kind of a row, and which of its kind."""
Rows = Mapping[str, Mapping[Any, object]]
"""What is stated in each row, by kind and then by which of its kind."""
EMPTY: Mapping[str, object] = {
    "part a": FrozenPartA(),
    "added value": "",
    "answer": ("", "", frozenset()),
    "days": frozenset(),
}
"""What a row says that was not there, where that is no difference."""
TABLES = {
    SectionKind.PROFILES: "profile",
    SectionKind.WORK_PLAN: "package",
    SectionKind.BUDGET: "days",
    SectionKind.MOBILITY: "line",
    SectionKind.ADDED_VALUE: "added value",
}
"""What a draft states only where its form has such a section."""
GONE = "", ""
"""Type and level of a result that a colleague removed between two queries."""
REMOVABLE = ("partner", "profile", "package", "line")
"""Kinds of which a row may be gone from the draft; of others somebody else left."""


@dataclass(frozen=True, slots=True)
class Since:
    """Where a draft says otherwise than its submission that stands, if one does."""

    application: FrozenApplication | None = None
    """What was submitted; None where nothing stands."""
    others: tuple[Key, ...] = ()
    """The rows that changed or came, in the order of the draft."""
    gone: tuple[Key, ...] = ()
    """The rows that were removed."""

    @property
    def number(self) -> str:
        """The number of the submission; empty where nothing stands."""
        receipt = self.application and self.application.submission
        return receipt.number if receipt else ""

    @property
    def received_at(self) -> dt.datetime | None:
        """When it was received; None where nothing stands."""
        receipt = self.application and self.application.submission
        return receipt.received_at if receipt else None

    def has(self, kind: str, which: object) -> bool:
        """Say whether a row says otherwise; never where nothing stands."""
        return (kind, which) in self.others


def since_of(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    contents: Contents,
    texts: DraftTexts,
) -> Since:
    """Compare a draft that was read with its submission that stands; no query."""
    if not texts.submitted:
        return Since()
    application, before = _submitted(texts.submitted, get_language())
    there = {TABLES.get(each.kind) for each in contents.sections}
    left_out = {*TABLES.values()} - there
    then = {k: v for k, v in before.items() if k not in left_out}
    now = _rows_now(proposal, snapshot, contents, texts)
    return Since(
        application,
        others=tuple(
            [
                (kind, which)
                for kind, rows in now.items()
                if kind in then
                for which, stated in rows.items()
                if then[kind].get(which, EMPTY.get(kind)) != stated
            ]
        ),
        gone=tuple(
            [
                (kind, which)
                for kind in REMOVABLE
                for which in then.get(kind, ())
                if which not in now[kind]
            ]
        ),
    )


@lru_cache(maxsize=MOST_KEPT)
def _submitted(content: str, _language: str | None) -> tuple[FrozenApplication, Rows]:
    """Return what was submitted: the same content says the same, whoever reads it."""
    application = thaw(content)
    return application, _rows_then(application)


def _rows_now(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    contents: Contents,
    texts: DraftTexts,
) -> Rows:
    alliance, roles = proposal.alliance, contents.roles
    rows: dict[str, Mapping[Any, object]] = {
        "fact": {
            "acronym": alliance.acronym,
            "title": alliance.title,
            "project_type": alliance.project_type.title,
            "sector": nace_words(sector_title(snapshot)),
            "duration_months": proposal.duration_months,
            "grant_requested_eur": proposal.grant_requested_eur,
        },
        "partner": {
            number_of(each): (
                *(each.name, each.place.code if each.place else "", each.role.value),
                *(tuple([kind.value for kind in each.types]), each.pic or ""),
                number_of(each) in roles,
            )
            for each in snapshot.participants
        },
        "part a": {
            number: texts.parts_a.get(number, EMPTY["part a"])
            for number, role in roles.items()
            if role.value in WORKING_ROLES
        },
        "added value": {
            number: texts.added_values.get(number, "")
            for number, each in contents.by_number.items()
            if each.place and each.place.standing is Standing.PARTNER
        },
    }
    return rows | _of_draft_form(contents, texts)


def _of_draft_form(
    contents: Contents, texts: DraftTexts
) -> dict[str, Mapping[Any, object]]:
    days = _days(contents.given.efforts)
    return {
        "answer": {
            (question.code, number): (
                *texts.answers.get((question.code, number), ("", "")),
                contents.carried.get(question.code, frozenset()),
            )
            for section in contents.sections
            for question in section.questions
            for number in asked_partners(question, contents.roles)
        },
        "profile": {
            each.number: (each.title, each.code, each.level)
            for each in contents.profiles
        },
        "package": {each.number: _package(each, texts) for each in contents.packages},
        "days": {number: days[number] for number in contents.by_number},
        "line": {
            each.key: each
            for each in contents.given.journeys
            if each.payee in contents.by_number
        },
    }


def _package(package: Package, texts: DraftTexts) -> tuple[object, ...]:
    parts = {sort: [e for e in package.parts if e.sort is sort] for sort in Sort}
    return (
        *(package.title, package.kind, package.start, package.end, package.lead),
        texts.descriptions.get(package.number, ""),
        [(e.number, e.title, e.start, e.end, e.lead) for e in parts[Sort.TASK]],
        [
            (
                *(e.number, e.title, e.end),
                *texts.results.get((package.number, e.number), GONE),
            )
            for e in parts[Sort.RESULT]
        ],
        [(e.number, e.title, e.end) for e in parts[Sort.MILESTONE]],
    )


def _days(efforts: Iterable[Days]) -> defaultdict[int, set[Days]]:
    """Return the days of each partner, wherever they are."""
    found: defaultdict[int, set[Days]] = defaultdict(set)
    for each in efforts:
        found[each.payee].add(each)
    return found


def _rows_then(application: FrozenApplication) -> Rows:
    rows: dict[str, Mapping[Any, object]] = {
        "fact": {
            "acronym": application.acronym,
            "title": application.title,
            "project_type": application.project_type_title,
            "sector": own_words(application.sector_title),
            "duration_months": application.duration_months,
            "grant_requested_eur": application.grant_requested_eur,
        },
        "partner": {
            each.number: (
                *(each.name, each.country_code, each.role, each.types, each.pic),
                is_taking_part(None, each.confirmation),
            )
            for each in application.partners
        },
        "part a": {
            each.number: each.part_a or EMPTY["part a"] for each in application.partners
        },
        "added value": {each.number: each.added_value for each in application.partners},
    }
    return rows | _of_form(application)


def _of_form(application: FrozenApplication) -> dict[str, Mapping[Any, object]]:
    """Return answers, profiles, plan, days and lines; nothing in the first format."""
    form, budget = application.form, application.budget
    if form is None or budget is None:
        return {}
    return {
        "answer": {
            (question.code, reply.partner): (
                *(reply.text, reply.use),
                frozenset(question.work_packages),
            )
            for section in form.sections
            for question in section.questions
            for reply in question.replies
        },
        "profile": {
            each.number: (each.title, each.code, each.level)
            for each in application.profiles
        },
        "package": {each.number: _frozen(each) for each in application.plan},
        "days": _days(budget.given.efforts),
        "line": {each.key: each for each in budget.given.journeys},
    }


def _frozen(package: FrozenPackage) -> tuple[object, ...]:
    return (
        *(package.title, package.kind, package.start_month, package.end_month),
        package.lead.number if package.lead else None,
        package.description,
        [
            (
                *(each.number, each.title, each.start_month, each.end_month),
                each.lead.number if each.lead else None,
            )
            for each in package.tasks
        ],
        [
            (each.number, each.title, each.due_month, each.kind, each.level)
            for each in package.results
        ],
        [(each.number, each.title, each.due_month) for each in package.milestones],
    )
