"""A real Celery worker beside the tests, to be stopped or killed by them."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.conf import settings
from django.db import connection

from config import processes

READY_SECONDS = 30


class Worker:
    """`celery worker --beat` on the test's own database and queue."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._child: processes.Child | None = None

    def start(self) -> None:
        """Start, and return once the worker takes tasks."""
        assert self._child is None, "the worker runs already"
        seen = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self._child = processes.start(
                "worker",
                _command(),
                environment=environment_of_the_test(),
                output=output,
            )
        deadline = time.monotonic() + READY_SECONDS
        while b" ready" not in self.log.read_bytes()[seen:]:
            if not self._child.running or time.monotonic() > deadline:
                raise AssertionError(f"The worker did not start:\n{self.output}")
            time.sleep(0.05)

    @property
    def output(self) -> str:
        """Return what the worker has printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    @property
    def pid(self) -> int:
        """Return the process id of the worker's main process."""
        assert self._child is not None, "the worker does not run"
        return self._child.process.pid

    def kill9(self) -> None:
        """Kill the worker and its pool as a power cut would: no goodbye."""
        if self._child is None:
            return
        # The pool's processes first lose their parent otherwise and escape the list.
        family = [psutil.Process(self.pid)]
        family += family[0].children(recursive=True)
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        self._child.kill()
        self._child = None

    def stop(self, *, patience: float = 20) -> None:
        """Let the worker finish what it has in hand, then end it."""
        if self._child is None:
            return
        processes.stop([self._child], patience=patience)
        self._child = None


@contextmanager
def running_worker(folder: Path) -> Iterator[Worker]:
    """Start a worker for a test, with an empty queue; leave nothing behind."""
    _empty_queue()
    worker = Worker(folder / "worker.log")
    worker.start()
    try:
        yield worker
    finally:
        with suppress(psutil.NoSuchProcess):
            worker.kill9()
        _empty_queue()


def _command() -> list[str]:
    schedule = settings.DATA_DIR / f"beat-{time.time_ns()}"
    return [
        *(sys.executable, "-m", "celery", "-A", "config", "worker", "--beat"),
        *("--schedule", str(schedule), "--concurrency", "2", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def environment_of_the_test() -> dict[str, str]:
    """Point the worker at the test's database, which has a name of its own."""
    environment = dict(os.environ)
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{name}"
    else:
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        environment["DATABASE_URL"] = f"{server}/{name}"
    environment["LOG_LEVEL"] = "INFO"
    return environment


def _empty_queue() -> None:
    from config.celery import app  # noqa: PLC0415  # after the settings are there

    with app.connection_for_write() as broker:
        for queue in settings.CELERY_TASK_QUEUES:
            bound = queue(broker.default_channel)
            bound.declare()
            bound.purge()
