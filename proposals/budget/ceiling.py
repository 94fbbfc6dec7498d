"""The most a call grants, and how a part stands to the whole."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal


def ceiling_for(
    ceilings: Mapping[int, Decimal], *, months: int | None
) -> Decimal | None:
    """Return the ceiling of a duration, EUR; `ceilings` are by months.

    None where the law has none for it, and where the duration is open and it depends
    on that.
    """
    if months is not None:
        return ceilings.get(months)
    amounts = set(ceilings.values())
    return amounts.pop() if len(amounts) == 1 else None


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part in per cent of a whole with one decimal; of nothing it is 0."""
    share = part * 100 / whole if whole else Decimal(0)
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)
