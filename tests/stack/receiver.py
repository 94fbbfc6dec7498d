"""A tiny server on this machine that keeps every report of an error sent to it."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli

SECONDS = 10
UNPACKED = {"gzip": gzip.decompress, "br": brotli.decompress}
"""What the library packs with depends on what is installed beside it."""


@dataclass
class Receiver:
    """What arrived, as it was sent and as it is read."""

    address: str
    texts: list[str] = field(default_factory=list)
    """Whole envelopes with their headers: in them nothing may be personal."""
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def wait(self) -> dict[str, Any]:
        """Return the event of the next envelope."""
        assert self.arrived.acquire(timeout=SECONDS), "nothing was sent"
        lines = self.texts[-1].splitlines()
        return dict(json.loads(lines[-1]))


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive reports for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            sent = UNPACKED[self.headers["Content-Encoding"]](sent)
            receiver.texts.append(f"{self.path}\n{self.headers}{sent.decode()}")
            self.send_response(200)
            self.end_headers()
            receiver.arrived.release()

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://{'0' * 32}@127.0.0.1:{server.server_address[1]}/1")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
