"""Sums of money in cents, and the rule by which an amount becomes one."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Return an amount in EUR rounded to cents, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant by what it is for, EUR in cents."""

    implementation: Decimal = ZERO
    travel: Decimal = ZERO
    subsistence: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Return the whole of it."""
        return self.implementation + self.travel + self.subsistence

    @property
    def mobility(self) -> Decimal:
        """Return what is for mobility: travel and subsistence."""
        return self.travel + self.subsistence

    def __add__(self, other: "Grant") -> "Grant":
        """Return both together."""
        return Grant(
            self.implementation + other.implementation,
            self.travel + other.travel,
            self.subsistence + other.subsistence,
        )
