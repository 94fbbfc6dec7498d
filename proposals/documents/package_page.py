"""What the section on the official documents is given, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One document of the official package."""

    name: str
    feeds: str
    """Which sections of this pack hold what goes into it."""
    state: str
    """What this pack knows of it; empty where that is nothing."""


@dataclass(frozen=True, slots=True)
class CrossTotal:
    """A figure that stands in several documents and must be the same in all."""

    name: str
    amount: str
    programme: str
    """Its part for Programme countries; empty where it is not split."""
    partner: str
    stands_in: str
    """The documents it stands in."""
    note: str
    """Where two places of this application say different things; or empty."""


@dataclass(frozen=True, slots=True)
class OfficialPackage:
    """The checklist of the official documents, and the figures they share."""

    documents: tuple[OfficialDocument, ...]
    totals: tuple[CrossTotal, ...]
