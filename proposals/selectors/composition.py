"""The partners of an alliance, grouped by role, and the one removed last."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.enums import Confirmation, PartnerType, Role
from alliances.models import Partnership
from eligibility.core import ConsortiumSnapshot, Report
from eligibility.words import country_name, either, eu_code
from proposals.models import Proposal
from proposals.selectors.answers import Answer, Stage, answers_of
from proposals.selectors.matrix import Matrix, matrix_of

UNDO_WINDOW = dt.timedelta(minutes=30)


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


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The partners of one role."""

    title: str
    note: str
    rows: tuple[PartnerRow, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """A removal that can still be taken back."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Composition:
    """The middle of the workspace."""

    public_id: uuid.UUID
    summary: str
    stated: str
    """How many confirmations stand in the imported file only; empty if none."""
    groups: tuple[RoleGroup, ...]
    matrix: Matrix
    undo: Undo | None
    focus: int | None
    """The number of the row that was added, changed or restored just now."""


def composition_of(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    now: dt.datetime,
    focus: int | None = None,
) -> Composition:
    """Return the composition of a draft; two queries besides the caller's."""
    rows = list(Partnership.objects.filter(alliance=proposal.alliance_id))
    current = [each for each in rows if each.removed_at is None]
    answers = answers_of(current, alliance=proposal.alliance_id, now=now)
    return Composition(
        public_id=proposal.alliance.public_id,
        summary=_summary(current, report),
        stated=_stated(answers.values()),
        groups=tuple(_groups(current, answers)),
        matrix=matrix_of(snapshot, report),
        undo=_undo(rows, now),
        focus=focus,
    )


def _summary(current: Sequence[Partnership], report: Report) -> str:
    """Say in one line how many partners there are, where, and who has confirmed."""
    if not current:
        return _("No partners yet. Add the applicant first.")
    countries = report.by_clause()["min-programme-countries"].planned.found
    confirmed = sum(
        each.role == Role.APPLICANT or each.confirmation == Confirmation.CONFIRMED
        for each in current
    )
    partners = ngettext(
        "%(number)s organisation", "%(number)s organisations", len(current)
    ) % {"number": len(current)}
    places = ngettext(
        "full partners from %(number)s Programme country",
        "full partners from %(number)s Programme countries",
        int(str(countries)),
    ) % {"number": countries}
    answers = ngettext(
        "%(number)s has confirmed", "%(number)s have confirmed", confirmed
    ) % {"number": confirmed}
    return f"{partners}, {places}. {answers}."


def _groups(
    current: Sequence[Partnership], answers: Mapping[int, Answer]
) -> list[RoleGroup]:
    titles = {
        Role.APPLICANT: (_("Applicant"), ""),
        Role.FULL_PARTNER: (_("Full partners"), ""),
        Role.AFFILIATED_ENTITY: (
            _("Affiliated entities"),
            _("count towards no minimum"),
        ),
        Role.ASSOCIATED_PARTNER: (
            _("Associated partners"),
            _("count towards no minimum"),
        ),
    }
    groups = []
    for role, (title, remark) in titles.items():
        rows = tuple(
            _row(each, answers[each.pk]) for each in current if each.role == role
        )
        if rows:
            number = "" if role == Role.APPLICANT else str(len(rows))
            note = ", ".join(filter(None, [number, remark]))
            groups.append(RoleGroup(title, note, rows))
    return groups


def _row(each: Partnership, answer: Answer) -> PartnerRow:
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
    )


def _stated(answers: Iterable[Answer]) -> str:
    number = sum(each.stage is Stage.STATED for each in answers)
    if not number:
        return ""
    return ngettext(
        "%(number)s partner is confirmed in the imported file only. As confirmed, it"
        " counts once it has confirmed here.",
        "%(number)s partners are confirmed in the imported file only. As confirmed,"
        " they count once they have confirmed here.",
        number,
    ) % {"number": number}


def type_words(types: Sequence[str]) -> str:
    """Say a type: one, several it is open between, or none stated."""
    if not types:
        return _("Type not stated")
    return either([str(PartnerType(each).label) for each in types])


def _undo(rows: Sequence[Partnership], now: dt.datetime) -> Undo | None:
    """Return the latest removal of the last half hour."""
    removed = [
        (each.removed_at, each)
        for each in rows
        if each.removed_at and now - each.removed_at < UNDO_WINDOW
    ]
    if not removed:
        return None
    _when, latest = max(removed, key=lambda pair: pair[0])
    sentence = _("%(label)s %(name)s was removed.") % {
        "label": latest.label,
        "name": latest.name,
    }
    return Undo(latest.number, sentence)
