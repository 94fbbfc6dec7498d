"""One clause explained: the rule, its source, and who counts towards it and why."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alliances.models import User
from alliances.words import day_words
from eligibility import messages
from eligibility.core import (
    POSSIBLE,
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Participant,
    Reading,
    Report,
    Severity,
    Standing,
    Why,
)
from eligibility.words import country_name, country_order, eu_code
from proposals.models import Proposal
from proposals.selectors.consortium.stated_types import type_words
from proposals.selectors.consortium.twins import question_of
from proposals.selectors.standing import partner_countries
from proposals.selectors.standing.sources import Source, source_of
from proposals.selectors.standing.stated_facts import Fact, stated_facts
from proposals.selectors.standing.verdicts import MARKS, Verdict
from proposals.selectors.standing.ways_out import WaysOut, clause_ways_out
from proposals.selectors.submissions.other_applications import (
    OtherApplication,
    other_applications,
)

STANDINGS = {
    Standing.PROGRAMME: gettext_lazy("Programme country"),
    Standing.PARTNER: gettext_lazy("Partner country"),
    Standing.NONE: gettext_lazy("no status"),
}
TYPE_CHECKS = frozenset({"groups-at-least", "each-country-has"})
TWINS = "no-duplicates"
EXCLUSIVE = "exclusive"
RANKS = {"tick": 0, "unknown": 1, "none": 2}
"""Who counts stands first, then who might."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Whether an organisation counts in one reading."""

    mark: str
    """Name of the icon: tick, none or unknown."""
    words: str
    why: str
    """The reason; empty for who counts."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One organisation in the evidence of a clause."""

    number: str
    """The number of its row, to lead there; empty outside the browser."""
    label: str
    name: str
    code: str
    country: str
    note: str
    """What the clause looks at: its type, or what its country is under this call."""
    planned: Counting
    confirmed: Counting | None
    """Only where it differs from the plan."""


@dataclass(frozen=True, slots=True)
class CountryCounted:
    """A country that counts, and by whom."""

    code: str
    name: str
    labels: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the drawer of one clause shows."""

    public_id: uuid.UUID
    call: str
    lot: str
    kind: str
    """Whose law it is: call, Lot and project type by their codes."""
    clause: str
    title: str
    place: str
    """Which clause of how many, under which rules."""
    is_advice: bool
    verdict: Verdict
    detail: str
    """The verdict's numbers and cause, without its word."""
    as_confirmed: str
    """The verdict of the other reading, in a sentence."""
    assumptions: tuple[str, ...]
    norm: str
    source: Source
    facts: tuple[Fact, ...]
    """What is stated and what is allowed, where the clause asks for a fact."""
    witnesses: tuple[Witness, ...]
    others: str
    """How many organisations are left out of the table, and why."""
    countries: tuple[CountryCounted, ...]
    """The countries counted, where the clause counts countries."""
    figure: str
    """Found of needed."""
    question: str
    """Whether partners that look alike are one organisation, where the clause asks."""
    without: str
    """The verdict without the organisations in Partner countries, where it asks."""
    others_apply: tuple[OtherApplication, ...]
    """The applications that stand in the way, as much of them as one may know."""
    ways_out: WaysOut | None
    """What would mend it; None where it is met or no move can mend it."""
    on: str
    """The day whose country status counts."""
    previous: str
    following: str
    """The clauses before and after this one in the law; empty at the ends."""


def explanation_of(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    clause: str,
    user: User,
) -> Explanation | None:
    """Return the explanation of a clause; None where the project type has it not."""
    findings = {each.clause.id: each for each in report.findings}
    if clause not in findings:
        return None
    finding, ids = findings[clause], list(findings)
    position = ids.index(clause)
    planned = finding.planned
    return Explanation(
        public_id=proposal.alliance.public_id,
        call=report.rulebook.call,
        lot=report.rulebook.lot,
        kind=report.rulebook.project_type,
        clause=clause,
        title=messages.clause_title(finding.clause),
        place=_("Clause %(position)s of %(total)s, rules %(call)s, version %(version)s")
        % {
            "position": position + 1,
            "total": len(ids),
            "call": report.rulebook.call,
            "version": report.rulebook.version,
        },
        is_advice=finding.clause.severity is Severity.ADVICE,
        verdict=Verdict(MARKS[planned.outcome], messages.outcome_word(planned.outcome)),
        detail=messages.detail(finding, Reading.PLANNED),
        as_confirmed=_as_confirmed(finding),
        assumptions=tuple(_assumptions(finding, report)),
        norm=messages.norm(finding),
        source=source_of(proposal, finding),
        facts=tuple(stated_facts(finding, snapshot)),
        witnesses=tuple(_witnesses(finding)),
        others=_others(finding),
        countries=tuple(_countries(finding)),
        figure=messages.figure(finding, Reading.PLANNED),
        question=question_of(proposal) if finding.clause.check == TWINS else "",
        without=_without(proposal, snapshot, report, finding),
        others_apply=other_applications(proposal, snapshot, user)
        if finding.clause.check == EXCLUSIVE
        else (),
        ways_out=clause_ways_out(proposal, snapshot, report, clause=clause),
        on=day_words(report.on),
        previous=ids[position - 1] if position else "",
        following=ids[position + 1] if position + 1 < len(ids) else "",
    )


def _without(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report, finding: Finding
) -> str:
    if finding.clause.check != partner_countries.CHECK:
        return ""
    return partner_countries.without_partner_countries(proposal, snapshot, report)


def _as_confirmed(finding: Finding) -> str:
    """Say how the clause stands as confirmed, shortly where it is the same."""
    if finding.planned.outcome is finding.confirmed.outcome is Outcome.MET:
        return _("As confirmed: also met.")
    return _("As confirmed: %(sentence)s") % {
        "sentence": messages.sentence(finding, Reading.CONFIRMED)
    }


def _assumptions(finding: Finding, report: Report) -> Iterator[str]:
    """Say what the verdict takes for granted: nobody checks it twice otherwise."""
    if any(each.why is Why.INVITED for each in finding.confirmed.not_counted):
        yield _("As planned, partners that have not answered count as if confirmed.")
    if finding.planned.counted or finding.planned.not_counted:
        yield _(
            "Countries have the status of country data %(call)s, version %(version)s."
        ) % {"call": report.rulebook.call, "version": report.edition.version}
    if any(each.why is Why.MERGED for each in finding.planned.not_counted):
        yield _("Rows with one PIC, or one name in one country, are one organisation.")


def _witnesses(finding: Finding) -> Iterator[Witness]:
    """Return who counts or might, and who is left out for a reason of its own.

    Those of another group are many and say nothing new: `_others` counts them.
    """
    sure = _countings(finding, Reading.CONFIRMED)
    planned = _countings(finding, Reading.PLANNED)
    for each in sorted(planned, key=lambda e: (RANKS[planned[e].mark], _by_number(e))):
        yield _witness(each, finding, planned[each], sure.get(each))


def _countings(finding: Finding, reading: Reading) -> dict[Participant, Counting]:
    evidence = finding.of(reading)
    counts = Counting("tick", _("Counts"), "")
    found = dict.fromkeys(evidence.counted, counts)
    for each in evidence.not_counted:
        if each.why is not Why.OTHER_GROUP:
            found[each.participant] = _left_out(messages.why(each), each.why)
    return found


def _left_out(words: str, why: Why) -> Counting:
    if why in POSSIBLE:
        return Counting("unknown", _("May count"), words)
    return Counting("none", _("Does not count"), words)


def _witness(
    each: Participant,
    finding: Finding,
    planned: Counting,
    confirmed: Counting | None,
) -> Witness:
    place = each.place
    return Witness(
        number=each.label.removeprefix("P"),
        label=each.label,
        name=each.name,
        code=eu_code(place.code) if place else "–",
        country=country_name(place.code) if place else _("Country not stated"),
        note=_note(each, finding),
        planned=planned,
        confirmed=confirmed if confirmed != planned else None,
    )


def _note(each: Participant, finding: Finding) -> str:
    if finding.clause.check in TYPE_CHECKS:
        return type_words(each.types)
    return str(STANDINGS[each.place.standing]) if each.place else ""


def _by_number(each: Participant) -> tuple[int, str]:
    return len(each.label), each.label


def _others(finding: Finding) -> str:
    number = sum(each.why is Why.OTHER_GROUP for each in finding.planned.not_counted)
    if not number:
        return ""
    return ngettext(
        "%(number)s other belongs to another group or to none",
        "%(number)s others belong to another group or to none",
        number,
    ) % {"number": number}


def _countries(finding: Finding) -> Iterator[CountryCounted]:
    """Return the countries counted, each with those who bring it."""
    if finding.clause.check != "countries-at-least":
        return
    brought: dict[str, list[str]] = {}
    for each in sorted(finding.planned.counted, key=_by_number):
        if each.place is not None:
            brought.setdefault(each.place.counts_as, []).append(each.label)
    for code in sorted(brought, key=country_order):
        labels = ", ".join(brought[code])
        yield CountryCounted(eu_code(code), country_name(code), labels)
