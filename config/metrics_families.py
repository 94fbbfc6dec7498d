"""What workers and other parts wrote into rows, in the form a monitor reads."""

import shutil
from collections.abc import Iterator, Sequence

from django.conf import settings
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from proposals.models import SignOfLife, TaskFigure


def task_families(rows: Sequence[TaskFigure]) -> Iterator[Metric]:
    """Yield what the workers' tasks took since the installation began."""
    tasks = CounterMetricFamily(
        "alliances_tasks", "Tasks of workers by their end.", labels=("task", "end")
    )
    seconds = CounterMetricFamily(
        "alliances_task_seconds", "How long tasks took.", labels=("task", "end")
    )
    statements = CounterMetricFamily(
        "alliances_task_statements",
        "Statements tasks sent to the database.",
        labels=("task", "end"),
    )
    statement_seconds = CounterMetricFamily(
        "alliances_task_database_seconds",
        "How long these statements took.",
        labels=("task", "end"),
    )
    for row in rows:
        labels = (row.task, row.end)
        tasks.add_metric(labels, row.number)
        seconds.add_metric(labels, row.seconds)
        statements.add_metric(labels, row.statements)
        statement_seconds.add_metric(labels, row.statement_seconds)
    yield from (tasks, seconds, statements, statement_seconds)


def life_families(rows: Sequence[SignOfLife]) -> Iterator[Metric]:
    """Yield when parts last worked, what they failed at since, and the room left."""
    seen = GaugeMetricFamily(
        "alliances_last_sign_of_life_timestamp_seconds",
        "When a part last worked.",
        labels=("part",),
    )
    failures = GaugeMetricFamily(
        "alliances_failures_since_sign_of_life",
        "How often a part failed since it last worked.",
        labels=("part",),
    )
    for row in rows:
        if row.seen_at:
            seen.add_metric((row.part,), row.seen_at.timestamp())
        failures.add_metric((row.part,), row.failures)
    yield from (seen, failures)
    yield GaugeMetricFamily(
        "alliances_data_free_bytes",
        "Room on the disk of DATA_DIR.",
        value=shutil.disk_usage(settings.DATA_DIR).free,
    )
