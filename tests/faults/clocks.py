"""Machines whose clock is wrong, by libfaketime: that of one part, not the others'."""

import datetime as dt
import time
from pathlib import Path

from django.db import connection

from tests.faults.drafts import World
from tests.faults.people import Submitter
from tests.faults.stack import Stack, wait_until

LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")
"""Of Debian's package libfaketime."""
HOUR = 3600
OPEN_SECONDS, CLOSED_SECONDS = 8, 6
"""How long the call takes submissions once the clock is wrong, and how long not."""


def ahead(stack: Stack, world: World) -> str:
    """Let the web server live an hour ahead of the deadline."""
    return _over_a_deadline(stack, world, HOUR)


def behind(stack: Stack, world: World) -> str:
    """Let it live an hour behind."""
    return _over_a_deadline(stack, world, -HOUR)


def workers(stack: Stack, _world: World) -> str:
    """Let both workers write their claims by wrong clocks."""
    _set(stack, "worker", HOUR)
    _set(stack, "packs", -HOUR)
    time.sleep(35)  # longer than a worker may be silent
    for name in ("worker", "packs"):
        _right(stack, name)
    return "for 35 s, longer than a worker may be silent"


def _over_a_deadline(stack: Stack, world: World, seconds: int) -> str:
    _set(stack, "web", seconds)
    wait_until(stack.answers, seconds=60)
    deadline = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=OPEN_SECONDS)
    world.close_at(deadline)
    connection.close()
    time.sleep(OPEN_SECONDS + CLOSED_SECONDS)
    world.stop(Submitter)
    _right(stack, "web")
    return "as the workers and the database have it, the deadline was passed in between"


def _set(stack: Stack, name: str, seconds: int) -> None:
    if not LIBRARY.exists():
        raise RuntimeError(
            "Debian's package libfaketime is missing: apt-get install it."
        )
    part = stack[name]
    part.more = {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME": f"{seconds:+d}s",
        # Waiting takes as long as it takes, whatever the time of day is.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # gunicorn reads the signs of life of its workers off a file.
        "NO_FAKE_STAT": "1",
    }
    _restart(stack, name)


def _right(stack: Stack, name: str) -> None:
    stack[name].more = {}
    _restart(stack, name)


def _restart(stack: Stack, name: str) -> None:
    part, before = stack[name], stack[name].starts
    part.ask_to_end()
    wait_until(lambda: part.starts > before, seconds=60)
