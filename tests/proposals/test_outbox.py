"""Messages leave after commit, and a broken queue breaks nothing."""

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

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
