"""People who write while parts of the product die, and what they were told.

Who gets no answer, or one that says to come again, sends the same again, as the page's
script does with answers and a person with a form. What a page said is kept with it.
"""

import html
import http.client
import json
import random
import re
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.load.ledger import Acknowledged
from tests.load.person import SECRET
from tests.load.register import Told

PATIENCE = 30.0
"""Seconds after which somebody who waits for an answer gives up: a page that hangs."""
REST = 1.0
TEXT = "What a person writes in a minute about one question of the form. " * 8
SEEN = re.compile(rb'name="seen" value="([^"]*)"')
REFERENCE = b"error__reference"
"""On each of our error pages: by it the request is found in the log."""

ANSWERED, EXPLAINED, CUT, HUNG, NAKED = "answered", "explained", "cut", "hung", "naked"


@dataclass(frozen=True, slots=True)
class Heard:
    """One request: what came of it, and when."""

    act: str
    outcome: str
    status: int
    """0 where there was no answer."""
    seconds: float
    at: float
    body: bytes = field(default=b"", repr=False)
    location: str = ""


@dataclass
class Person:
    """Somebody at a browser; not for two threads at once."""

    port: int
    chance: random.Random
    session: str = ""
    heard: list[Heard] = field(default_factory=list)

    def ask(
        self, act: str, address: str, fields: Mapping[str, object] | None = None
    ) -> Heard:
        """Send one request on a line of its own, and keep what came of it."""
        begun = time.time()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            method = "GET" if fields is None else "POST"
            body = None if fields is None else urlencode(fields)
            line.request(method, address, body, self._headers())
            answer = line.getresponse()
            said = answer.read()
            outcome = _outcome(answer, said)
            location = answer.getheader("Location", "")
            heard = Heard(act, outcome, answer.status, 0, begun, said, location)
        except TimeoutError:
            heard = Heard(act, HUNG, 0, 0, begun)
        except (OSError, http.client.HTTPException):
            heard = Heard(act, CUT, 0, 0, begun)
        finally:
            line.close()
        took = time.time() - begun
        self.heard.append(
            Heard(act, heard.outcome, heard.status, took, begun, heard.body[:2000])
        )
        return heard

    def _headers(self) -> dict[str, str]:
        a, b, c = (self.chance.randrange(256) for _each in range(3))
        return {
            "Host": "localhost",
            "Cookie": f"sessionid={self.session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
            "X-Forwarded-For": f"10.{a}.{b}.{c}",
            "Content-Type": "application/x-www-form-urlencoded",
        }


def _outcome(answer: http.client.HTTPResponse, body: bytes) -> str:
    """Say whether an answer is one: an error without our words is none."""
    if answer.status < 500:
        return ANSWERED
    is_ours = REFERENCE in body or b'"title"' in body or b'"parts"' in body
    says_when = answer.getheader("Retry-After") or b'"parts"' in body
    return EXPLAINED if answer.status == 503 and is_ours and says_when else NAKED


@dataclass
class Writer:
    """Writes answers; those of a question of their own, now and then a shared one."""

    person: Person
    key: int
    addresses: dict[str, str]
    own: str
    shared: str
    seen: dict[str, int] = field(default_factory=dict)
    acknowledged: list[Acknowledged] = field(default_factory=list)

    def act(self, is_over: Callable[[], bool]) -> None:
        """Save one text, again and again until it is said to be saved."""
        person = self.person
        question = self.shared if person.chance.random() < 0.15 else self.own
        text = f"{TEXT}{self.key}, {len(person.heard)}"
        while not is_over():
            seen = self.seen.get(question, 0)
            fields = {"text": text, "use": "", "version": seen}
            heard = person.ask("save", self.addresses[question], fields)
            if heard.outcome == ANSWERED and heard.status in {200, 409}:
                said = _json(heard.body)
                self.seen[question] = version = int(said["version"])
                if heard.status == 200:
                    said_so = Acknowledged(question, self.key, seen, version, text)
                    self.acknowledged.append(said_so)
                    return
            time.sleep(REST)


@dataclass
class Partner:
    """Confirms by the links of mails, each once."""

    person: Person
    links: list[tuple[int, str]]
    """The keys of the questions with the addresses of their links."""
    confirmed: list[tuple[int, str]] = field(default_factory=list)
    """The keys with the name that was given."""

    def act(self, is_over: Callable[[], bool]) -> None:
        """Open one link and confirm, until the page says that it is recorded."""
        if not self.links:
            return
        key, address = self.links.pop()
        name = f"Person {key}"
        while not is_over():
            page = self.person.ask("open link", address)
            seen = SEEN.search(page.body)
            if seen:
                form = {"name": name, "function": "Rector", "answer": "confirm"}
                form["seen"] = html.unescape(seen[1].decode())
                page = self.person.ask("confirm", address, form)
            is_recorded = page.status == 200 and not SEEN.search(page.body)
            if page.status == 302 or (is_recorded and page.outcome == ANSWERED):
                self.confirmed.append((key, name))
                return
            time.sleep(REST)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press that was answered, by the clock of who pressed."""

    number: str
    """Of the submission; empty if it was refused."""
    sent: float
    answered: float
    is_late: bool
    """Whether it was refused because the deadline had passed."""


@dataclass
class Submitter:
    """Submits drafts, each once, by a form with its key."""

    person: Person
    drafts: list[tuple[int, str, int]]
    """Keys, addresses of the button, revisions that were seen."""
    told: list[Told] = field(default_factory=list)
    presses: list[Pressed] = field(default_factory=list)

    def act(self, is_over: Callable[[], bool]) -> None:
        """Press until somebody says it is submitted, or why not."""
        if not self.drafts:
            return
        draft, address, revision = self.drafts.pop()
        key = uuid.uuid4()
        form: dict[str, object] = {
            "idempotency_key": key,
            "revision": revision,
            "seen": "",
        }
        form |= {"may_act": "on", "representative": f"rector-{draft}@example.org"}
        while not is_over():
            heard = self.person.ask("submit", address, form)
            if heard.status in {302, 422}:
                number = heard.location.rstrip("/").rpartition("/")[2]
                self.told.append(Told(draft, key, number))
                times = heard.at, time.time()
                self.presses.append(
                    Pressed(number, *times, b"has passed" in heard.body)
                )
                return
            time.sleep(REST)


@dataclass
class Asker:
    """Asks for packs of drafts, each once."""

    person: Person
    addresses: list[str]
    promised: list[str] = field(default_factory=list)
    """The public ids of packs whose page was shown."""

    def act(self, is_over: Callable[[], bool]) -> None:
        """Ask for a pack until its page is shown."""
        if not self.addresses:
            return
        address = self.addresses.pop()
        while not is_over():
            heard = self.person.ask("ask for a pack", address, {})
            if heard.status == 302:
                self.promised.append(heard.location.rstrip("/").rpartition("/")[2])
                return
            time.sleep(REST)


@dataclass
class Reader:
    """Loads the list of alliances; a monitor beside it asks the page of health."""

    person: Person
    monitor: Person

    def act(self, is_over: Callable[[], bool]) -> None:  # noqa: ARG002  # as the others
        """Load both once."""
        self.person.ask("read", "/")
        self.monitor.ask("health", "/health/ready")


Actor = Writer | Partner | Submitter | Asker | Reader


def _heard_by(actor: Actor) -> list[Heard]:
    monitor = actor.monitor.heard if isinstance(actor, Reader) else []
    return [*actor.person.heard, *monitor]


class Crowd:
    """People who act, each in a thread, with pauses."""

    def __init__(self, actors: Sequence[tuple[Actor, float]]) -> None:
        self._actors = actors
        self._is_told_to_end = threading.Event()
        self._give_up_at = float("inf")
        self._threads = [
            threading.Thread(target=self._live, args=each, daemon=True)
            for each in actors
        ]

    def start(self) -> None:
        """Let all begin."""
        for each in self._threads:
            each.start()

    def end(self, *, patience: float = 300) -> None:
        """Let each finish what is under way: nobody walks off from an error page."""
        self._is_told_to_end.set()
        self._give_up_at = time.monotonic() + patience
        for each in self._threads:
            each.join()

    def heard(self) -> list[Heard]:
        """Return all requests of all people, in the order they were begun."""
        found = [each for actor, _pause in self._actors for each in _heard_by(actor)]
        return sorted(found, key=lambda each: each.at)

    def _live(self, actor: Actor, pause: float) -> None:
        chance = actor.person.chance
        self._is_told_to_end.wait(chance.uniform(0, pause))
        while not self._is_told_to_end.is_set():
            actor.act(self._is_over)
            self._is_told_to_end.wait(chance.uniform(pause / 2, pause * 1.5))

    def _is_over(self) -> bool:
        return time.monotonic() > self._give_up_at


def _json(body: bytes) -> dict[str, int]:
    said: dict[str, int] = json.loads(body)
    return said
