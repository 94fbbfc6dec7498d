"""Pages given as text, with the product's sheets and scripts, for a browser.

Nothing of the product runs behind them, so hundreds are looked at in a minute: Chromium
keeps what the pages share. What a page then asks for by itself is answered by nothing.
"""

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders

STATIC = "/static/"


class Shelf:
    """A server of the one page that lies open.

    Attributes:
        base_url: Where it is.
    """

    def __init__(self) -> None:
        self._address, self._text = "", ""
        shelf = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer(*shelf._found(self.path))

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

            def _answer(self, content: bytes, kind: str, kept: str) -> None:
                self.send_response(200 if content else 204)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", kept)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        self._server = QuietServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_port}"

    def lay_open(self, address: str, text: str) -> None:
        """Show this text at an address, and nothing at the one before."""
        self._address, self._text = address, text

    def run(self) -> None:
        """Serve until it is closed."""
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()

    def _found(self, asked: str) -> tuple[bytes, str, str]:
        if asked == self._address:
            return self._text.encode(), "text/html; charset=utf-8", "no-store"
        path = asked.partition("?")[0]
        file = path.startswith(STATIC) and finders.find(path.removeprefix(STATIC))
        if not file:
            return b"", "text/plain", "no-store"
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        return Path(str(file)).read_bytes(), kind, "max-age=3600"


class QuietServer(ThreadingHTTPServer):
    """Lets a browser hang up while it is answered: it went on to the next page."""

    daemon_threads = True

    def handle_error(self, *_who: object) -> None:
        """Say nothing."""


@contextmanager
def running_shelf() -> Iterator[Shelf]:
    """Run one beside a test."""
    shelf = Shelf()
    thread = threading.Thread(target=shelf.run, daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        shelf.close()
        thread.join()
