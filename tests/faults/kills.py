"""Parts that are killed, and cables that are cut."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import psutil
from django.db import connection

from proposals.enums import PackState
from proposals.models import ApplicationPack
from tests.faults.drafts import World
from tests.faults.stack import Stack, wait_until

AWAY = 4.0
"""Seconds a server is gone."""


def web_worker(stack: Stack, _world: World) -> str:
    """Kill each of gunicorn's processes, the next once another stands in for it."""
    workers = stack["web"].family()[1:]
    for number, each in enumerate(workers, 1):
        each.kill()
        wait_until(partial(_has_others, stack, workers, number))
    return "gunicorn's own processes were started anew"


def _has_others(stack: Stack, former: list[psutil.Process], number: int) -> bool:
    """Say whether gunicorn has started so many beside those it had."""
    present = {each for each in stack["web"].family()[1:] if _is_alive(each)}
    return len(present - set(former)) >= number


def _is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def web_whole(stack: Stack, _world: World) -> None:
    """Kill gunicorn with its processes; compose starts it again."""
    stack["web"].kill9()


def web_master(stack: Stack, _world: World) -> None:
    """Kill gunicorn's first process alone: the others must not stay behind."""
    others = stack["web"].family()[1:]
    stack["web"].kill9(only_first=True)
    wait_until(lambda: not any(map(_is_alive, others)))


def default_worker(stack: Stack, _world: World) -> str:
    """Kill the worker of mails while it talks to the mail server."""
    stack.post.is_open.clear()
    try:
        wait_until(lambda: stack.post.waiting)
        held = stack.post.waiting
        stack["worker"].kill9()
    finally:
        stack.post.is_open.set()
    return f"killed with {held} mails in hand"


def packs_worker(stack: Stack, _world: World) -> str:
    """Kill the worker of packs while it draws one."""
    drawing = ApplicationPack.objects.filter(state=PackState.RENDERING)
    wait_until(drawing.exists)
    stack["packs"].kill9()
    return "killed while it drew"


def beat(stack: Stack, _world: World) -> str:
    """Kill beat three times, also while it writes its schedule."""
    for _time in range(3):
        before = stack["beat"].starts
        stack["beat"].kill9()
        wait_until(partial(_is_started_since, stack, before))
        time.sleep(1.5)
    return "started again on the same schedule"


def _is_started_since(stack: Stack, starts: int) -> bool:
    return stack["beat"].starts > starts


def broker(stack: Stack, _world: World) -> None:
    """Kill Valkey, and start it with what it had written."""
    _away(stack, "valkey")


def broker_empty(stack: Stack, _world: World) -> None:
    """Kill Valkey, and start it with nothing."""
    _away(stack, "valkey", forget=True)


def database(stack: Stack, _world: World) -> None:
    """Kill PostgreSQL's first process; it recovers from its log."""
    connection.close()
    _away(stack, "postgres", only_first=True)


def database_process(stack: Stack, _world: World) -> str:
    """Kill one process of PostgreSQL: it ends all others and recovers."""
    connection.close()
    backends = [
        each
        for each in stack["postgres"].family()[1:]
        if "alliances alliances" in " ".join(each.cmdline())
    ]
    backends[0].kill()
    time.sleep(2)
    return f"one of {len(backends)} connections"


def _away(
    stack: Stack, name: str, *, only_first: bool = False, forget: bool = False
) -> None:
    part = stack[name]
    part.is_held = True
    part.kill9(only_first=only_first)
    if forget:
        stack.forget_queue()
    time.sleep(AWAY)
    part.is_held = False


def cut(name: str, seconds: float) -> Callable[[Stack, World], None]:
    """Drop everything between the product and a server, without a word."""

    def inject(stack: Stack, _world: World) -> None:
        connection.close()
        stack.cables[name].cut()
        time.sleep(seconds)
        stack.cables[name].mend()

    return inject
