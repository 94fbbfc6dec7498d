"""The generator: sends people to the server as a plan says, and writes what they heard.

Run by `hour` and `rush` as `python -m tests.load.crowd PLAN OUTCOME`, in a process of
its own. Everybody has moments that were fixed beforehand and waits for nobody else: the
model is open, so a slow server gets no fewer requests. Who has several acts does one
after the other, late if the answers were. Every request has a connection of its own, as
behind a reverse proxy, and every answer is looked at: another page than the one asked
for is an error, whatever its status.
"""

import logging
import sys
import time
from pathlib import Path
from typing import Any

import gevent
import psutil
from locust.env import Environment

from tests.load.forms import hidden_values, is_waiting_for_partners
from tests.load.plan import (
    Coordinator,
    Partner,
    Plan,
    Presser,
    Reader,
    Sample,
    fresh_key,
)
from tests.load.somebody import (
    MOVED,
    OK,
    STALE,
    Run,
    Somebody,
    arrive,
    outcome,
    until,
)

REST = 1.0
"""Seconds before somebody looks again whether the partners have answered."""
MOST_LOOKS = 60
READING = 2.0
"""Seconds a partner reads before it confirms."""
TEXT = "What a coordinator writes in the last hour about one question of the form. "
REPEATED = 12


class TheCoordinator(Somebody):
    """Browses, saves, checks, and submits once all partners have answered."""

    who: Coordinator

    def act(self) -> None:
        """Do each act at its moment, or as soon as the one before is through."""
        moments = iter(self.who.moments)
        for kind, address in self.who.reads:
            until(next(moments))
            expects = self.who.acronym if kind in {"list", "workspace"} else ""
            form = {"question": ""} if kind == "presence" else None
            self.ask(kind, address, form=form, expects=expects)
        versions: dict[str, int] = {}
        for place, (question, address) in enumerate(self.who.saves):
            until(next(moments))
            self.save(question, address, versions, place)
        until(next(moments))
        self.submit()

    def save(
        self, question: str, address: str, versions: dict[str, int], place: int
    ) -> None:
        """Save an answer over the version that was acknowledged last."""
        seen = versions.get(question, 1)  # each was answered once before the hour
        text = f"{TEXT * REPEATED}{self.who.draft}, {place}"
        form = {"text": text, "use": "", "version": str(seen)}
        status, said, _to = self.ask("autosave", address, form=form, expects="version")
        if status == OK:
            versions[question] = version = int(hidden_values(said)["version"])
            name = f"{self.who.draft}/{question}"
            outcome.saved.append((name, seen, version, text))

    def submit(self) -> None:
        """Read the check list until nobody is waited for, press, open the receipt."""
        for _look in range(MOST_LOOKS):
            _status, page, _to = self.ask(
                "check", self.who.check, expects=self.who.acronym
            )
            values = hidden_values(page)
            if "revision" not in values or is_waiting_for_partners(page):
                gevent.sleep(REST)
                continue
            form = {"may_act": "on", "representative": "", **values}
            status, _page, to = self.ask(
                "submit", self.who.check, form=form, statuses=(MOVED, STALE)
            )
            if status == STALE:  # somebody confirmed since the page was read
                continue
            number = to.rstrip("/").rpartition("/")[2]
            if status == MOVED:
                said = (self.who.draft, values["idempotency_key"], number)
                outcome.pressed.append(said)
                open_receipt(self, to, number)
            return
        outcome.unfinished += 1


class ThePartner(Somebody):
    """Opens the link of a mail, reads, and confirms."""

    who: Partner

    def act(self) -> None:
        """Confirm what the page shows; what it says afterwards is the answer."""
        arrive(self.who.moment)
        status, page, _to = self.ask(
            "partner opens", self.who.address, expects='name="seen"'
        )
        if status != OK:
            return
        gevent.sleep(READING)
        values = hidden_values(page)
        form = values | {
            "name": self.who.name,
            "function": "Rector",
            "answer": "confirm",
        }
        status, _page, to = self.ask(
            "partner confirms", self.who.address, form=form, statuses=(MOVED,)
        )
        if status == MOVED:
            outcome.confirmed.append((self.who.request, self.who.name))
            self.ask("partner's record", to, expects=self.who.name)


class ThePresser(Somebody):
    """Presses, and follows to the receipt as a browser does."""

    who: Presser

    def act(self) -> None:
        """Press once; a refusal is an error, everybody was eligible and in time."""
        arrive(self.who.moment)
        key = fresh_key()
        form = {
            "idempotency_key": key,
            "revision": str(self.who.revision),
            "seen": "",
            "may_act": "on",
            "representative": "",
        }
        status, _page, to = self.ask(
            "submit", self.who.address, form=form, statuses=(MOVED,)
        )
        number = to.rstrip("/").rpartition("/")[2]
        if status == MOVED:
            outcome.pressed.append((self.who.draft, key, number))
            open_receipt(self, to, number)


class TheReader(Somebody):
    """Opens one page."""

    who: Reader

    def act(self) -> None:
        """Open it at its moment."""
        arrive(self.who.moment)
        self.ask(self.who.kind, self.who.address, expects=self.who.expects)


def open_receipt(person: Somebody, address: str, number: str) -> None:
    """Open the receipt of a submission."""
    status, _page, _to = person.ask("receipt", address, expects=number)
    if status == OK:
        outcome.receipts.append(number)


def run(plan: Plan) -> None:
    """Send everybody, and wait until the last one is through or the time is over."""
    kinds: dict[type[Somebody], tuple[Any, ...]] = {
        TheCoordinator: plan.coordinators,
        ThePartner: plan.partners,
        ThePresser: plan.pressers,
        TheReader: plan.readers,
    }
    present = [kind for kind, people in kinds.items() if people]
    for kind in present:
        kind.queue, kind.fixed_count = iter(kinds[kind]), len(kinds[kind])
    total = sum(map(len, kinds.values()))
    world = Environment(user_classes=list(present), host=plan.host)
    world.events.request.add_listener(note)
    # It warns of many people at once, which is what is wanted.
    logging.getLogger("locust").setLevel(logging.ERROR)
    runner = world.create_local_runner()
    # All are there before the first of them acts.
    Run.begun = time.perf_counter() + total / 1000
    runner.start(total, spawn_rate=total)
    while Run.through < total and time.perf_counter() < Run.begun + plan.seconds:
        gevent.sleep(0.1)
    outcome.seconds = time.perf_counter() - Run.begun
    outcome.processor_seconds = sum(psutil.Process().cpu_times()[:2])
    outcome.unfinished += total - Run.through
    runner.quit()


def note(
    name: str, response_time: float, exception: Exception | None, **_more: object
) -> None:
    """Keep one request."""
    error = "" if exception is None else str(exception)[:200]
    outcome.samples.append(Sample(name, response_time, error))


if __name__ == "__main__":
    run(Plan.read(Path(sys.argv[1])))
    outcome.write(Path(sys.argv[2]))
