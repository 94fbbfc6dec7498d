"""The partners of an alliance, grouped by role, and what an empty one needs."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Confirmation, Role, StatedAnswer
from eligibility import messages
from eligibility.core import ConsortiumSnapshot, Report, Severity
from eligibility.words import country_name, eu_code
from proposals.models import Proposal
from proposals.selectors.asking.answers import Answer, answers_of, stated_words
from proposals.selectors.consortium.listed_partners import ListedPartner
from proposals.selectors.consortium.partner_parts import (
    FIRST,
    ROLES,
    Rows,
    part_of,
    part_words,
    rows_of,
)
from proposals.selectors.consortium.removed import (
    RemovedPartner,
    Undo,
    removed_partners,
    undo_of,
)
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.consortium.twins import Pair, pairs_of, told_apart
from proposals.selectors.mandates.signing_states import SigningState
from proposals.selectors.standing.matrix import Matrix, matrix_of


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner as its row says."""

    number: int
    label: str
    name: str
    code: str
    country: str
    type: str
    is_type_open: bool
    answer: Answer
    """How far the partner's answer has come."""
    version: int
    twin: str
    """The label of an earlier row that may be the same organisation, or empty."""
    twin_url: str
    """The way to that row."""
    is_counted_once: bool
    """Whether the rules take both rows for one organisation already."""
    part: str
    """How much of its part its contact calls done; empty for nothing."""
    signing: SigningState | None
    """How far its mandate or the declaration is; None for who takes no part."""
    is_new: bool = False
    """Whether it was added, changed or restored just now: the focus goes there."""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The partners of one role."""

    title: str
    note: str
    rows: tuple[PartnerRow, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the rules ask of a consortium that is still empty."""

    id: str
    title: str
    norm: str


@dataclass(frozen=True, slots=True)
class Composition:
    """The middle of the workspace."""

    public_id: uuid.UUID
    summary: str
    stated: str
    """How many confirmations stand in the imported file only; empty if none."""
    groups: tuple[RoleGroup, ...]
    """The partners of the part that is shown."""
    part: Page[Any]
    """Which part that is; most consortia have one."""
    part_words: str
    """The same in words; empty where all are shown."""
    rows: Rows
    """Where the rows of all partners stand."""
    matrix: Matrix
    needs: tuple[Need, ...]
    """What the rules ask, while there are no partners; else empty."""
    undo: Undo | None
    removed: tuple[RemovedPartner, ...]
    """Everybody who was removed and can be put back, the latest first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What rows say besides, by the number of the partner."""

    parts: Mapping[int, str] = field(default_factory=dict)
    """How much of its part a partner's contact calls done."""
    signing: Mapping[int, SigningState] = field(default_factory=dict)
    focus: int | None = None
    """The number of the row that was added, changed or restored just now."""


def composition_of(
    proposal: Proposal,
    rows: Sequence[ListedPartner],
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    now: dt.datetime,
    part: Page[ListedPartner] | None = None,
    beside: Beside | None = None,
) -> Composition:
    """Return the composition of a draft with its `rows` of partners; two queries.

    `part` is what is shown of them: the first, unless another is given.
    """
    current = [each for each in rows if each.removed_at is None]
    present = [each for each in current if each.takes_part]
    part = part or part_of(rows, FIRST)
    places = rows_of(proposal.alliance.public_id, len(current))
    answers = answers_of(
        _told_of(current, part), alliance=proposal.alliance_id, now=now
    )
    pairs = pairs_of(current, told_apart(proposal), part)
    twins = {each.later.number: each for each in pairs}
    drawn = [
        _row(each, answers[each.pk], twins.get(each.number), beside or Beside(), places)
        for each in part
    ]
    matrix = matrix_of(snapshot, report)
    return Composition(
        public_id=proposal.alliance.public_id,
        summary=_summary(current, present, report, matrix.repeated),
        stated=stated_words(answers.values()),
        groups=tuple(_groups(current, present, drawn)),
        part=part,
        part_words=part_words(part),
        rows=places,
        matrix=matrix,
        needs=() if current else _needs(report),
        undo=undo_of(rows, now),
        removed=removed_partners(rows),
    )


def _summary(
    current: Sequence[ListedPartner],
    present: Sequence[ListedPartner],
    report: Report,
    repeated: int,
) -> str:
    """Say in one line how many partners there are, where, and who has confirmed.

    Rows that are `repeated` stand for no organisation more.
    """
    if not current:
        return _("No partners yet. Add the applicant first.")
    countries = report.by_clause()["min-programme-countries"].planned.found
    asked = [each for each in present if each.is_asked]
    confirmed = sum([each.confirmation == Confirmation.CONFIRMED for each in asked])
    number = len(present) - repeated
    partners = ngettext(
        "%(number)s organisation", "%(number)s organisations", number
    ) % {"number": number}
    places = ngettext(
        "full partners from %(number)s Programme country",
        "full partners from %(number)s Programme countries",
        int(str(countries)),
    ) % {"number": countries}
    if not asked:
        return f"{partners}, {places}."
    answers = ngettext(
        "%(confirmed)s of %(asked)s partner has confirmed",
        "%(confirmed)s of %(asked)s partners have confirmed",
        len(asked),
    ) % {"confirmed": confirmed, "asked": len(asked)}
    return f"{partners}, {places}. {answers}."


def _needs(report: Report) -> tuple[Need, ...]:
    """Word the clauses that decide, before there is a consortium to answer them."""
    return tuple(
        Need(each.clause.id, messages.clause_title(each.clause), messages.norm(each))
        for each in report.findings
        if each.clause.severity is Severity.BLOCKING
    )


def _told_of(
    current: Sequence[ListedPartner], part: Iterable[ListedPartner]
) -> list[ListedPartner]:
    """Return whose answers are read: who is shown, and whom the file has confirmed."""
    shown = {each.pk for each in part}
    return [
        each
        for each in current
        if each.pk in shown or each.stated_answer == StatedAnswer.CONFIRMED
    ]


def _groups(
    current: Iterable[ListedPartner],
    present: Iterable[ListedPartner],
    drawn: Sequence[PartnerRow],
) -> Iterator[RoleGroup]:
    """Group the rows of a part; a heading counts all of its role."""
    no_minimum = _("count towards no minimum")
    words = {
        Role.APPLICANT: (_("Applicant"), ""),
        Role.FULL_PARTNER: (_("Full partners"), ""),
        Role.AFFILIATED_ENTITY: (_("Affiliated entities"), no_minimum),
        Role.ASSOCIATED_PARTNER: (_("Associated partners"), no_minimum),
    }
    counts = Counter([each.role for each in present])
    roles = {each.number: each.role for each in current}
    for role in ROLES:
        rows = tuple(each for each in drawn if roles[each.number] == role)
        if rows:
            title, remark = words[role]
            number = "" if role == Role.APPLICANT else str(counts[role])
            yield RoleGroup(title, ", ".join(filter(None, [number, remark])), rows)


def _row(
    each: ListedPartner,
    answer: Answer,
    pair: Pair | None,
    beside: Beside,
    places: Rows,
) -> PartnerRow:
    code = each.country_id or ""
    return PartnerRow(
        number=each.number,
        label=each.label,
        name=each.name,
        code=eu_code(code) if code else "–",
        country=country_name(code) if code else _("Country not stated"),
        type=type_words(each.type_list),
        is_type_open=len(each.type_list) != 1,
        answer=answer,
        version=each.version,
        twin=pair.earlier.label if pair else "",
        twin_url=places.at(pair.earlier.number) if pair else "",
        is_counted_once=pair is not None and pair.is_certain,
        part=beside.parts.get(each.number, ""),
        signing=beside.signing.get(each.number),
        is_new=each.number == beside.focus,
    )
