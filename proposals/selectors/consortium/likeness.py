"""What tells organisations apart, and why two statements may mean one of them."""

import hashlib
import json
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from alliances.files.lookalikes import Resemblance, resemblance
from alliances.files.names import searchable
from alliances.partner import Partner
from eligibility.core import normalised


class Why(IntEnum):
    """Why two may be one organisation, the strongest reason first."""

    SAME_PIC = 1
    SAME_NAME = 2
    ALIKE = 3
    PART = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells organisations apart; country and PIC may be empty."""

    name: str
    """As it is searched: without accents, case and signs."""
    country: str
    pic: str
    stated: str = ""
    """The name as it was stated."""

    def may_be(self, other: "Likeness") -> bool:
        """Say whether both state one organisation; PICs decide if both have one."""
        if self.pic and other.pic:
            return self.pic == other.pic
        if not self.is_near(other):
            return False
        return bool(self.name) and self.name == other.name

    def is_near(self, other: "Likeness") -> bool:
        """Say whether the countries leave it open that both are one."""
        return not (self.country and other.country) or self.country == other.country

    def why(self, other: "Likeness") -> Why | None:
        """Return why both may mean one organisation, None if nothing says so."""
        if self.may_be(other):
            has_pic = bool(self.pic) and self.pic == other.pic
            return Why.SAME_PIC if has_pic else Why.SAME_NAME
        if (self.pic and other.pic) or not self.is_near(other):
            return None
        found = resemblance(self.stated, other.stated)
        if found is None:
            return None
        return Why.PART if found is Resemblance.PART else Why.ALIKE

    def is_counted_once_with(self, other: "Likeness") -> bool:
        """Say whether the rules take both for one organisation, as the engine does."""
        if self.pic and other.pic:
            return self.pic == other.pic
        if not self.country or self.country != other.country:
            return False
        return normalised(self.stated) == normalised(other.stated)


@lru_cache(maxsize=4096)  # the same names are compared on every page of an alliance
def likeness(name: str, country: str | None, pic: str | None) -> Likeness:
    """Return what tells an organisation apart, from what is stated of it."""
    return Likeness(searchable(name), country or "", pic or "", name)


def likeness_of(row: Partner) -> Likeness:
    """Return what tells a partner apart."""
    return likeness(row.name, row.country_id, row.pic)


def pair_digest(one: Likeness, other: Likeness) -> str:
    """Return the SHA-256 of what is stated of two, whichever comes first.

    An answer about them is kept under it: once one of both states something else, the
    answer is about other organisations.
    """
    stated = sorted([each.stated, each.country, each.pic] for each in (one, other))
    return hashlib.sha256(json.dumps(stated).encode()).hexdigest()
