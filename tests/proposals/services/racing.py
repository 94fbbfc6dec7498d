"""Runs acts at the same moment in real threads, and takes a guard away to show why."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import connection, connections, models

PATIENCE = 20
"""Seconds after which a test that hangs fails instead."""


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Return what each act returned or raised, all started at the same moment."""
    start = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(PATIENCE)
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001  # the outcome is what tests look at
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(place, act))
        for place, act in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def meeting(people: int = 2, *, patience: float = PATIENCE) -> Callable[[], None]:
    """Return a place where threads wait for each other.

    With less patience they go on alone: where an engine lets only one in, the other
    cannot come.
    """
    barrier = threading.Barrier(people)

    def wait() -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(patience)

    return wait


@contextmanager
def without_constraint(model: type[models.Model], name: str) -> Iterator[None]:
    """Drop a constraint, and put it back on the emptied table."""
    constraints = model._meta.constraints
    (constraint,) = [each for each in constraints if each.name == name]
    # SQLite makes the table anew from what the model says.
    model._meta.constraints = [each for each in constraints if each is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        model._meta.constraints = constraints
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)
