"""The two queues: Redis for production, a folder for one machine.

The folder queue is kombu's, made safe for several processes at once. kombu creates a
message's file under its final name and writes it afterwards; a worker that polls
between the two reads an empty message and stops with a decoding error. Here a
message appears by one rename, complete or not at all, and the table of bindings is
read and written under a lock.
"""

import fcntl
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps

FOLDER_URL = "filesystem://localhost//"
FOLDER_TRANSPORT = "config.broker:Transport"


def redis_options(*, longest_task: int) -> dict[str, Any]:
    """Return options with which a killed worker's message comes back in seconds."""
    return {
        # Longer than the longest task, or Redis hands it out a second time.
        "visibility_timeout": 2 * longest_task,
        # Looks for lost messages every two seconds instead of every hundred.
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        # Who sends does not wait for a broker that is away: by default kombu tries for
        # seconds, and every thread of the web server waits with it. The sweeper sends
        # again. Workers that consume come back by settings of their own.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
        "socket_connect_timeout": 2,
        # A broker behind a network that drops everything answers nothing at all:
        # without these, whoever sends waits for ever, and workers for a minute.
        "socket_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 5,
    }


def folder_options(folder: Path) -> dict[str, Any]:
    """Return options of the folder queue; what one process writes another reads."""
    return {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }


class Channel(filesystem.Channel):
    """A folder of messages; creates its folders where they are missing."""

    def __init__(self, connection: object, **options: Any) -> None:  # noqa: ANN401  # kombu's signature
        super().__init__(connection, **options)
        for folder in (self.data_folder_out, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True)

    def _put(  # type: ignore[override]  # kombu's own bases disagree on a name
        self, queue: str, payload: dict[str, Any], **_options: object
    ) -> None:
        """Write aside, then rename; names sort by time, also after a restart."""
        folder = Path(self.data_folder_out)
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        partial = folder / f".{name}.partial"
        partial.write_text(dumps(payload), encoding="utf-8")
        partial.rename(folder / name)

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:  # type: ignore[override]  # a tuple by name
        """Read the bindings of an exchange while nobody writes them."""
        with self._locked():
            return super().get_table(exchange)

    def _queue_bind(
        self, exchange: str, routing_key: str, pattern: str | None, queue: str
    ) -> None:
        """Add a binding while nobody reads the table."""
        with self._locked():
            super()._queue_bind(exchange, routing_key, pattern, queue)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (Path(self.control_folder) / ".lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    """Named by the setting CELERY_BROKER_TRANSPORT."""

    Channel = Channel
