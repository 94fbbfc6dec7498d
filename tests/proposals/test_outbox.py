"""Messages leave after commit, and a broken queue breaks nothing."""

import time

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from alliances import outbox as of_alliances
from proposals import outbox

pytestmark = pytest.mark.django_db(transaction=True)

JOB = ("proposals.tasks.render_pack", ["key"])


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(
        current_app,
        "send_task",
        lambda name, args, **_options: messages.append((name, args)),
    )
    return messages


def test_message_leaves_after_commit(sent):
    with transaction.atomic():
        outbox.add("pack", "key")
        before = list(sent)

    assert before == []
    assert sent == [JOB]


def test_many_leave_as_one_message_that_a_worker_makes_many(sent):
    current_app.loader.import_default_modules()
    with transaction.atomic():
        outbox.add_tasks("proposals.tasks.render_pack", ["one", "two"])
    (message,) = sent
    name, arguments = message
    sent.clear()

    current_app.tasks[name](*arguments)

    assert sent == [
        ("proposals.tasks.render_pack", ["one"]),
        ("proposals.tasks.render_pack", ["two"]),
    ]


def test_the_first_that_cannot_be_sent_ends_it(monkeypatch):
    tried = []

    def refuse(*message):
        tried.append(message)
        return False

    monkeypatch.setattr("proposals.outbox._send", refuse)

    outbox.send_each("proposals.tasks.render_pack", ["one", "two"])

    assert tried == [("proposals.tasks.render_pack", "one")]


def test_message_does_not_leave_after_rollback(sent):
    with transaction.atomic():
        outbox.add("pack", "key")
        transaction.set_rollback(True)
    with transaction.atomic():
        outbox.add("pack", "other")

    assert sent == [("proposals.tasks.render_pack", ["other"])]


@pytest.mark.parametrize("trouble", [OperationalError("no broker"), OSError("full")])
def test_broken_queue_is_logged_and_passed_over(monkeypatch, caplog, trouble):
    def refuse(*_args, **_options):
        raise trouble

    monkeypatch.setattr(current_app, "send_task", refuse)

    with transaction.atomic():
        outbox.add("pack", "key")

    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "message_not_sent" in caplog.text


def test_unknown_kind_is_a_mistake():
    with pytest.raises(KeyError):
        outbox.add("letter", "key")


def test_every_kind_has_its_task():
    current_app.loader.import_default_modules()

    assert set(outbox.TASKS.values()) - set(current_app.tasks) == set()


@pytest.fixture
def queue(monkeypatch):
    """Give a queue that takes so many seconds to fail, by a clock of its own."""

    class Queue:
        now, takes, asked = 100.0, 0.0, 0

        def fail(self, *_args, **_options):
            self.asked += 1
            self.now += self.takes
            raise OperationalError("no answer")

    queue = Queue()
    monkeypatch.setattr(time, "monotonic", lambda: queue.now)
    monkeypatch.setattr(of_alliances._last, "rests_until", 0.0)
    monkeypatch.setattr(current_app, "send_task", queue.fail)
    return queue


def test_after_one_message_waited_in_vain_the_next_are_left_to_the_sweeper(queue):
    queue.takes = 5.0

    outbox.add_task("a letter", "1")
    outbox.add_task("a letter", "2")
    asked = queue.asked
    queue.now += of_alliances.REST_SECONDS
    outbox.add_task("a letter", "3")

    assert (asked, queue.asked) == (1, 2)


def test_a_queue_that_refuses_is_asked_each_time(queue):
    outbox.add_task("a letter", "1")
    outbox.add_task("a letter", "2")

    assert queue.asked == 2
