"""A person of the crowd: a browser with an address, who looks at what is answered."""

import time
from collections.abc import Iterator
from typing import Any

import gevent
from locust import FastHttpUser, task
from locust.exception import StopUser

from tests.load.plan import Outcome, Sample

SECRET = "x" * 32
"""Of the forgery check: whoever sends the same in cookie and header passes."""
HEADERS = {"Host": "localhost", "Connection": "close", "Accept-Language": "en"}
OK, MOVED, STALE = 200, 302, 409

outcome = Outcome()


class Run:
    """When the run began, set before anybody is sent, and how many are through."""

    begun = 0.0
    through = 0


def until(moment: float) -> None:
    """Wait for a moment of the run."""
    gevent.sleep(max(0.0, Run.begun + moment - time.perf_counter()))


def arrive(moment: float) -> None:
    """Wait for a moment that nothing else delays; note by how much it was missed."""
    until(moment)
    outcome.late.append((time.perf_counter() - Run.begun - moment) * 1000)


class Somebody(FastHttpUser):
    """A person with a browser; each kind of them takes the next one of the plan."""

    abstract = True
    insecure = True
    network_timeout = connection_timeout = 120.0
    queue: Iterator[Any]
    session = ""

    def on_start(self) -> None:
        """Take the next person of the plan."""
        self.who = next(self.queue)
        self.session = getattr(self.who, "session", "")

    @task
    def live(self) -> None:
        """Do everything once, then go."""
        try:
            self.act()
        except Exception as error:  # noqa: BLE001  # or Locust would begin anew
            outcome.samples.append(Sample("generator", 0.0, repr(error)))
        Run.through += 1
        raise StopUser

    def act(self) -> None:
        """Do what this person came for."""
        raise NotImplementedError

    def ask(
        self,
        kind: str,
        address: str,
        *,
        form: dict[str, str] | None = None,
        statuses: tuple[int, ...] = (OK,),
        expects: str = "",
    ) -> tuple[int, str, str]:
        """Send one request; return status, text and where it leads; 0 for an error."""
        with self.client.request(
            "GET" if form is None else "POST",
            address,
            name=kind,
            data=form,
            headers=self._headers(),
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            status, text = answer.status_code, str(answer.text or "")
            if status not in statuses or expects not in text:
                answer.failure(f"answered {status}{_why(status, expects, text)}")
                return 0, text, ""
            answer.success()
            return status, text, (answer.headers or {}).get("Location", "")

    def _headers(self) -> dict[str, str]:
        cookies = f"csrftoken={SECRET}"
        if self.session:
            cookies += f"; sessionid={self.session}"
        # Everybody at an address of their own, or the limits per address would count.
        place = id(self.who) // 16 % (1 << 24)
        address = f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}"
        more = {"Cookie": cookies, "X-CSRFToken": SECRET, "X-Forwarded-For": address}
        return HEADERS | more


def _why(status: int, expects: str, text: str) -> str:
    """Say what a page with the right status lacked."""
    return f" without {expects!r} in {len(text)} characters" if status == OK else ""
