"""What is measured of each task, and that its end shows life of its queue."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from celery import current_app, signals
from celery.exceptions import Retry
from django.db import connection
from django.utils import timezone
from structlog.testing import capture_logs

from config import metrics, worker_figures
from proposals.enums import Part
from proposals.models import SignOfLife, TaskFigure

pytestmark = pytest.mark.django_db

SECRET = "ada@example.org"


@pytest.fixture
def task():
    """Give a task that sends two statements and then does what it is told."""

    @current_app.task(name="tests.two_statements", bind=True, shared=False)
    def two_statements(self, raised=""):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", [SECRET])
            cursor.execute("SELECT %s", [SECRET])
        if raised == "Retry":
            raise self.retry(countdown=0, max_retries=0, exc=ValueError(SECRET))
        if raised:
            raise ValueError(SECRET)

    yield two_statements
    current_app.tasks.pop("tests.two_statements")


def run(task, queue="packs", state="SUCCESS"):
    """Run a task as a worker does that took it off this queue."""
    request = SimpleNamespace(delivery_info={"routing_key": queue})
    named = SimpleNamespace(name=task.name, request=request)
    signals.task_prerun.send(sender=task, task_id="1", task=named)
    task.run()
    signals.task_postrun.send(sender=task, task_id="1", task=named, state=state)


@pytest.mark.parametrize(
    ("state", "end"),
    [("SUCCESS", "succeeded"), ("FAILURE", "failed"), ("RETRY", "retried")],
)
def test_task_is_counted_by_its_end_with_its_statements(task, state, end):
    run(task, state=state)

    row = TaskFigure.objects.get()
    assert (row.task, row.end, row.number, row.statements) == (task.name, end, 1, 2)
    assert row.seconds > row.statement_seconds > 0


def test_task_that_was_ignored_is_a_sign_of_life_and_no_figure(task):
    run(task, state="IGNORED")

    assert TaskFigure.objects.count() == 0
    assert SignOfLife.objects.get().part == Part.PACKS


def test_failure_within_the_task_is_counted(task):
    task.apply(kwargs={"raised": "ValueError"})
    with pytest.raises((Retry, ValueError)):
        task.apply(kwargs={"raised": "Retry"}, throw=True)

    ends = TaskFigure.objects.values_list("end", flat=True)
    assert list(ends) == ["failed"]


def test_statements_after_the_end_are_nobodys(task):
    run(task)
    before = len(connection.execute_wrappers)

    list(TaskFigure.objects.all())

    assert TaskFigure.objects.get().statements == 2
    assert before == len(connection.execute_wrappers) == 0


@pytest.mark.parametrize("queue", ["default", "packs"])
def test_end_of_a_task_shows_life_of_its_queue(task, queue):
    run(task, queue)

    recent = timezone.now() - timedelta(seconds=5)
    assert SignOfLife.objects.filter(part=queue, seen_at__gt=recent).count() == 1


def test_sending_the_sign_shows_life_of_the_clock(monkeypatch):
    # It would close the connection that rolls this test back.
    monkeypatch.setattr(worker_figures, "close_old_connections", lambda: None)

    for sender in ("proposals.tasks.tell_news", worker_figures.SIGN):
        signals.before_task_publish.send(sender=sender, headers={})

    assert [each.part for each in SignOfLife.objects.all()] == [Part.BEAT]


def test_slow_statement_is_told_with_the_name_of_its_task(task, monkeypatch):
    monkeypatch.setattr(metrics, "SLOW_SECONDS", 0)

    with capture_logs() as lines:
        run(task)

    told = [{**line, "milliseconds": 0} for line in lines]
    assert (
        told
        == [
            {
                "event": "slow_statement",
                "log_level": "warning",
                "task": task.name,
                "sql": "SELECT %s",
                "milliseconds": 0,
            }
        ]
        * 2
    )
