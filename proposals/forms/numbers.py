"""Numbers as addresses and forms carry them, before anybody has checked them."""

MOST_DIGITS = 9
"""What a column of the database holds, whatever the engine."""


def number_in(typed: str) -> int | None:
    """Return a number no row is too small for; None for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
