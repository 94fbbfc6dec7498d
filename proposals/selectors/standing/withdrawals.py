"""The withdrawal test of a draft: who is critical, alone and in pairs, and what then.

Worked out when asked, never stored: it says what would be, not what will be.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import comb

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import messages, remedies
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    ConsortiumSnapshot,
    Loss,
    Participant,
    Report,
    Resilience,
)
from eligibility.services.ways_out import ways_on_without, withdrawal_test
from eligibility.words import together
from proposals.models import Proposal
from proposals.selectors.consortium.partner_parts import Rows, rows_of
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.standing.move_codes import leave_code
from proposals.selectors.standing.ways_out import places_of_call

MOST_NAMED = 4
"""Critical organisations the workspace names; the page has all."""
MOST_MENDED = 12
"""Critical organisations for which a way on is searched; each costs a search."""
MOST_PAIRS = 60
"""Lines of pairs shown; the sentence above says how many pairs there are."""


@dataclass(frozen=True, slots=True)
class CriticalPartner:
    """An organisation without which something is met no longer."""

    number: str
    label: str
    name: str
    breaks: str
    """The clauses, by their titles."""
    mend: str
    """The smallest way on without it; empty where none was found or searched."""

    @property
    def moves(self) -> tuple[str, ...]:
        """That it leaves, as a sandbox takes it, to be tried there."""
        return (leave_code(self.number),)


@dataclass(frozen=True, slots=True)
class CriticalPair:
    """Two organisations that only together break something, or any two of several."""

    names: str
    breaks: str


@dataclass(frozen=True, slots=True)
class WithdrawalSummary:
    """The withdrawal test in a sentence and a few names."""

    public_id: uuid.UUID
    is_safe: bool
    headline: str
    rows: Rows
    """Where the rows of the partners stand."""
    critical: tuple[CriticalPartner, ...]
    more: str
    """How many more are critical, in words; empty if all are named."""


@dataclass(frozen=True, slots=True)
class WithdrawalPage:
    """Every organisation and every pair a consortium cannot lose."""

    masthead: Masthead
    tasks: Tasks
    summary: WithdrawalSummary | None
    """None without organisations."""
    critical: tuple[CriticalPartner, ...]
    pairs: tuple[CriticalPair, ...]
    pairs_words: str
    """How many pairs there are, and whether all were tried."""


def withdrawal_summary(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> WithdrawalSummary | None:
    """Return the test of one organisation at a time; None where there are none."""
    found = _tested(proposal, snapshot, report, with_pairs=False)
    return _summary(proposal, snapshot, found, clause_titles(report))


def withdrawal_page(proposal: Proposal, *, now: dt.datetime) -> WithdrawalPage:
    """Return the page of a draft as of `now`; the search is bounded."""
    snapshot, report = standing_of(proposal, now=now)
    titles = clause_titles(report)
    found = _tested(proposal, snapshot, report, with_pairs=True)
    mends = {
        loss.organisations[0]: _way_on(proposal, snapshot, report, loss)
        for loss in found.singles[:MOST_MENDED]
    }
    return WithdrawalPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        summary=_summary(proposal, snapshot, found, titles),
        critical=tuple(_critical(each, titles, mends) for each in found.singles),
        pairs=critical_pairs(found, titles),
        pairs_words=pairs_words(found),
    )


def _tested(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    with_pairs: bool,
) -> Resilience:
    return withdrawal_test(
        snapshot=snapshot,
        rulebook=published_rulebook(proposal.rulebook),
        on=report.on,
        with_pairs=with_pairs,
    )


def _way_on(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report, loss: Loss
) -> str:
    """Say the smallest repair of what is left; empty where there is none."""
    found = ways_on_without(
        snapshot=snapshot,
        rulebook=published_rulebook(proposal.rulebook),
        on=report.on,
        places=places_of_call(proposal, snapshot),
        organisation=loss.organisations[0],
    )
    return remedies.repair_words(found.options[0]) if found.options else ""


def clause_titles(report: Report) -> Mapping[str, str]:
    """Return the titles of the clauses by their ids, in the order of the law."""
    return {e.clause.id: messages.clause_title(e.clause) for e in report.findings}


def _summary(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    found: Resilience,
    titles: Mapping[str, str],
) -> WithdrawalSummary | None:
    if not found.organisations:
        return None
    more = len(found.singles) - MOST_NAMED
    return WithdrawalSummary(
        public_id=proposal.alliance.public_id,
        is_safe=not found.singles,
        headline=headline(found),
        rows=rows_of(proposal.alliance.public_id, len(snapshot.participants)),
        critical=tuple(_critical(e, titles, {}) for e in found.singles[:MOST_NAMED]),
        more=ngettext("%(number)d more", "%(number)d more", more) % {"number": more}
        if more > 0
        else "",
    )


def headline(found: Resilience) -> str:
    """Say in a sentence how many organisations are critical."""
    numbers = {"all": found.organisations, "critical": len(found.singles)}
    if not found.singles:
        return (
            ngettext(
                "What is met stays met if the one organisation leaves.",
                "What is met stays met if any one of %(all)d organisations leaves.",
                found.organisations,
            )
            % numbers
        )
    return (
        ngettext(
            "%(critical)d of %(all)d organisations is critical: without it something"
            " is no longer met.",
            "%(critical)d of %(all)d organisations are critical: without each of them"
            " something is no longer met.",
            len(found.singles),
        )
        % numbers
    )


def _critical(
    loss: Loss, titles: Mapping[str, str], mends: Mapping[Participant, str]
) -> CriticalPartner:
    (gone,) = loss.organisations
    return CriticalPartner(
        number=gone.label.removeprefix("P"),
        label=gone.label,
        name=gone.name,
        breaks=broken(loss, titles),
        mend=mends.get(gone, ""),
    )


def critical_pairs(
    found: Resilience, titles: Mapping[str, str]
) -> tuple[CriticalPair, ...]:
    """Return the lines on pairs that are shown, the first of them."""
    return tuple(islice(_lines(found, titles), MOST_PAIRS))


def _lines(found: Resilience, titles: Mapping[str, str]) -> Iterator[CriticalPair]:
    """Say clause by clause which pairs break it; any two of some are said once."""
    pairs_of: dict[str, list[tuple[Participant, ...]]] = {}
    for loss in found.pairs:
        for clause in loss.breaks:
            pairs_of.setdefault(clause, []).append(loss.organisations)
    clauses_of: dict[tuple[tuple[Participant, ...], ...], list[str]] = {}
    for clause in filter(pairs_of.__contains__, titles):
        clauses_of.setdefault(tuple(pairs_of[clause]), []).append(titles[clause])
    for pairs, broken in clauses_of.items():
        for names in _names(pairs):
            yield CriticalPair(names, together(broken))


def _names(pairs: Sequence[tuple[Participant, ...]]) -> Iterator[str]:
    members = sorted({each for pair in pairs for each in pair}, key=_by_number)
    if len(pairs) > 1 and len(pairs) == comb(len(members), 2):
        yield _("Any two of: %(names)s") % {"names": ", ".join(map(_called, members))}
    else:
        for pair in pairs:
            yield together([_called(each) for each in sorted(pair, key=_by_number)])


def _called(each: Participant) -> str:
    return f"{each.label} {each.name}"


def _by_number(each: Participant) -> tuple[int, str]:
    return len(each.label), each.label


def broken(loss: Loss, titles: Mapping[str, str]) -> str:
    """Name the clauses that are met no longer."""
    return together([titles[each] for each in loss.breaks])


def pairs_words(found: Resilience) -> str:
    """Say how many pairs are critical, and whether all were tried."""
    number = {"number": len(found.pairs)}
    words = (
        ngettext(
            "%(number)d pair breaks something that neither breaks alone.",
            "%(number)d pairs break something that neither breaks alone.",
            len(found.pairs),
        )
        % number
        if found.pairs
        else _("No pair breaks more than its two break alone.")
    )
    if not found.is_complete:
        words += " " + _("Not every pair was tried: there are too many.")
    return words
