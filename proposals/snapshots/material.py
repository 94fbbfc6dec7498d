"""Which change of what was confirmed ends a confirmation, and which does not.

Whoever confirmed a role in a country confirmed just that; whoever confirmed forty days
did not confirm eighty, but is not asked again for one day more.
"""

from decimal import Decimal

from proposals.snapshots.covered import FIRST, Covered, amount_in

TENTH = Decimal("0.1")
FEW_DAYS = Decimal(1)
"""Days by which any part of a work plan moves while it is rounded."""
LITTLE_MONEY = Decimal(300)
"""EUR: about what these days bring."""


def material_changes(before: Covered, now: Covered) -> frozenset[str]:
    """Return the names of the fields that make `before` an earlier version.

    Days and grant count once they differ by more than a tenth of what was confirmed,
    and by more than a rounding. What a partner works in tells no burden by itself.
    """
    named = {each for each in (*FIRST, "leads") if _differs(before, each, now)}
    if _moved(before.days, now.days, FEW_DAYS):
        named.add("days")
    if _moved(before.grant, now.grant, LITTLE_MONEY):
        named.add("grant")
    return frozenset(named)


def still_covers(
    *, digest: str, text: str, now: Covered, with_work: bool = True
) -> bool:
    """Say whether an answer, as it was stored, holds for what stands now.

    Without work for a partner that was removed, and is restored as it was.

    Of answers before there was a text only the digest was kept: they covered nothing
    of work plan and budget, so nothing of these ends them.
    """
    before = Covered.read(text) if text else None
    if before is None:
        return digest == now.first_digest
    changes = material_changes(before, now)
    return not (changes if with_work else changes & FIRST)


def _differs(before: Covered, name: str, now: Covered) -> bool:
    return bool(getattr(before, name) != getattr(now, name))


def _moved(before: str, now: str, rounding: Decimal) -> bool:
    confirmed, stands = amount_in(before), amount_in(now)
    difference = abs(stands - confirmed)
    return difference > rounding and difference > confirmed * TENTH
