"""Signs of life and figures: one row each, whoever writes, and never in the way."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.db.models import Max
from django.utils import timezone
from structlog.testing import capture_logs

from alliances import clock
from proposals.enums import Part, TaskEnd
from proposals.models import SignOfLife, TaskFigure
from proposals.services import signs_of_life
from proposals.services.signs_of_life import add_figures, note_failure, note_life

pytestmark = pytest.mark.django_db


def run(end):
    add_figures(
        task="a.task", end=end, seconds=1.5, statements=3, statement_seconds=0.25
    )


def row():
    return SignOfLife.objects.values(
        "seen_at", "failures", "failing_since", "failed_at"
    ).get()


def test_first_sign_makes_the_row_and_later_ones_move_it():
    note_life(part=Part.PACKS)
    stale = timezone.now() - signs_of_life.FRESH
    SignOfLife.objects.update(seen_at=stale)

    note_life(part=Part.PACKS)

    assert row()["seen_at"] > stale


def test_sign_of_a_moment_ago_is_not_written_anew(django_assert_num_queries):
    note_life(part=Part.MAIL)
    first = row()

    with django_assert_num_queries(1):
        note_life(part=Part.MAIL)

    assert row() == first


def test_sign_ahead_of_the_clock_is_written_anew():
    note_life(part=Part.MAIL)
    ahead = timezone.now() + dt.timedelta(hours=1)
    SignOfLife.objects.update(seen_at=ahead)

    note_life(part=Part.MAIL)

    assert row()["seen_at"] < ahead


def test_signs_are_noted_by_the_clock_of_the_database(monkeypatch):
    ahead = dt.timedelta(hours=1)
    monkeypatch.setattr(clock._Apart, "by", -ahead)

    note_life(part=Part.PACKS)
    note_failure(part=Part.MAIL)

    noted = SignOfLife.objects.aggregate(
        seen=Max("seen_at"), since=Max("failing_since"), failed=Max("failed_at")
    )
    assert all(each < timezone.now() - ahead / 2 for each in noted.values())


def test_failures_are_counted_from_the_first():
    began = timezone.now()
    note_failure(part=Part.MAIL)
    first = row()

    note_failure(part=Part.MAIL)

    second = row()
    assert (second["failures"], second["seen_at"]) == (2, None)
    assert second["failing_since"] == first["failing_since"]
    assert began < second["failing_since"] < second["failed_at"]


def test_sign_of_life_ends_at_once_what_failed():
    note_life(part=Part.MAIL)
    note_failure(part=Part.MAIL)

    note_life(part=Part.MAIL)

    ended = row()
    assert ended.pop("seen_at") is not None
    assert ended == signs_of_life.NO_FAILURE


def test_figures_of_a_task_add_up_by_their_end():
    for end in (TaskEnd.SUCCEEDED, TaskEnd.SUCCEEDED, TaskEnd.FAILED):
        run(end)

    rows = TaskFigure.objects.order_by("end")
    assert [
        (each.end, each.number, each.seconds, each.statements, each.statement_seconds)
        for each in rows
    ] == [("failed", 1, 1.5, 3, 0.25), ("succeeded", 2, 3.0, 6, 0.5)]


@pytest.mark.parametrize(
    ("write", "event"),
    [
        (lambda: note_life(part=Part.BEAT), "life_not_noted"),
        (lambda: note_failure(part=Part.MAIL), "failure_not_noted"),
        (
            lambda: run(TaskEnd.FAILED),
            "figures_not_added",
        ),
    ],
)
def test_database_that_is_away_is_logged_and_not_raised(monkeypatch, write, event):
    def away():
        raise OperationalError

    monkeypatch.setattr("proposals.services.signs_of_life.transaction.atomic", away)

    with capture_logs() as lines:
        write()

    assert [(line["event"], line["error"]) for line in lines] == [
        (event, "OperationalError")
    ]
