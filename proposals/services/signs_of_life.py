"""What parts beside the web server show of themselves: that they work, or fail."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.db import Error, models, transaction

from alliances import clock
from proposals.enums import Part, TaskEnd
from proposals.models import SignOfLife, TaskFigure

log = structlog.get_logger(__name__)

NO_FAILURE = {"failures": 0, "failing_since": None, "failed_at": None}


def note_life(*, part: Part) -> None:
    """Note that a part works now, whatever it failed at before.

    Never the reason that something fails: a database that is away is logged.
    """
    try:
        seen = {"seen_at": clock.now(), **NO_FAILURE}
        _write(SignOfLife(part=part), seen, key=("part",))
    except Error as error:
        log.warning("life_not_noted", part=part, error=type(error).__name__)


def note_failure(*, part: Part) -> None:
    """Note that a part failed; the first failure since it worked keeps its moment."""
    now = clock.now()
    since = models.functions.Coalesce("failing_since", models.Value(now))
    failures = models.F("failures") + 1
    try:
        failed = {"failures": failures, "failing_since": since, "failed_at": now}
        _write(SignOfLife(part=part), failed, key=("part",))
    except Error as error:
        log.warning("failure_not_noted", part=part, error=type(error).__name__)


def add_figures(
    *,
    task: str,
    end: TaskEnd,
    seconds: float,
    statements: int,
    statement_seconds: float,
) -> None:
    """Add what one run of a task took to what is known of the task.

    A row, not a worker's memory: workers are many, are killed, and end after fifty
    tasks. Never the reason that a task fails.
    """
    added = {
        "number": models.F("number") + 1,
        "seconds": models.F("seconds") + seconds,
        "statements": models.F("statements") + statements,
        "statement_seconds": models.F("statement_seconds") + statement_seconds,
    }
    try:
        _write(TaskFigure(task=task, end=end), added, key=("task", "end"))
    except Error as error:
        log.warning("figures_not_added", task=task, error=type(error).__name__)


def _write(
    blank: SignOfLife | TaskFigure,
    values: Mapping[str, object],
    *,
    key: tuple[str, ...],
) -> None:
    """Write into the one row of a key, which two may be the first to need."""
    model: Any = type(blank)
    rows = model.objects.filter(**{name: getattr(blank, name) for name in key})
    with transaction.atomic():
        if not rows.update(**values):
            model.objects.bulk_create([blank], ignore_conflicts=True)
            rows.update(**values)
