"""Caps: at most so many mails of a kind within any stretch of time."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from proposals.errors import Refused

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` within any stretch of time as long as `within`."""

    most: int
    within: dt.timedelta
    of_one: bool = False
    """Whether only what the person sent counts who wants to send more."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail that was asked for before."""

    email: str
    """In small letters."""
    at: dt.datetime
    is_mine: bool = True
    """Whether the person asked for it who wants to send more."""


def require_room(
    *,
    wanted: int,
    sent: Iterable[Sent],
    caps: Iterable[Cap],
    now: dt.datetime,
    refuse: Callable[[dt.datetime | None], Refused],
) -> None:
    """Raise what `refuse` makes of the moment from which all that is wanted fits.

    It is None where more is wanted than ever fits at once.
    """
    before = list(sent)
    for cap in caps:
        counted = (each for each in before if each.is_mine or not cap.of_one)
        times = sorted(each.at for each in counted if each.at > now - cap.within)
        surplus = len(times) + wanted - cap.most
        if surplus > 0:
            fits = wanted <= cap.most
            raise refuse(times[surplus - 1] + cap.within if fits else None)
