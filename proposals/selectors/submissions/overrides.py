"""What an administrator may allow a draft to be submitted in spite of."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.worded import Worded
from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    Finding,
    Outcome,
    Reading,
    Report,
    Severity,
)
from eligibility.words import deadline_words
from proposals.models import Override, Proposal
from proposals.policies import Decision, call_refusal
from proposals.selectors.drafts.masthead import call_words, second_words
from proposals.selectors.standing.verdicts import report_of
from proposals.selectors.submissions.pending_partners import pending_in
from proposals.snapshots import take

NEVER = frozenset({"one-applicant", "applicant-in-programme-country"})
"""Clauses nobody overrides: without one applicant of a known country nobody applies,
and its place in the sector could not be held."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """What stands in the way of a draft and may be overridden."""

    findings: tuple[Finding, ...]
    never: tuple[Finding, ...]
    """Not met, and nobody may override it."""
    pending: tuple[str, ...]
    """Who has not confirmed, "P2 Chamber of Ghent"."""

    @property
    def clauses(self) -> frozenset[str]:
        """The identifiers of what may be overridden."""
        return frozenset(each.clause.id for each in self.findings)


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """One override as pages say it."""

    by: str
    given: str
    reason: str
    clauses: tuple[str, ...]
    """Titles, or identifiers of clauses that the rules do not have any more."""
    allows_pending: bool


@dataclass(frozen=True, slots=True)
class OverridePage:
    """The page on which an administrator allows a submission."""

    public_id: uuid.UUID
    acronym: str
    call: str
    coordinator: str
    deadline: str
    decision: Decision
    """Whether the call takes submissions now, and why not."""
    clauses: tuple[tuple[str, str], ...]
    """Identifier and sentence of each clause that may be overridden."""
    never: tuple[str, ...]
    """Sentences of those that may not."""
    pending: tuple[str, ...]
    standing: OverrideLine | None


def override_page(proposal: Proposal, *, now: dt.datetime) -> OverridePage:
    """Return what stands in the way of a draft whose alliance and call are loaded."""
    call = proposal.alliance.call
    unmet = overridable(proposal, now=now)
    refusal = call_refusal(call, now)
    return OverridePage(
        public_id=proposal.alliance.public_id,
        acronym=proposal.alliance.acronym,
        call=call_words(call),
        coordinator=str(proposal.alliance.coordinator),
        deadline=deadline_words(call.deadline),
        decision=Decision(allowed=refusal is None, reason=refusal.message)
        if refusal
        else Decision(allowed=True),
        clauses=tuple([(each.clause.id, _sentence(each)) for each in unmet.findings]),
        never=tuple([_sentence(each) for each in unmet.never]),
        pending=unmet.pending,
        standing=standing_line(proposal),
    )


def overridable(proposal: Proposal, *, now: dt.datetime) -> Unmet:
    """Return what is not met as planned, and who has not confirmed."""
    snapshot = take(proposal)
    report = report_of(proposal, snapshot, now=now)
    unmet = _unmet(report, Reading.PLANNED)
    return Unmet(
        findings=tuple([each for each in unmet if each.clause.id not in NEVER]),
        never=tuple([each for each in unmet if each.clause.id in NEVER]),
        pending=tuple([f"{e.label} {e.name}".strip() for e in pending_in(snapshot)]),
    )


def standing_line(proposal: Proposal) -> OverrideLine | None:
    """Return what was allowed and stands: one query."""
    row = standing_override(proposal)
    return None if row is None else override_line(row, proposal)


def override_line(row: Override, proposal: Proposal) -> OverrideLine:
    """Return an override of a draft in words; no query."""
    return _line(row, _titles(proposal))


def standing_override(proposal: Proposal) -> Override | None:
    """Return the override of a draft that stands, with who gave it."""
    return _standing.first(proposal.pk)


@Worded
def _standing(proposal: int) -> QuerySet[Override]:
    rows = Override.objects.standing().filter(proposal=proposal)
    return rows.select_related("given_by")[:1]


def unmet_ids(report: Report, reading: Reading) -> frozenset[str]:
    """Return the blocking clauses that are not met, or cannot be told yet."""
    return frozenset(each.clause.id for each in _unmet(report, reading))


def _unmet(report: Report, reading: Reading) -> list[Finding]:
    return [
        each
        for each in report.findings
        if each.clause.severity is Severity.BLOCKING
        and each.of(reading).outcome is not Outcome.MET
    ]


def _sentence(finding: Finding) -> str:
    return _("%(title)s. %(sentence)s") % {
        "title": messages.clause_title(finding.clause),
        "sentence": messages.sentence(finding, Reading.PLANNED),
    }


def _titles(proposal: Proposal) -> dict[str, str]:
    """Return the clauses of a draft's rules by identifier; no query."""
    alliance = proposal.alliance
    rules = published_rulebook(proposal.rulebook)
    kind = rules.project_type(alliance.lot.code, alliance.project_type.code)
    found = [each.clause for each in kind.clauses]
    return {each.id: messages.clause_title(each) for each in found}


def _line(row: Override, titles: Mapping[str, str]) -> OverrideLine:
    return OverrideLine(
        by=_by(row.given_by),
        given=second_words(row.given_at),
        reason=row.reason,
        clauses=tuple([titles.get(each, each) for each in row.clauses]),
        allows_pending=row.allows_pending,
    )


def _by(person: User) -> str:
    return _("%(name)s, administrator") % {"name": person}
