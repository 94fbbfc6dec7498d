"""Part A of the organisations of a frozen application."""

from collections.abc import Mapping
from dataclasses import dataclass

from alliances.models import Partnership
from proposals.models.part_a import FIELDS


@dataclass(frozen=True, slots=True)
class FrozenPartA:
    """What was given of one organisation; an empty text: not given."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    website: str = ""
    contact_name: str = ""
    contact_function: str = ""
    contact_email: str = ""
    representative_name: str = ""
    representative_function: str = ""
    representative_email: str = ""


def dump_part_a(partner: Partnership) -> dict[str, str]:
    """Return what is given of a partner, loaded with its Part A; no query.

    Empty where nothing is; only contents from before there was a Part A lack it.
    """
    given = getattr(partner, "part_a", None)
    stated = {name: getattr(given, name, "") for name in FIELDS}
    return {name: value for name, value in stated.items() if value}


def load_part_a(data: Mapping[str, str] | None) -> FrozenPartA | None:
    """Return what `dump_part_a` wrote; None for contents from before."""
    return None if data is None else FrozenPartA(**data)
