"""What each task of the workers took, and that they and the clock live.

Workers are asked by no monitor: they have no port, are many and are killed. Each adds
what a task took to the row of that task, and `/metrics` of the web server tells it.
"""

import time
from dataclasses import dataclass, field

from celery import Task, signals
from django.db import close_old_connections, connection

from config.metrics import Statements

SIGN = "proposals.tasks.show_life"
"""Sent by the clock alone, so that sending it is its own sign of life."""
ENDS = {"SUCCESS": "succeeded", "FAILURE": "failed", "RETRY": "retried"}
"""Celery's words; a task that was refused or ignored did nothing."""


@dataclass(slots=True)
class Run:
    """One task while it runs."""

    statements: Statements
    began: float = field(default_factory=time.perf_counter)


_running: dict[str, Run] = {}


def measure_tasks() -> None:
    """Have every task of this process measured, and each tick of the clock noted."""
    signals.task_prerun.connect(begin_task)
    signals.task_postrun.connect(end_task)
    signals.before_task_publish.connect(note_clock, sender=SIGN)


def begin_task(task_id: str, task: Task[..., object], **_: object) -> None:
    """Count statements from here on."""
    name = str(task.name)
    run = _running[task_id] = Run(Statements(lambda: {"task": name}))
    connection.execute_wrappers.append(run.statements)


def end_task(
    task_id: str, task: Task[..., object], state: str | None = None, **_: object
) -> None:
    """Write down what the task took; its end shows that somebody works its queue."""
    # Rows can be named only once the apps are there, and Celery is among the first.
    from proposals.enums import Part, TaskEnd  # noqa: PLC0415  # needs the app registry
    from proposals.services import signs_of_life  # noqa: PLC0415  # as above

    if (run := _running.pop(task_id, None)) is None:
        return
    taken = time.perf_counter() - run.began
    connection.execute_wrappers.remove(run.statements)
    if state in ENDS:
        signs_of_life.add_figures(
            task=str(task.name),
            end=TaskEnd(ENDS[state]),
            seconds=taken,
            statements=run.statements.number,
            statement_seconds=run.statements.seconds,
        )
    queue = (task.request.delivery_info or {}).get("routing_key")
    if queue in Part.values:
        signs_of_life.note_life(part=Part(queue))


def note_clock(**_: object) -> None:
    """Note that the clock sends: it has no task of its own that would show it."""
    from proposals.enums import Part  # noqa: PLC0415  # needs the app registry
    from proposals.services import signs_of_life  # noqa: PLC0415  # as above

    close_old_connections()
    signs_of_life.note_life(part=Part.BEAT)
