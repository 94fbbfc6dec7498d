"""Pages and saves beside the framework's floor, on the same server in the same run.

In alternating blocks, so that neighbours on the machine slow both alike: all of the
floor, then all of the product's, again and again. Pages are asked for by one client,
saves by four at once. What the floor is stands in `floor`.
"""

import gzip
import statistics
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.load.person import Heard, Person
from tests.load.table import Goal

ROUNDS = 5
PAGES, SAVES = 8, 25
"""Requests of a block, of each client."""
TYPISTS = 4
FORM, LIST, SAVE = 3.5, 2.5, 2.0
"""What each may cost of its floor."""
TEXT = "Sixty characters of an answer that is being written just now. " * 14
Act = Callable[[], Heard]


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared, and with which floor; several clients act at once."""

    words: str
    floor: tuple[Act, ...]
    ours: tuple[Act, ...]
    most: float
    each: int = PAGES


@dataclass(frozen=True, slots=True)
class Ratio:
    """The medians of all blocks, and the middle and the bounds of their ratios."""

    words: str
    floor: float
    ours: float
    middle: float
    least: float
    most: float
    goal: Goal

    def __str__(self) -> str:
        verdict = "met" if self.middle <= self.goal.most else "MISSED"
        return (
            f"| {self.words} | {self.floor:.1f} | {self.ours:.1f} | {self.middle:.2f} |"
            f" {self.least:.2f} to {self.most:.2f} | {self.goal.most:g} | {verdict} |\n"
        )


HEAD = """\
| Beside the floor | Floor p50 ms | Ours p50 ms | Ratio | Of single blocks | Goal | |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
"""


def compare(pair: Pair, rounds: int = ROUNDS) -> Ratio:
    """Ask for both in turn; the first round warms and does not count."""
    blocks = [
        (_median(pair.floor, pair.each), _median(pair.ours, pair.each))
        for _round in range(rounds + 1)
    ][1:]
    ratios = sorted(ours / floor for floor, ours in blocks)
    middle = statistics.median(ratios)
    return Ratio(
        words=pair.words,
        floor=statistics.median(floor for floor, _ours in blocks),
        ours=statistics.median(ours for _floor, ours in blocks),
        middle=middle,
        least=ratios[0],
        most=ratios[-1],
        goal=Goal(pair.words, middle, pair.most),
    )


def _median(acts: tuple[Act, ...], each: int) -> float:
    """Return the median of the milliseconds until an answer, of all clients at once."""

    def one(act: Act) -> list[Heard]:
        return [act() for _time in range(each)]

    with ThreadPoolExecutor(len(acts)) as pool:
        heard = [each for some in pool.map(one, acts) for each in some]
    return statistics.median(each.seconds * 1000 for each in heard)


def page(person: Person, address: str, expects: str) -> Act:
    """Return the act that asks for a page and refuses any other."""

    def ask() -> Heard:
        heard = person.get(address)
        zipped = heard.body.startswith(b"\x1f\x8b")
        body = gzip.decompress(heard.body) if zipped else heard.body
        if heard.status != 200 or expects.encode() not in body:
            raise SystemExit(f"{address} answered {heard.status}: {body[:300]!r}")
        return heard

    return ask


def insert(person: Person) -> Act:
    """Return the act that inserts a text at the floor."""

    def ask() -> Heard:
        heard = person.post("/bare/", text=TEXT)
        if heard.status != 302:
            raise SystemExit(f"/bare/ answered {heard.status}")
        return heard

    return ask


def save(person: Person, address: str, version: int) -> Act:
    """Return the act that saves an answer over the one it saved before."""
    seen = version

    def ask() -> Heard:
        nonlocal seen
        heard = person.post(address, text=f"{TEXT}{seen}", use="", version=seen)
        if heard.status != 200:
            raise SystemExit(f"{address} answered {heard.status}: {heard.body[:300]!r}")
        seen = heard.json()["version"]
        return heard

    return ask
