"""The last ten seconds before a deadline, with a broker and a web worker that die.

Run with `python -m tests.load.deadline_hour [submissions] [people]`: on PostgreSQL and
Valkey as the tests start them, behind gunicorn as `make run` starts it, with a worker
of Celery, on this machine only. Every person has their drafts in tabs of a browser and
presses in each at a moment of its own, some twice at once, and once more after the
deadline; pairs of drafts have one applicant in one sector. Who gets no answer presses
again with the same form, as a person goes back and presses. Then a checker compares
what was told with what is stored, who is to be told of each submission with the notices
kept, and these with the mails that went out.
"""

import datetime as dt
import os
import random
import statistics
import sys
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load.broker import Broker
from tests.load.mails import mail_faults, mails_in, representative_of
from tests.load.person import Heard, Person
from tests.load.register import Told, faults
from tests.load.served import Served, run_on, served

SUBMISSIONS, PEOPLE = 200, 40
SECONDS, READY_IN = 10, 8
"""How long they press before the deadline, and how long they get ready before that."""
BROKER_DIES, BROKER_AWAY, WEB_DIES = 7.0, 1.0, 4.0
"""Seconds before the deadline, seconds gone, seconds before the deadline."""
TWICE = 10
"""Every so many drafts are submitted by a double click."""
PATIENCE = 120
"""Seconds a person waits for an answer."""
MOST_TRIES, REST = 30, 0.5
DRAWING_SECONDS = 120
"""How long the worker gets for packs and mails, which may wait a minute for pages."""
DONE, REFUSED = 302, 422
say = sys.stdout.write


@dataclass(frozen=True)
class Press:
    """One press of the button: of which draft, what its form holds, and when."""

    proposal: int
    address: str
    revision: int
    at: dt.datetime
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass
class Presser:
    """One person with their drafts, and what they were told."""

    port: int
    session: str
    presses: list[Press]
    told: list[Told] = field(default_factory=list)
    heard: list[tuple[Press, Heard]] = field(default_factory=list)
    unheard: int = 0
    """Requests without an answer, each of which was sent again."""

    def press_all(self) -> None:
        """Press in each tab at its moment, now and then twice at once."""
        twice = [each for each in self.presses if each.proposal % TWICE == 0]
        clicks = [*self.presses, *twice]
        with ThreadPoolExecutor(len(clicks)) as pool:
            for done in [pool.submit(self.press, each) for each in clicks]:
                done.result()

    def press(self, press: Press) -> None:
        """Send one form at its moment, and again until somebody answers it."""
        person = Person(self.port, self.session, timeout=PATIENCE)
        _sleep_until(press.at)
        for _try in range(MOST_TRIES):
            try:
                heard = person.post(
                    press.address,
                    idempotency_key=press.key,
                    revision=press.revision,
                    seen="",
                    may_act="on",
                    representative=representative_of(press.proposal),
                )
            except (OSError, HTTPException):
                self.unheard += 1
                person.hang_up()
                time.sleep(REST)
                continue
            self.heard.append((press, heard))
            if heard.status in {DONE, REFUSED}:
                self.unheard += person.resent
                number = heard.location.rstrip("/").rpartition("/")[2]
                self.told.append(Told(press.proposal, press.key, number))
            person.hang_up()
            return


def measure(submissions: int, number: int) -> None:
    """Let them press, print what happened, and fail if anything is not as told."""
    with TemporaryDirectory(prefix="ssa-") as name:
        broker = Broker(Path(name))
        os.environ["REDIS_URL"] = broker.start()
        import django  # noqa: PLC0415  # only the child needs it, and the address first

        django.setup()
        from tests.load.people import prepare  # noqa: PLC0415  # as above
        from tests.load.submitters import drawing, found, noticed  # noqa: PLC0415  # same

        prepare()
        with served() as server, drawing():
            people, due, deadline = pressers(server.port, submissions, number)
            with ThreadPoolExecutor(number) as pool:
                pressing = [pool.submit(each.press_all) for each in people]
                # Here: a server ends with the thread that started it.
                disturb(server, broker, deadline)
                for done in pressing:
                    done.result()
            time.sleep(DRAWING_SECONDS)
            rows, tried = found()
            notices = noticed()
            mails = mails_in(Path(os.environ["DATA_DIR"]) / "mail")
        broker.stop()
    report(people, deadline)
    states = Counter(state for each in rows for state in each.packs)
    say(f"packs: {', '.join(f'{n} {state}' for state, n in sorted(states.items()))}\n")
    kept = Counter(each.state for each in notices)
    say(f"notices: {', '.join(f'{n} {state}' for state, n in sorted(kept.items()))}\n")
    told = [said for each in people for said in each.told]
    wrong = [
        *faults(told, rows, tried, deadline=deadline),
        *mail_faults(
            {each.number: due[each.proposal] for each in rows}, notices, mails
        ),
    ]
    say(f"faults: {len(wrong)}\n" + "".join(f"  {each}\n" for each in wrong[:20]))
    if wrong:
        sys.exit(1)


def pressers(
    port: int, submissions: int, number: int
) -> tuple[list[Presser], dict[int, frozenset[str]], dt.datetime]:
    """Return people with drafts and moments, who is told, and the deadline."""
    from tests.load import submitters  # noqa: PLC0415  # after setup

    chance = random.Random(8)  # noqa: S311  # moments, no secrets
    mine, due = submitters.drafts(submissions, number)
    deadline = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=READY_IN + SECONDS)
    submitters.close_at(deadline)
    people = []
    for session, addresses in mine:
        moments = [chance.uniform(-SECONDS, -0.1) for _each in addresses]
        presses = [
            Press(*each, deadline + dt.timedelta(seconds=moment))
            for each, moment in zip(addresses, moments, strict=True)
        ]
        late = deadline + dt.timedelta(seconds=chance.uniform(0, 1))
        presses.append(Press(*addresses[0], late))
        people.append(Presser(port, session, presses))
    return people, due, deadline


def disturb(server: Served, broker: Broker, deadline: dt.datetime) -> None:
    """Restart the broker, then kill a worker of the web server as the kernel does."""
    _sleep_until(deadline - dt.timedelta(seconds=BROKER_DIES))
    broker.restart(away=BROKER_AWAY)
    _sleep_until(deadline - dt.timedelta(seconds=WEB_DIES))
    server.web.children()[0].kill()


def report(people: list[Presser], deadline: dt.datetime) -> None:
    """Print what was answered and how long it took; fail if anybody got no answer."""
    heard = [each for person in people for each in person.heard]
    presses = sum(len(each.presses) for each in people)
    outcomes = Counter(answer.status for _press, answer in heard)
    took = sorted(answer.seconds * 1000 for _press, answer in heard)
    late = [
        press
        for press, answer in heard
        if press.at < deadline and b"has passed" in answer.body
    ]
    say(f"{len(people)} people, {presses} presses, {len(heard)} answers\n")
    say(f"accepted {outcomes[DONE]}, refused {outcomes[REFUSED]}\n")
    say(f"cut and sent again {sum(each.unheard for each in people)}\n")
    say(f"pressed in time and told that it is late: {len(late)}\n")
    middle, tail = statistics.median(took), took[int(len(took) * 0.95)]
    say(f"p50 {middle:.0f} ms, p95 {tail:.0f} ms, slowest {took[-1]:.0f} ms\n")
    others = len(heard) - outcomes[DONE] - outcomes[REFUSED]
    if others or len({press.key for press, _answer in heard}) < presses:
        sys.exit(f"not every press was answered: {dict(outcomes)}")


def _sleep_until(moment: dt.datetime) -> None:
    time.sleep(max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds()))


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure(int(sys.argv[2]), int(sys.argv[3]))
    else:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        given = [*sys.argv[1:], *(str(SUBMISSIONS), str(PEOPLE))[len(sys.argv) - 1 :]]
        sys.exit(run_on("postgresql", "tests.load.deadline_hour", "--child", *given))
