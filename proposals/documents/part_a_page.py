"""What the section on Part A is given, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartARow:
    """Part A of one organisation; each tuple has one entry a line."""

    label: str
    name: str
    stated: tuple[str, ...]
    """Role, PIC, country and type."""
    address: tuple[str, ...]
    contact: tuple[str, ...]
    representative: tuple[str, ...]
    """Empty, like the two before, where nothing is given."""
