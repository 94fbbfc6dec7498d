"""What parts beside the web server show of themselves: that they work, or fail."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import structlog
from django.db import Error, models, transaction

from alliances import clock
from alliances.worded import Worded
from proposals.enums import Part, TaskEnd
from proposals.models import SignOfLife, TaskFigure

log = structlog.get_logger(__name__)

FRESH = dt.timedelta(seconds=5)
"""How long a sign of life stands before the next one is written.

A thousand mails of one rush would else write one row a thousand times, one after the
other. No page and no alarm asks for less than a minute.
"""
NO_FAILURE = {"failures": 0, "failing_since": None, "failed_at": None}


def note_life(*, part: Part) -> None:
    """Note that a part works now, whatever it failed at before.

    Nothing is written where it was noted a moment ago and has not failed since. Never
    the reason that something fails: a database that is away is logged.
    """
    now = clock.now()
    try:
        if not _is_fresh(part, now):
            seen = {"seen_at": now, **NO_FAILURE}
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


def fails_lately(*, part: Part, times: int, within: dt.timedelta) -> bool:
    """Tell whether a part failed so often since it worked, the last time lately."""
    now, sign = clock.now(), _sign.first(part.value)
    if sign is None or sign.failed_at is None or sign.failures < times:
        return False
    return now - within < sign.failed_at <= now


def _is_fresh(part: Part, now: dt.datetime) -> bool:
    sign = _sign.first(part.value)
    if sign is None or sign.seen_at is None or sign.failures:
        return False
    return now - FRESH < sign.seen_at <= now


@Worded
def _sign(part: str) -> models.QuerySet[SignOfLife]:
    return SignOfLife.objects.filter(part=part).order_by()


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
