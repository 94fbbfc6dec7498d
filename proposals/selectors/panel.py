"""The eligibility panel: every clause in both readings, open ones first."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.core import (
    Confidence,
    Evidence,
    Finding,
    Outcome,
    Participant,
    Reading,
    Report,
    Severity,
)
from eligibility.words import day_words
from proposals.models import Proposal
from proposals.selectors.verdicts import MARKS, Verdict, verdict_of

ORDER = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of a clause comes from."""

    line: str
    confidence: str
    is_found: bool
    checked: str
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The organisations that do not count for one and the same reason."""

    why: str
    labels: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause in one reading."""

    id: str
    title: str
    verdict: Verdict
    """Icon and word of the outcome."""
    figure: str
    """Found of needed, a range while open."""
    sentence: str
    is_open: bool
    field: str
    """The id of the control that would settle it; empty where none does."""
    remedy: str
    is_advice: bool
    norm: str
    """What the clause asks, in our words."""
    counted: str
    """Who counts, by partner number."""
    left_out: tuple[LeftOut, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PanelReading:
    """The panel as planned or as confirmed."""

    key: str
    label: str
    is_chosen: bool
    tally: messages.Tally
    verdict: Verdict
    note: str
    """What this reading counts, and how the other one stands."""
    lines: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Both readings and the sentence to be spoken after a change."""

    public_id: uuid.UUID
    rules: str
    readings: tuple[PanelReading, ...]
    announcement: str
    headline: str
    """The worst clause in a sentence, for the narrow bar."""
    verdict: Verdict
    on: str


FIELDS = {
    "at-most": "id_grant_requested_eur",
    "value-in": "id_duration_months",
    "listed": "id_sector",
}
"""The control that states the fact a check asks for."""


def panel_of(
    proposal: Proposal, report: Report, *, chosen: Reading = Reading.PLANNED
) -> Panel:
    """Return the panel of a draft; `chosen` is the reading shown first."""
    return Panel(
        public_id=proposal.alliance.public_id,
        rules=_("Rules %(call)s, version %(version)s")
        % {"call": report.rulebook.call, "version": report.rulebook.version},
        readings=tuple(_reading(report, each, chosen) for each in Reading),
        announcement=f"{_label(chosen)}: {_tally_words(report, chosen)}",
        headline=_headline(report, chosen),
        verdict=verdict_of(report, chosen),
        on=day_words(report.on),
    )


def reading_of(word: str | None) -> Reading:
    """Return the reading a request names, as planned if it names none."""
    return Reading.CONFIRMED if word == Reading.CONFIRMED else Reading.PLANNED


def _reading(report: Report, reading: Reading, chosen: Reading) -> PanelReading:
    findings = sorted(report.findings, key=lambda each: ORDER[each.of(reading).outcome])
    return PanelReading(
        key=reading.value,
        label=_label(reading),
        is_chosen=reading is chosen,
        tally=messages.tally(report, reading),
        verdict=verdict_of(report, reading),
        note=_note(report, reading),
        lines=tuple(_line(each, reading) for each in findings),
    )


def _label(reading: Reading) -> str:
    return _("As planned") if reading is Reading.PLANNED else _("As confirmed")


def _note(report: Report, reading: Reading) -> str:
    """Say what counts here and summarise the reading that is not shown."""
    if reading is Reading.PLANNED:
        return _(
            "Partners that have not answered count as if confirmed. As confirmed:"
            " %(tally)s."
        ) % {"tally": _tally_words(report, Reading.CONFIRMED)}
    return _("Only confirmed partners are certain. As planned: %(tally)s.") % {
        "tally": _tally_words(report, Reading.PLANNED)
    }


def _tally_words(report: Report, reading: Reading) -> str:
    return _("%(met)s met, %(not_met)s not met, %(unknown)s cannot tell yet") % (
        messages.tally(report, reading)._asdict()
    )


def _headline(report: Report, reading: Reading) -> str:
    worst = min(
        (each for each in report.findings if each.clause.severity != Severity.ADVICE),
        key=lambda each: ORDER[each.of(reading).outcome],
        default=None,
    )
    if worst is None or worst.of(reading).outcome is Outcome.MET:
        return messages.overall(report, reading)
    return messages.clause_title(worst.clause)


def _line(finding: Finding, reading: Reading) -> ClauseLine:
    evidence = finding.of(reading)
    clause = finding.clause
    return ClauseLine(
        id=clause.id,
        title=messages.clause_title(clause),
        verdict=Verdict(
            MARKS[evidence.outcome], messages.outcome_word(evidence.outcome)
        ),
        figure=messages.figure(finding, reading),
        sentence=messages.sentence(finding, reading),
        is_open=evidence.outcome is not Outcome.MET,
        field=FIELDS.get(clause.check, ""),
        remedy=_remedy(clause.check),
        is_advice=clause.severity is Severity.ADVICE,
        norm=messages.norm(finding),
        counted=_labels(evidence.counted),
        left_out=_left_out(evidence),
        source=_source(finding),
    )


def _remedy(check: str) -> str:
    return {
        "at-most": _("State the grant"),
        "value-in": _("Choose the duration"),
        "listed": _("Choose the sector"),
    }.get(check, "")


def _labels(participants: tuple[Participant, ...]) -> str:
    """List partner numbers in their order: P2 before P10."""
    labels = {each.label for each in participants}
    return ", ".join(sorted(labels, key=lambda label: (len(label), label)))


def _left_out(evidence: Evidence) -> tuple[LeftOut, ...]:
    by_reason: defaultdict[str, list[Participant]] = defaultdict(list)
    for excluded in evidence.not_counted:
        by_reason[messages.why(excluded)].append(excluded.participant)
    return tuple(LeftOut(why, _labels(tuple(who))) for why, who in by_reason.items())


def _source(finding: Finding) -> Source:
    reference = finding.value.reference
    return Source(
        line=messages.source_line(reference),
        confidence=messages.confidence_word(reference),
        is_found=reference.confidence is Confidence.FOUND,
        checked=day_words(reference.checked),
        quote=reference.quote or "",
        note=reference.note or "",
    )
