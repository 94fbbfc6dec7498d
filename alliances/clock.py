"""What time it is: the database's clock decides, whichever machine asks.

A deadline must be one moment for all, and a worker is dead when it was silent for so
long, not when its clock is another. Each process compares its clock with the database's
now and then (`config/clocks.py`); in between it counts on its own. Clocks that are less
than a second apart are taken as they are.
"""

import datetime as dt

from django.utils import timezone

NONE = dt.timedelta(0)


class _Apart:
    """How far the database is ahead of this process."""

    by = NONE


def now() -> dt.datetime:
    """Return what time it is by the clock of the database, as far as it is known."""
    return timezone.now() + _Apart.by


def by_the_database(moment: dt.datetime) -> dt.datetime:
    """Return a moment of this machine's clock by that of the database."""
    return moment + _Apart.by


def apart() -> dt.timedelta:
    """Return how far the database's clock is ahead of this machine's."""
    return _Apart.by


def note_apart(by: dt.timedelta) -> None:
    """Say how far it is ahead; less than a second counts as nothing."""
    _Apart.by = by if abs(by) >= dt.timedelta(seconds=1) else NONE
