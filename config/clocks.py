"""Compares this machine's clock with the database's, from time to time."""

import datetime as dt
import threading
import time

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from alliances import clock

SECONDS, UNKNOWN_SECONDS = 10, 1
"""How often a process compares, and how often until it could for the first time."""
WORTH_A_WORD = dt.timedelta(seconds=5)
"""Codes of second factors change every thirty seconds, sessions end by the minute."""

log = structlog.get_logger(__name__)


class ClockApart(Exception):
    """This machine's clock and that of the database are too far apart."""


def compare() -> dt.timedelta:
    """Ask the database what time it is; return how far it is ahead of us.

    A file is of this machine: there is no other clock.
    """
    if connection.vendor != "postgresql":
        return clock.NONE
    with connection.cursor() as cursor:
        begun, ticks = timezone.now(), time.monotonic()
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
        taken = dt.timedelta(seconds=time.monotonic() - ticks)
    apart: dt.timedelta = theirs - (begun + taken / 2)
    # What may be the way of the answer is no difference of clocks.
    clock.note_apart(apart if abs(apart) > taken else clock.NONE)
    return clock.apart()


def check() -> None:
    """Refuse a clock that would let codes and sessions of people end wrongly."""
    apart = compare()
    if abs(apart) >= WORTH_A_WORD:
        raise ClockApart(f"The database is ahead by {apart.total_seconds():.0f} s.")


def keep_comparing() -> None:
    """Compare now, then in a thread of its own, as long as the process lives."""
    pause = _compared() or UNKNOWN_SECONDS
    thread = threading.Thread(target=_go_on, args=[pause], name="clocks", daemon=True)
    thread.start()


def _go_on(pause: int) -> None:
    while True:
        time.sleep(pause)
        pause = _compared() or pause


def _compared() -> int:
    """Compare, say what is wrong, and return after how many seconds to do it again.

    0 if the database could not be asked: what was known before may still be right.
    """
    try:
        check()
    except ClockApart as error:
        log.error("clock_apart", words=str(error))  # noqa: TRY400  # no crash
    except DatabaseError:
        return 0
    finally:
        connection.close()
    return SECONDS
