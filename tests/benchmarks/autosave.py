"""One autosave with its commit beside a bare insert and redirect of the same server.

Run with `python -m tests.benchmarks.autosave [postgresql|sqlite] [durable]`: both
engines unless one is named, PostgreSQL without waiting for the disk unless durable,
which hides a part of our work behind the disk's. Four people type at
once, behind gunicorn as `make run` starts it, in blocks: all of them the one, then all
the other, in turn, so that neighbours on the machine slow both alike. The floor is the
least a view can do: sign-in, one insert, commit, redirect, through the same middleware.
"""

import os
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.load.person import Heard, Person
from tests.load.served import ENGINES, Served, run_on, served

CLIENTS, ROUNDS, EACH = 4, 12, 50
MOST = 2.0
"""What an autosave may cost of the floor."""
TEXT = "Sixty characters of an answer that is being written just now. " * 14
say = sys.stdout.write


@dataclass
class Typist:
    """A person with a field of their own, and the version they saw of it."""

    person: Person
    address: str
    version: int = 0
    typed: int = 0

    def save(self) -> Heard:
        """Save the next text over the one before."""
        self.typed += 1
        text = f"{TEXT}{self.typed}"
        heard = self.person.post(self.address, text=text, use="", version=self.version)
        self.version = heard.json()["version"]
        return heard

    def insert(self) -> Heard:
        """Send the same text to the floor."""
        self.typed += 1
        return self.person.post("/bare/", text=f"{TEXT}{self.typed}")


@dataclass(frozen=True, slots=True)
class Block:
    """What one block took."""

    median: float
    """Milliseconds until the answer."""
    late: float
    """The same of the slowest twentieth."""
    worked: float
    """Milliseconds of the processor for one request: web server and database."""


def block(
    server: Served, typists: list[Typist], act: Callable[[Typist], Heard], status: int
) -> Block:
    """Let all do one thing at once, many times."""

    def one(typist: Typist) -> list[Heard]:
        return [act(typist) for _each in range(EACH)]

    before = server.worked()
    with ThreadPoolExecutor(len(typists)) as pool:
        heard = [each for some in pool.map(one, typists) for each in some]
    worked = server.worked() - before
    others = {each.status for each in heard} - {status}
    if others:
        raise SystemExit(f"answered with {others}, not {status}")
    took = sorted(each.seconds * 1000 for each in heard)
    late = took[int(len(took) * 0.95)]
    return Block(statistics.median(took), late, worked * 1000 / len(heard))


def typists(port: int) -> list[Typist]:
    """Return a coordinator and colleagues, each at a question of one draft."""
    from django.urls import reverse  # noqa: PLC0415  # after django.setup

    from tests.load.people import questions_of, session_of, writers  # noqa: PLC0415  # as above

    draft, people = writers(CLIENTS)
    key = draft.alliance.public_id
    return [
        Typist(
            Person(port, session_of(each)), reverse("answer-save", args=[key, question])
        )
        for each, question in zip(people, questions_of(draft), strict=False)
    ]


def measure() -> None:
    """Print both and their ratio."""
    import django  # noqa: PLC0415  # only the child needs it

    django.setup()
    from django.db import connection  # noqa: PLC0415  # as above

    from tests.benchmarks.bare_insert import BareNote  # noqa: PLC0415  # as above
    from tests.load.people import prepare  # noqa: PLC0415  # as above

    prepare()
    with connection.schema_editor() as editor:
        editor.create_model(BareNote)
    with served() as server:
        people = typists(server.port)
        rounds = []
        for _round in range(ROUNDS + 1):
            floor = block(server, people, Typist.insert, 302)
            rounds.append((floor, block(server, people, Typist.save, 200)))
    report(connection.vendor, rounds[1:])  # the first one warms


def report(engine: str, rounds: list[tuple[Block, Block]]) -> None:
    """Print what the blocks took, and how much the ratio moved."""
    say(f"{engine}, {CLIENTS} people, {ROUNDS} blocks of {CLIENTS * EACH} each\n")
    for name, which in (("bare insert and redirect", 0), ("autosave", 1)):
        figures = [
            statistics.median(getattr(each[which], field) for each in rounds)
            for field in ("median", "late", "worked")
        ]
        say(
            "{:26} p50 {:6.2f} ms, p95 {:6.2f} ms, processor {:6.2f} ms\n".format(
                name, *figures
            )
        )
    for field, words in (("median", "p50"), ("late", "p95"), ("worked", "processor")):
        ratios = sorted(getattr(b, field) / getattr(a, field) for a, b in rounds)
        middle, least, most = statistics.median(ratios), ratios[0], ratios[-1]
        say(f"{words:10} {middle:.2f} of it ({least:.2f} to {most:.2f})\n")
        if field == "worked" and middle > MOST:
            sys.exit(f"an autosave costs more than {MOST} of the bare insert")


def main(*asked: str) -> int:
    """Measure on each engine that was asked for, in a process of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.autosave_settings"
    engines = [each for each in asked if each in ENGINES] or ENGINES
    return max(
        run_on(
            each, "tests.benchmarks.autosave", "--child", is_durable="durable" in asked
        )
        for each in engines
    )


if __name__ == "__main__":
    if "--child" in sys.argv:
        measure()
    else:
        sys.exit(main(*sys.argv[1:]))
