"""Amounts in EUR as people and spreadsheets write them, in any country's way."""

import re
from decimal import Decimal

MOST = Decimal(1_000_000)
"""EUR; no unit cost comes near it, and the database has no room for more."""
LONGEST = 60
"""Characters, more than any amount with its currency: what follows is slow on more."""
AROUND = re.compile(r"^(?:EUR|€)?\s*|\s*(?:EUR|€)?$", re.IGNORECASE)
# Spaces of any width and apostrophes only ever part thousands.
APART = re.compile(r"(?<=[0-9])[ '\u00a0\u2009\u202f\u2019](?=[0-9]{3}(?![0-9]))")
PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<cents>[0-9]{1,2}))?", re.ASCII)
GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<sign>[.,])[0-9]{3})(?:(?P=sign)[0-9]{3})*)"
    r"(?:(?!(?P=sign))[.,](?P<cents>[0-9]{1,2}))?",
    re.ASCII,
)
OPEN = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)


class AmbiguousAmount(ValueError):
    """Both readings are usual, and they differ a thousandfold."""


def amount_of(text: str) -> Decimal | None:
    """Return an amount with its cents, None where it is none or is a million or more.

    The last of two different signs parts the cents: "1.234,56" and "1,234.56" are one
    amount. Raises AmbiguousAmount for "1,234", which is one thousand to some readers
    and one and a bit to others.
    """
    if len(text) > LONGEST:
        return None
    written = APART.sub("", AROUND.sub("", text.strip()))
    if OPEN.fullmatch(written):
        raise AmbiguousAmount(written)
    found = PLAIN.fullmatch(written) or GROUPED.fullmatch(written)
    if found is None:
        return None
    whole = found["whole"].replace(".", "").replace(",", "")
    amount = Decimal(f"{whole}.{found['cents'] or '0'}")
    # Compared first: cents are not set in an amount of thirty figures.
    return amount.quantize(Decimal("0.01")) if amount < MOST else None
