"""A tiny application for the tests of the web server: slow, and honest about time."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from config.arrival import arrival

SLOWNESS = 0.6
LONGEST_HOLD = 30
"""Seconds until a test that forgot to let go fails."""
_numbers = count(1)


def application(
    environ: dict[str, object], start_response: Callable[..., object]
) -> Iterable[bytes]:
    """Answer when the request arrived, when a thread took it, and as which; be slow.

    With the path of a folder as its question it takes until that is gone.
    """
    now = datetime.now(UTC)
    said = f"{arrival(now=now).timestamp()} {now.timestamp()} {next(_numbers)}".encode()
    if folder := environ["QUERY_STRING"]:
        _hold(Path(str(folder)))
    else:
        time.sleep(SLOWNESS)
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def _hold(folder: Path) -> None:
    (folder / "held").touch()
    latest = time.monotonic() + LONGEST_HOLD
    while folder.exists() and time.monotonic() < latest:
        time.sleep(0.01)
