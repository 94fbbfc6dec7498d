"""The product behind gunicorn on one database, for measuring: this machine only."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.load.meter import processor_seconds
from tests.stack.servers import (
    NOT_FOR_KEEPING,
    free_port,
    postgresql,
    wait_for_port,
)

ENGINES = ("postgresql", "sqlite")


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, and what it has cost so far."""

    port: int
    web: psutil.Process
    database: psutil.Process | None
    """PostgreSQL's first process; SQLite works inside the web server."""

    def worked(self) -> float:
        """Return the seconds of the processor, of the web server and the database."""
        return sum(map(processor_seconds, filter(None, (self.web, self.database))))


@contextlib.contextmanager
def database(engine: str, *, is_durable: bool = False) -> Iterator[dict[str, str]]:
    """Yield the environment of an empty database; the folder goes with it.

    PostgreSQL waits for the disk at each commit only if `is_durable`.
    """
    with TemporaryDirectory(prefix="ssa-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user, if we are root
        data = folder / "data"
        data.mkdir()
        environment = {
            "DATA_DIR": str(data),
            "HTTPS": "0",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": "a-key-for-measuring-that-opens-nothing-outside-of-it",
        }
        if engine == "sqlite":
            yield environment
            return
        careless = () if is_durable else NOT_FOR_KEEPING
        with postgresql(folder, settings=careless) as address:
            yield environment | {"DATABASE_URL": address}


@contextlib.contextmanager
def served() -> Iterator[Served]:
    """Run gunicorn as `make run` does, on the database of this process.

    Its settings are those of DJANGO_SETTINGS_MODULE.
    """
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi"),
        *("--bind", f"127.0.0.1:{port}"),
        *("--log-level", "warning", "--no-control-socket"),
    ]
    # A line for each conflict would bury the figures; the file goes with the folder.
    log = Path(os.environ["DATA_DIR"]) / "web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        wait_for_port(process, port, log_file=log)
        yield Served(port, psutil.Process(process.pid), _database_process())
    finally:
        process.terminate()
        process.wait()


def _database_process() -> psutil.Process | None:
    from django.db import connection  # noqa: PLC0415  # after django.setup

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    server = psutil.Process(backend).parent()
    connection.close()
    return server


def run_on(engine: str, module: str, *arguments: str, is_durable: bool = False) -> int:
    """Run a module in a process whose database is empty; return its exit status."""
    with database(engine, is_durable=is_durable) as environment:
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
        done = subprocess.run(command, env=os.environ | environment, check=False)
    return done.returncode
