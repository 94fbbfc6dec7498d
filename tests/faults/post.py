"""A mail server on this machine that keeps what it took, and can be slow to open."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default as unfolded

from tests.load.mails import Mailed

PATIENCE = 60


class PostOffice(socketserver.ThreadingTCPServer):
    """Takes every mail; while it is closed, callers wait."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.is_open = threading.Event()
        self.is_open.set()
        self.waiting = 0
        self.mails: list[Mailed] = []

    @property
    def address(self) -> str:
        """Return it as the product is told it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, mail: bytes) -> None:
        """Keep to whom it goes and what it is about."""
        said = email.message_from_bytes(mail, policy=unfolded)
        self.mails.append(Mailed(str(said["To"]), str(said["Subject"])))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a caller that was killed: that is what it is here for."""


class _Counter(socketserver.StreamRequestHandler):
    """Speaks as much of SMTP as a client needs."""

    server: PostOffice

    def handle(self) -> None:
        self.server.waiting += 1
        self.server.is_open.wait(PATIENCE)
        self.server.waiting -= 1
        self._say("220 here")
        for line in self.rfile:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._say("354 go on")
                self.server.take(self._mail())
            self._say("221 bye" if word == b"QUIT" else "250 ok")

    def _mail(self) -> bytes:
        """Read a mail to its end; who was cut off in the middle has sent none."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionError
            lines.append(line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Run one."""
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield office
        office.is_open.set()
        office.shutdown()
