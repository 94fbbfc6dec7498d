"""Machines whose clock is wrong: that of one part, not the others'."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from proposals.enums import PackState
from proposals.models import ApplicationPack
from tests.faults.drafts import World
from tests.faults.people import Pressed, Submitter
from tests.faults.stack import Stack, wait_until

SKEWED = Path(__file__).parent / "skewed"
"""What Python reads first there moves its clock. libfaketime of Debian 12 does not do:
waiting fails or never ends in Python 3.11 with it."""
HOUR = 3600
OPEN_SECONDS, WORK_SECONDS = 6, 35
"""How long the call is open once somebody submitted with the wrong clock; how long
workers have theirs, longer than one may be silent."""


def ahead(stack: Stack, world: World) -> str:
    """Let the web server live an hour ahead of the deadline."""
    return _over_a_deadline(stack, world, HOUR)


def behind(stack: Stack, world: World) -> str:
    """Let it live an hour behind."""
    return _over_a_deadline(stack, world, -HOUR)


def workers(stack: Stack, _world: World) -> str:
    """Let both workers write their claims by wrong clocks."""
    with _wrong(stack, worker=HOUR, packs=-HOUR):
        sent, drawn = len(stack.post.mails), _drawn()
        time.sleep(WORK_SECONDS)
        wait_until(lambda: len(stack.post.mails) > sent)
        wait_until(lambda: _drawn() > drawn)
        did = f"sent {len(stack.post.mails) - sent} mails and drew {_drawn() - drawn}"
        connection.close()
    return f"{did} packs by them"


def _drawn() -> int:
    return ApplicationPack.objects.filter(state=PackState.READY).count()


def _over_a_deadline(stack: Stack, world: World, seconds: int) -> str:
    with _wrong(stack, web=seconds):
        wait_until(stack.answers)
        taken = len(_presses(world))
        # Within the hour by which it is wrong: by that clock it would be over, or last.
        world.close_at(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=HOUR / 2))
        wait_until(lambda: len(_presses(world)) > taken)
        deadline = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=OPEN_SECONDS)
        world.close_at(deadline)
        connection.close()
        time.sleep(OPEN_SECONDS)
        wait_until(
            lambda: any(each.sent > deadline.timestamp() for each in _presses(world))
        )
        world.stop(Submitter)
    late = sum(each.is_late for each in _presses(world))
    return f"{late} refused as late"


def _presses(world: World) -> list[Pressed]:
    return [each for one in world.of(Submitter) for each in one.presses]


@contextmanager
def _wrong(stack: Stack, **seconds: int) -> Iterator[None]:
    """Start parts again with clocks that are so many seconds ahead, then rightly."""
    for name, ahead in seconds.items():
        more = {"PYTHONPATH": str(SKEWED), "SKEWED_SECONDS": str(ahead)}
        _restart(stack, name, more)
    try:
        yield
    finally:
        for name in seconds:
            _restart(stack, name, {})


def _restart(stack: Stack, name: str, more: dict[str, str]) -> None:
    part, before = stack[name], stack[name].starts
    part.more = more
    part.ask_to_end()
    wait_until(lambda: part.starts > before)
