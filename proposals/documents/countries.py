"""Countries as a document of the European institutions prints them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

PROTOCOL_ORDER = (
    *("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY"),
    *("LV", "LT", "LU", "HU", "MT", "NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI"),
    *("SE", "UK"),
)
"""Member States of the period, by their names in their own languages; others follow."""

DESIGNATED = ("XK", "PS")
"""Codes that carry a note on their designation."""


def protocol_rank(code: str) -> tuple[int, str]:
    """Return the sort key of an EU code: protocol order, then the alphabet."""
    if code in PROTOCOL_ORDER:
        return PROTOCOL_ORDER.index(code), code
    return len(PROTOCOL_ORDER), code


def in_protocol_order(codes: Iterable[str]) -> list[str]:
    """Return distinct EU codes in the order of an official listing."""
    return sorted(set(codes), key=protocol_rank)


def designation_notes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the notes that `codes` call for, in our own words.

    The official footnotes were not read, so nothing is quoted and the note says so.
    """
    present = set(codes)
    return tuple([_note(code) for code in DESIGNATED if code in present])


def _note(code: str) -> str:
    if code == "XK":
        return _(
            "Kosovo (XK): this designation is used without prejudice to positions on "
            "status. Official documents give the full wording, which refers to the "
            "United Nations Security Council and the International Court of Justice; "
            "it was not read for this pack, so this note is in our own words."
        )
    return _(
        "Palestine (PS): this designation is used without prejudice to positions on "
        "status. The wording of official documents was not read for this pack, so "
        "this note is in our own words."
    )
