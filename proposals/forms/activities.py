"""The work packages that carry an activity out, as a page or a script sends them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from proposals.selectors.form.activities import Carried

MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked, and what the page had shown as ticked."""

    carried: Collection[int]
    seen: Collection[int]


def ticked(data: QueryDict, carried: Carried | None) -> Ticked | None:
    """Return what a page changed about an activity; None for nothing."""
    if carried is None or f"{carried.key}-seen" not in data:
        return None
    now = numbers_in(data.getlist(carried.key))
    seen = numbers_in(str(data[f"{carried.key}-seen"]).split())
    return None if now == seen else Ticked(now, seen)


def numbers_in(typed: Iterable[str]) -> set[int]:
    """Return the numbers among what was sent."""
    return {
        int(each) for each in typed if each.isdecimal() and len(each) <= MOST_DIGITS
    }
