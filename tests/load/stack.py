"""The whole product as docker-compose.yml starts it, on this machine only.

PostgreSQL waits for the disk, Valkey writes its file, gunicorn has three workers of
three threads, and there are the two workers of Celery and its clock. No container
limits them, they share what processors there are.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.load.meter import Meter
from tests.load.person import Person
from tests.load.plan import Outcome, Plan
from tests.load.served import Served, served
from tests.stack.servers import valkey

SETTINGS = "tests.load.floor_settings"
SLACK = 60.0
"""Seconds a generator gets beyond its plan before it is ended."""
WARM = 120
"""Pages asked for before anything is measured."""
WORKERS = (
    ("worker", "--concurrency", "2", "--queues", "default"),
    ("worker", "--concurrency", "1", "--queues", "packs"),
    ("beat", "--pidfile=", "--schedule", "{data}/beat-schedule"),
)
"""As in docker-compose.yml, each in a container of its own there."""


@dataclass(frozen=True)
class Stack:
    """What runs: web server and database, broker, workers and clock."""

    server: Served
    broker: psutil.Process
    workers: tuple[psutil.Process, ...]

    @property
    def host(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server.port}"

    def meter(self) -> Meter:
        """Begin to measure who uses the processors."""
        mails, packs, clock = self.workers
        return Meter(
            {
                "web": self.server.web,
                "PostgreSQL": self.server.database,
                "Valkey": self.broker,
                "worker for mails": mails,
                "worker for packs": packs,
                "clock": clock,
            }
        )

    def warm(self, pages: Iterable[tuple[str, str]]) -> None:
        """Ask for some pages, so that no process sees its first one while measured."""
        for session, address in islice(pages, WARM):
            Person(self.server.port, session, timeout=SLACK).get(address)

    def send(self, plan: Plan) -> tuple[Outcome, dict[str, float], float]:
        """Send a crowd; return what it heard, who worked how long, and the seconds."""
        with TemporaryDirectory(prefix="ssa-crowd-") as name:
            given, heard = Path(name) / "plan.json", Path(name) / "outcome.json"
            plan.write(given)
            command = [sys.executable, "-m", "tests.load.crowd", str(given), str(heard)]
            meter = self.meter()
            crowd = subprocess.Popen(command, env=_of_a_generator())
            try:
                crowd.wait(plan.seconds + SLACK)
            finally:
                crowd.kill()
            outcome = Outcome.read(heard)
            worked, seconds = meter.worked({"generator": outcome.processor_seconds})
        return outcome, worked, seconds


@contextmanager
def whole_stack() -> Iterator[Stack]:
    """Run web server and workers on the database and broker of this process."""
    broker = next(
        each for each in psutil.Process().children() if "valkey" in each.name()
    )
    with served() as server, _workers() as workers:
        yield Stack(server, broker, workers)


@contextmanager
def durable_broker() -> Iterator[None]:
    """Run Valkey for this process; its settings come after."""
    with (
        TemporaryDirectory(prefix="ssa-") as name,
        valkey(Path(name), is_durable=True) as address,
    ):
        os.environ["REDIS_URL"] = f"{address}/0"
        # Everybody comes from an address of their own, by the header of a proxy.
        os.environ["TRUSTED_PROXIES"] = "1"
        yield


@contextmanager
def _workers() -> Iterator[tuple[psutil.Process, ...]]:
    data = os.environ["DATA_DIR"]
    started = []
    try:
        for number, words in enumerate(WORKERS):
            command = [sys.executable, "-m", "celery", "-A", "config"]
            command += [each.format(data=data) for each in words]
            command += ["--loglevel", "ERROR"]
            with (Path(data) / f"celery-{number}.log").open("wb") as log:
                started.append(subprocess.Popen(command, stdout=log, stderr=log))
        yield tuple([psutil.Process(each.pid) for each in started])
    finally:
        for each in started:
            each.terminate()
        for each in started:
            _end(each)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a warm end; a worker in a long pack is not waited for."""
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        for each in psutil.Process(process.pid).children(recursive=True):
            each.kill()
        process.kill()
        process.wait()


def _of_a_generator() -> Mapping[str, str]:
    """Return an environment without what the product reads."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
