"""A tiny application for the tests of the web server: slow, and honest about time."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from config.arrival import arrival

SLOWNESS = 0.6


def application(
    _environ: dict[str, object], start_response: Callable[..., object]
) -> Iterable[bytes]:
    """Answer when the request arrived, and when a thread took it; then be slow."""
    now = datetime.now(UTC)
    said = f"{arrival(now=now).timestamp()} {now.timestamp()}".encode()
    time.sleep(SLOWNESS)
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]
