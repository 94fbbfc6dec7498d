"""The eligibility panel: every clause in both readings, open ones first."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.words import day_words
from eligibility import messages
from eligibility.core import (
    MENDABLE,
    Confidence,
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Reading,
    Report,
    Severity,
)
from proposals.models import Proposal
from proposals.selectors.standing.partner_countries import without_partner_countries
from proposals.selectors.standing.verdicts import MARKS, Verdict, verdict_of

Lines = Mapping[tuple[str, Reading], "ClauseLine"]
ORDER = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}


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
    """The verdict with its numbers and cause; empty where the clause is met."""
    detail: str
    """The sentence without the word of the verdict."""
    is_open: bool
    field: str
    """The id of the control that would settle it; empty where none does."""
    remedy: str
    is_advice: bool
    is_unverified: bool
    """Whether the value was not read in an official text of the call."""


@dataclass(frozen=True, slots=True)
class PanelReading:
    """The panel as planned or as confirmed."""

    key: str
    label: str
    is_chosen: bool
    tally: messages.Tally
    verdict: Verdict
    headline: str
    """The worst clause in a sentence, for the narrow bar."""
    advice: str
    """How the clauses stand that only advise, which the tally leaves out; or empty."""
    note: str
    """What this reading counts, and how the other one stands."""
    lines: tuple[ClauseLine, ...]
    is_mendable: bool
    """Whether moves may mend something: the ways out are fetched after the verdict."""

    @property
    def has_unverified(self) -> bool:
        """Whether the mark of an unverified value needs its explanation."""
        return any(each.is_unverified for each in self.lines)


@dataclass(frozen=True, slots=True)
class Panel:
    """Both readings and the sentence to be spoken after a change."""

    public_id: uuid.UUID
    rules: str
    data: str
    """The version of the country and sector lists, for the foot of the page."""
    readings: tuple[PanelReading, ...]
    announcement: str
    """What is spoken after a change: that it is saved, and the new tally."""
    verdict: Verdict
    """Of the reading shown first."""
    on: str
    """The day whose law and country lists count."""
    without: str
    """The verdict without organisations in Partner countries; empty without any."""


FIELDS = {
    "at-most": "id_grant_requested_eur",
    "value-in": "id_duration_months",
    "listed": "id_sector",
}
"""The control that states the fact a check asks for."""
REMEDIES = {
    "at-most": _lazy("State the grant"),
    "value-in": _lazy("Choose the duration"),
    "listed": _lazy("Choose the sector"),
}
"""What the link to that control says."""


def panel_of(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    now: dt.datetime,
    chosen: Reading = Reading.PLANNED,
) -> Panel:
    """Return the panel of a draft; `chosen` is the reading shown first."""
    lines = _lines(report.findings)
    return Panel(
        public_id=proposal.alliance.public_id,
        rules=_("Rules %(call)s, version %(version)s")
        % {"call": report.rulebook.call, "version": report.rulebook.version},
        data=_("Country data %(call)s, version %(version)s")
        % {"call": report.rulebook.call, "version": report.edition.version},
        readings=tuple(
            _reading(report, lines, each, chosen, is_begun=bool(snapshot.participants))
            for each in Reading
        ),
        announcement=_("Saved %(time)s. %(reading)s: %(tally)s.")
        % {
            "time": f"{timezone.localtime(now):%H:%M}",
            "reading": _label(chosen),
            "tally": messages.tally_words(report, chosen),
        },
        verdict=verdict_of(report, chosen),
        on=day_words(report.on),
        without=without_partner_countries(proposal, snapshot, report),
    )


def reading_of(word: str | None) -> Reading:
    """Return the reading a request names, as planned if it names none."""
    return Reading.CONFIRMED if word == Reading.CONFIRMED else Reading.PLANNED


def _reading(
    report: Report, lines: Lines, reading: Reading, chosen: Reading, *, is_begun: bool
) -> PanelReading:
    findings = sorted(report.findings, key=lambda each: _urgency(each, reading))
    return PanelReading(
        key=reading.value,
        label=_label(reading),
        is_chosen=reading is chosen,
        tally=messages.tally(report, reading),
        verdict=verdict_of(report, reading),
        headline=_headline(report, reading),
        advice=messages.advice_words(report, reading),
        note=_note(report, reading),
        lines=tuple(lines[each.clause.id, reading] for each in findings),
        # Whoever has no partner yet adds one, and needs no list of all that lack.
        is_mendable=is_begun
        and reading is Reading.PLANNED
        and any(map(_is_mendable, findings)),
    )


def _is_mendable(finding: Finding) -> bool:
    return (
        finding.clause.check in MENDABLE
        and finding.clause.severity is Severity.BLOCKING
        and finding.planned.outcome is not Outcome.MET
    )


def _urgency(finding: Finding, reading: Reading) -> tuple[bool, int]:
    """Order what decides first, and open clauses before those that are met."""
    is_advice = finding.clause.severity is Severity.ADVICE
    return is_advice, ORDER[finding.of(reading).outcome]


def _label(reading: Reading) -> str:
    return _("As planned") if reading is Reading.PLANNED else _("As confirmed")


def _note(report: Report, reading: Reading) -> str:
    """Say what counts here and summarise the reading that is not shown."""
    if reading is Reading.PLANNED:
        return _(
            "Partners that have not answered count as if confirmed. As confirmed:"
            " %(tally)s."
        ) % {"tally": messages.tally_words(report, Reading.CONFIRMED)}
    return _("Only confirmed partners are certain. As planned: %(tally)s.") % {
        "tally": messages.tally_words(report, Reading.PLANNED)
    }


def _headline(report: Report, reading: Reading) -> str:
    worst = min(
        (each for each in report.findings if each.clause.severity != Severity.ADVICE),
        key=lambda each: ORDER[each.of(reading).outcome],
        default=None,
    )
    if worst is None or worst.of(reading).outcome is Outcome.MET:
        return messages.overall(report, reading)
    return messages.sentence(worst, reading)


def _lines(findings: Iterable[Finding]) -> Lines:
    """Word every clause in both readings; once where its evidence is the same."""
    found = {}
    for each in findings:
        planned = sure = _line(each, Reading.PLANNED)
        if each.confirmed is not each.planned:
            sure = _line(each, Reading.CONFIRMED)
        found[each.clause.id, Reading.PLANNED] = planned
        found[each.clause.id, Reading.CONFIRMED] = sure
    return found


def _line(finding: Finding, reading: Reading) -> ClauseLine:
    clause = finding.clause
    is_open = finding.of(reading).outcome is not Outcome.MET
    return ClauseLine(
        id=clause.id,
        title=messages.clause_title(clause),
        verdict=_verdict(finding, reading),
        figure=messages.figure(finding, reading),
        sentence=messages.sentence(finding, reading) if is_open else "",
        detail=messages.detail(finding, reading) if is_open else "",
        is_open=is_open,
        field=FIELDS.get(clause.check, ""),
        remedy=_remedy(finding, reading),
        is_advice=clause.severity is Severity.ADVICE,
        is_unverified=finding.value.reference.confidence is Confidence.UNVERIFIED,
    )


def _verdict(finding: Finding, reading: Reading) -> Verdict:
    """Return icon and word; advice that is not met only warns: it refuses nobody."""
    outcome = finding.of(reading).outcome
    is_advice = finding.clause.severity is Severity.ADVICE
    mark = "act" if is_advice and outcome is Outcome.NOT_MET else MARKS[outcome]
    return Verdict(mark, messages.outcome_word(outcome))


def _remedy(finding: Finding, reading: Reading) -> str:
    check = finding.clause.check
    if check == "at-most" and finding.of(reading).outcome is Outcome.NOT_MET:
        return _("Lower the grant")
    return str(REMEDIES.get(check, ""))
