"""One signed-in person at a connection that is kept, as a browser keeps it."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

SECRET = "x" * 32
"""Of the forgery check: whoever sends the same in cookie and header passes."""
TIMEOUT = 30
"""Seconds a person waits for an answer, unless they wait longer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer of the server, and how long it took."""

    status: int
    body: bytes
    seconds: float
    location: str = ""
    """Where the answer leads on; empty where it is a page."""

    def json(self) -> dict[str, Any]:
        """Return what was said; only of the addresses that answer a script."""
        said: dict[str, Any] = json.loads(self.body)
        return said


class Person:
    """Sends forms to one server; not for two threads at once."""

    def __init__(self, port: int, session: str, *, timeout: float = TIMEOUT) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.resent = 0
        """Forms that were sent twice, the line having been cut before an answer."""
        self._headers = {
            "Host": "localhost",
            "Cookie": f"sessionid={session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, address: str, **fields: Any) -> Heard:
        """Send a form; once more if the server closed the line before it answered."""
        return self._heard("POST", address, urlencode(fields))

    def get(self, address: str) -> Heard:
        """Ask for a page, compressed as browsers ask for it."""
        return self._heard("GET", address, None)

    def hang_up(self) -> None:
        """Close the line; the next form opens one."""
        self._line.close()

    def _heard(self, method: str, address: str, body: str | None) -> Heard:
        begun = time.perf_counter()
        try:
            status, said, location = self._ask(method, address, body)
        except ConnectionError:
            self.resent += 1
            self._line.close()  # idle lines are closed; the next request opens one
            status, said, location = self._ask(method, address, body)
        return Heard(status, said, time.perf_counter() - begun, location)

    def _ask(
        self, method: str, address: str, body: str | None
    ) -> tuple[int, bytes, str]:
        more = {"Accept-Encoding": "gzip"} if method == "GET" else {}
        self._line.request(method, address, body, self._headers | more)
        answer = self._line.getresponse()
        return answer.status, answer.read(), answer.getheader("Location", "")
