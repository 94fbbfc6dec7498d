"""The queue: nothing half-written is seen, and a killed worker comes back."""

import datetime as dt
import os
import socket
import subprocess
import sys
import threading
import time
from queue import Empty
from types import SimpleNamespace

import pytest
import time_machine
from celery import Celery, current_app
from celery.worker.request import Request
from django.conf import settings
from django.utils import timezone
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.transport import filesystem
from kombu.utils.json import dumps

from config import broker, celery
from config.schedule import BOUNCES, HOUR, SCHEDULE, VOID_AFTER
from proposals import outbox

YIELDING = """
import os
from celery import signals
from config import celery

signals.worker_init.send(sender=None)
print(os.nice(0))
"""
"""A worker begins in a process of its own: nicer once, a process stays so."""


@pytest.fixture
def queue(tmp_path):
    """Open our folder queue in a folder of its own, one connection per call."""

    def connect(transport=broker.Transport):
        options = broker.folder_options(tmp_path / "queue")
        link = Connection(broker.FOLDER_URL, transport=transport)
        link.transport_options = options
        return link

    return connect


def test_messages_come_back_in_order(queue):
    with queue() as link:
        line = link.SimpleQueue("line")
        for number in range(5):
            line.put({"number": number})
        found = [line.get(timeout=2).payload["number"] for _ in range(5)]

    assert found == [0, 1, 2, 3, 4]


def broken_reads(queue, transport, monkeypatch):
    """Count empty messages a reader sees while a slow writer writes."""

    def slow_dumps(payload):
        time.sleep(0.05)
        return dumps(payload)

    monkeypatch.setattr("kombu.transport.filesystem.dumps", slow_dumps)
    monkeypatch.setattr("config.broker.dumps", slow_dumps)
    with queue(broker.Transport) as maker:
        maker.default_channel.queue_declare("line")
    broken: list[Exception] = []
    done = threading.Event()

    def read():
        with queue(transport) as link:
            while not done.is_set():
                try:
                    link.default_channel._get("line")
                except Empty:
                    continue
                except ValueError as error:
                    broken.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    with queue(transport) as link:
        for number in range(5):
            link.default_channel._put("line", {"number": number})
    done.set()
    reader.join()
    return len(broken)


def test_half_written_message_is_never_seen(queue, monkeypatch):
    assert broken_reads(queue, filesystem.Transport, monkeypatch) > 0, (
        "kombu mended this: our transport can go"
    )
    assert broken_reads(queue, broker.Transport, monkeypatch) == 0


def test_bindings_are_not_lost_by_several_writers(queue):
    def bind(number):
        with queue() as link:
            link.default_channel._queue_bind("line", f"key{number}", "", f"q{number}")

    writers = [threading.Thread(target=bind, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with queue() as link:
        assert len(link.default_channel.get_table("line")) == 12


def test_queues_and_limits_are_what_the_renderer_counts_on():
    conf = current_app.conf

    assert conf.accept_content == ["json"]
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.task_soft_time_limit < conf.task_time_limit
    assert conf.worker_max_tasks_per_child == 50
    assert {q.name: q.routing_key for q in conf.task_queues} == {
        "default": "default",
        "packs": "packs",
    }


def test_whatever_draws_is_sent_to_the_workers_that_draw():
    tasks = (*outbox.TASKS.values(), outbox.SPREAD)
    route = current_app.amqp.router.route

    queues = {name: route({}, name)["queue"].name for name in tasks}

    drawing = dict.fromkeys(outbox.TASKS.values(), "packs")
    assert queues == {**drawing, outbox.SPREAD: "default"}


def test_sweeper_is_scheduled_and_sent_at_start():
    sent: list[str] = []

    class Sender:
        class app:  # noqa: N801  # an attribute of a worker
            send_task = staticmethod(sent.append)

    celery.sweep_at_start(sender=Sender)  # type: ignore[arg-type]  # stands in for a worker

    scheduled = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert sent == [celery.SWEEPER]
    assert scheduled == {
        celery.SWEEPER,
        "proposals.tasks.delete_ended_sessions",
        "proposals.tasks.delete_expired_sandboxes",
        "proposals.tasks.forget_old_calls",
        "proposals.tasks.seal_packs",
        "proposals.tasks.show_life",
        "proposals.tasks.tell_news",
    }


def test_what_is_scheduled_exists():
    current_app.loader.import_default_modules()

    everything = {**settings.CELERY_BEAT_SCHEDULE, **BOUNCES}
    scheduled = {each["task"] for each in everything.values()}
    assert scheduled - current_app.tasks.keys() == set()


def test_redis_waits_longer_than_the_longest_task():
    options = broker.redis_options(longest_task=300)

    assert options["visibility_timeout"] > 300


def test_nobody_waits_for_a_broker_that_answers_nothing():
    options = broker.redis_options(longest_task=300)

    assert options["socket_timeout"] <= 5
    assert options["socket_connect_timeout"] <= 2
    assert options["health_check_interval"] <= 5


def test_sender_does_not_wait_for_a_broker_that_is_away():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{probe.getsockname()[1]}/0"  # nobody listens
        options = broker.redis_options(longest_task=300)
        app = Celery(
            broker=address, broker_transport_options=options, set_as_current=False
        )
        begun = time.monotonic()

        for _message in range(2):
            with pytest.raises(OperationalError):
                app.send_task("anything", retry=False)

    assert time.monotonic() - begun < 2


def is_left_out(entry, *, seconds):
    """Say whether a worker leaves out what beat sends, by a clock ahead of beat's."""
    options = {"expires": entry["options"]["expires"]}
    sent = current_app.amqp.as_task_v2("one", entry["task"], **options)
    message = SimpleNamespace(
        headers=sent.headers, body=sent.body, properties={}, delivery_info={}
    )
    by_that_clock = timezone.now() + dt.timedelta(seconds=seconds)
    with time_machine.travel(by_that_clock, tick=False):
        return bool(Request(message, app=current_app, decoded=True).maybe_expire())


@pytest.mark.parametrize("name", [*SCHEDULE, *BOUNCES])
def test_worker_whose_clock_is_minutes_ahead_of_beat_does_what_it_sends(name):
    current_app.loader.import_default_modules()
    entry = {**SCHEDULE, **BOUNCES}[name]

    assert not is_left_out(entry, seconds=VOID_AFTER - 1)
    assert is_left_out(entry, seconds=24 * HOUR)


def test_worker_sweeps_at_start_also_after_kill(worker):
    swept = f"{celery.SWEEPER}"
    deadline = time.monotonic() + 15
    while f"Task {swept}" not in worker.output and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"Task {swept}" in worker.output

    worker.kill9()
    seen = len(worker.output)
    worker.start()
    deadline = time.monotonic() + 15
    while f"Task {swept}" not in worker.output[seen:] and time.monotonic() < deadline:
        time.sleep(0.1)

    assert f"Task {swept}" in worker.output[seen:]


def test_workers_let_pages_go_before_them():
    told = subprocess.run(
        [sys.executable, "-c", YIELDING], capture_output=True, text=True, check=True
    )

    assert int(told.stdout) == min(os.nice(0) + celery.YIELDS, 19)
