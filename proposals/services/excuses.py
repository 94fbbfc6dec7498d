"""Whether a draft may stand as it is evaluated, and on what leave it does."""

from dataclasses import dataclass

from alliances.enums import PendingPartners as Rule
from eligibility.core import Answer, ConsortiumSnapshot, Reading, Report
from proposals.errors import NotEligible, PendingPartners
from proposals.models import Override
from proposals.selectors.overrides import NEVER, unmet_ids
from proposals.snapshots import FrozenOverride


@dataclass(frozen=True, slots=True)
class Leave:
    """On what a submission stands that is not simply eligible."""

    warned: tuple[str, ...] = ()
    """Whose missing confirmation was accepted, by whom submits or by an override."""
    override: FrozenOverride | None = None
    """What an administrator allowed, as far as it was needed."""


def leave_to_stand(
    *,
    snapshot: ConsortiumSnapshot,
    report: Report,
    rule: str,
    accepts_pending: bool,
    override: Override | None,
) -> Leave:
    """Return on what leave a draft may be submitted; refuse what is not eligible.

    Met as confirmed suffices. Where mandates follow the selection, met as planned and
    an accepted warning do (DESIGN decision 18). Unknown refuses like not met. An
    override excuses the clauses it names and no others, and, if it says so, missing
    confirmations. Refuses with NotEligible and PendingPartners.
    """
    excused = frozenset(override.clauses if override else ()) - NEVER
    unmet = unmet_ids(report, Reading.PLANNED)
    if not unmet <= excused:
        raise NotEligible(report)
    if unmet_ids(report, Reading.CONFIRMED) <= excused:
        return Leave((), _frozen(override, unmet))
    names = tuple(
        each.name for each in snapshot.participants if each.answer is Answer.INVITED
    )
    if rule == Rule.WARN and accepts_pending:
        return Leave(names, _frozen(override, unmet))
    if override is None or not override.allows_pending:
        raise PendingPartners(names, may_proceed=rule == Rule.WARN)
    return Leave(names, _frozen(override, unmet, names))


def _frozen(
    override: Override | None, unmet: frozenset[str], names: tuple[str, ...] = ()
) -> FrozenOverride | None:
    """Return an override as far as it was needed, None where it was not."""
    if override is None or not (unmet or names):
        return None
    return FrozenOverride(
        by=str(override.given_by),
        given_at=override.given_at,
        reason=override.reason,
        clauses=tuple(sorted(unmet)),
        partners=names,
    )
