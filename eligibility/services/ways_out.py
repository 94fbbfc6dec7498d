"""What would mend a consortium, and whom it cannot lose: the engine asked again."""

import datetime as dt
from collections.abc import Iterable

from eligibility.core import (
    MOST_READS,
    ConsortiumSnapshot,
    Participant,
    Place,
    Repairs,
    Resilience,
    Rulebook,
    find_repairs,
    withdrawals,
    without,
)


def ways_out(
    *,
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    on: dt.date,
    places: Iterable[Place],
) -> tuple[Repairs, ...]:
    """Return what mends everything that moves can mend, smallest first.

    Only where nothing small enough does, the clauses follow one by one; they share one
    bound on evaluations.
    """
    places = tuple(places)
    whole = find_repairs(snapshot, rulebook, on=on, places=places)
    if whole.options or len(whole.clauses) < 2:  # noqa: PLR2004  # one is the whole
        return (whole,)
    most = MOST_READS // len(whole.clauses)
    each = [
        find_repairs(
            snapshot, rulebook, on=on, places=places, clause=clause, most_reads=most
        )
        for clause in whole.clauses
    ]
    return (whole, *each)


def clause_repairs(
    *,
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    on: dt.date,
    places: Iterable[Place],
    clause: str,
) -> Repairs:
    """Return the smallest repairs of one clause, whatever becomes of the others."""
    return find_repairs(snapshot, rulebook, on=on, places=places, clause=clause)


def ways_on_without(
    *,
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    on: dt.date,
    places: Iterable[Place],
    organisation: Participant,
) -> Repairs:
    """Return what would mend the consortium once an organisation has left it.

    The search is a fraction of the usual one: it is asked for many organisations.
    """
    return find_repairs(
        without(snapshot, organisation),
        rulebook,
        on=on,
        places=places,
        most_reads=MOST_READS // 5,
    )


def withdrawal_test(
    *,
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    on: dt.date,
    with_pairs: bool,
) -> Resilience:
    """Return who is critical for which clause, alone and, if asked, in pairs."""
    return withdrawals(snapshot, rulebook, on=on, with_pairs=with_pairs)
