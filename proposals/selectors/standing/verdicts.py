"""Where a draft stands: its report, and one line of it for lists and summaries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    GONE,
    ConsortiumSnapshot,
    Outcome,
    Participant,
    Reading,
    Report,
)
from eligibility.core import Rulebook as Law
from eligibility.models import Rulebook
from eligibility.services.assess import assess, tallies
from proposals.models import Proposal
from proposals.snapshots import evaluation_day, take_all

MARKS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not-met",
    Outcome.UNKNOWN: "unknown",
}
"""Names of the icons: each outcome has an outline of its own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome as it is shown: icon and words, never colour alone."""

    mark: str
    """Name of the icon: met, not-met or unknown."""
    words: str


def verdict_of(report: Report, reading: Reading) -> Verdict:
    """Return the overall verdict of one reading."""
    return verdict_in_words(messages.tally(report, reading))


def verdict_in_words(counts: messages.Tally) -> Verdict:
    """Return the overall verdict of so many clauses of each outcome."""
    return Verdict(MARKS[counts.outcome], messages.overall_words(counts))


def report_of(
    proposal: Proposal, snapshot: ConsortiumSnapshot, *, now: dt.datetime
) -> Report:
    """Assess a draft under the rulebook it pins, as of `now` or its deadline day."""
    return report_under(proposal.rulebook, proposal, snapshot, now=now)


def report_under(
    rules: Rulebook,
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    *,
    now: dt.datetime,
) -> Report:
    """Assess a draft under any version of its call's rules; UnknownProjectType too.

    The days of the call are those of its newest version. One that opened later has no
    values for the days before, and is asked for its first.
    """
    rulebook = published_rulebook(rules)
    return assess(
        snapshot=snapshot, rulebook=rulebook, on=_day(proposal, rulebook, now)
    )


def _day(proposal: Proposal, rulebook: Law, now: dt.datetime) -> dt.date:
    return max(evaluation_day(proposal.alliance.call, now), rulebook.opens)


def standings_of(
    proposals: Sequence[Proposal], *, now: dt.datetime
) -> list[tuple[ConsortiumSnapshot, Report]]:
    """Assess many drafts with a fixed number of queries."""
    return [
        (snapshot, report_of(proposal, snapshot, now=now))
        for proposal, snapshot in zip(proposals, take_all(proposals), strict=True)
    ]


def tallies_of(
    proposals: Sequence[Proposal], *, now: dt.datetime
) -> list[Mapping[Reading, messages.Tally]]:
    """Count the clauses of many drafts by outcome, with a fixed number of queries."""
    return [
        tallies(snapshot=snapshot, rulebook=rulebook, on=_day(proposal, rulebook, now))
        for proposal, snapshot in zip(proposals, take_all(proposals), strict=True)
        for rulebook in [published_rulebook(proposal.rulebook)]
    ]


def taking_part(snapshot: ConsortiumSnapshot) -> list[Participant]:
    """Return the rows that have not declined or withdrawn."""
    return [each for each in snapshot.participants if each.answer not in GONE]
