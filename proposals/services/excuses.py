"""Whether a draft may stand as it is evaluated, and on what leave it does."""

from dataclasses import dataclass

from alliances.enums import PendingPartners as Rule
from alliances.enums import UnverifiedClauses as ClauseRule
from alliances.models import Call
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Finding,
    Participant,
    Reading,
    Report,
)
from proposals.errors import NotEligible, PendingPartners, UnverifiedClauses
from proposals.models import Override
from proposals.selectors.submissions.overrides import NEVER, unmet_ids
from proposals.selectors.submissions.unverified_clauses import unverified_in
from proposals.snapshots import FrozenOverride, FrozenWarnings


@dataclass(frozen=True, slots=True)
class Accepted:
    """What whoever submits accepts by name."""

    pending: bool = False
    """That the partners who are open have not confirmed."""
    unverified: frozenset[str] = frozenset()
    """Identifiers of unverified clauses that are not met."""


@dataclass(frozen=True, slots=True)
class Leave:
    """On what a submission stands that is not simply eligible."""

    pending: tuple[Participant, ...] = ()
    """Whose missing confirmation was accepted, by whom submits or by an override."""
    unverified: tuple[Finding, ...] = ()
    """The unverified clauses that are not met and were named."""
    override: FrozenOverride | None = None
    """What an administrator allowed, as far as it was needed."""

    @property
    def warnings(self) -> FrozenWarnings | None:
        """What the content says of it; None where nothing had to be named.

        Missing confirmations that an administrator allowed stand in the override.
        """
        is_allowed = self.override is not None and self.override.partners
        named = () if is_allowed else self.pending
        if not (named or self.unverified):
            return None
        return FrozenWarnings(
            partners=tuple([(each.label, each.name) for each in named]),
            clauses=tuple([each.clause.id for each in self.unverified]),
        )


def leave_to_stand(
    *,
    snapshot: ConsortiumSnapshot,
    report: Report,
    call: Call,
    accepted: Accepted,
    override: Override | None,
) -> Leave:
    """Return on what leave a draft may be submitted; refuse what is not eligible.

    Met as confirmed suffices. Where mandates follow the selection, met as planned and
    an accepted warning do. Unknown refuses like not met. An override excuses the
    clauses it names and no others, and, if it says so, missing confirmations (ADR 61).
    Where the call says so, unverified clauses pass that were named; one that was not
    named refuses (ADR 64). Refuses with NotEligible, UnverifiedClauses and
    PendingPartners.
    """
    allowed = frozenset(override.clauses if override else ()) - NEVER
    unmet = unmet_ids(report, Reading.PLANNED)
    named = _named(report, unmet - allowed, call, accepted)
    excused = allowed | {each.clause.id for each in named}
    needed = unmet & allowed
    if unmet_ids(report, Reading.CONFIRMED) <= excused:
        return Leave((), named, _frozen(override, needed))
    pending = tuple(
        each for each in snapshot.participants if each.answer is Answer.INVITED
    )
    if call.pending_partners == Rule.WARN and accepted.pending:
        return Leave(pending, named, _frozen(override, needed))
    names = tuple(each.name for each in pending)
    if override is None or not override.allows_pending:
        may_proceed = call.pending_partners == Rule.WARN
        raise PendingPartners(names, may_proceed=may_proceed)
    return Leave(pending, named, _frozen(override, needed, names))


def _named(
    report: Report, unmet: frozenset[str], call: Call, accepted: Accepted
) -> tuple[Finding, ...]:
    """Return the unmet clauses that pass because each was named; refuse others."""
    unsure = tuple(each for each in unverified_in(report) if each.clause.id in unmet)
    if len(unsure) < len(unmet) or (
        unsure and call.unverified_clauses != ClauseRule.WARN
    ):
        raise NotEligible(report)
    left = [each for each in unsure if each.clause.id not in accepted.unverified]
    if left:
        raise UnverifiedClauses(tuple([each.clause.title for each in left]))
    return unsure


def _frozen(
    override: Override | None, needed: frozenset[str], names: tuple[str, ...] = ()
) -> FrozenOverride | None:
    """Return an override as far as it was needed, None where it was not."""
    if override is None or not (needed or names):
        return None
    return FrozenOverride(
        by=str(override.given_by),
        given_at=override.given_at,
        reason=override.reason,
        clauses=tuple(sorted(needed)),
        partners=names,
    )
