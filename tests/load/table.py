"""What was measured, as the text that goes into the docs."""

import datetime as dt
import math
import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.load.plan import Sample

HEAD = """| Request | Number | Per second | p50 ms | p95 ms | p99 ms | Errors |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def percentile(ordered: Sequence[float], part: float) -> float:
    """Return the value that `part` of the ordered values do not exceed."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def requests_table(samples: Iterable[Sample], seconds: float) -> str:
    """Return a row for each kind of request in alphabetic order, and one for all.

    Requests that failed are counted, and their times too: nobody gains by failing.
    """
    kinds: dict[str, list[Sample]] = defaultdict(list)
    for each in samples:
        kinds[each.kind].append(each)
    rows = [_row(kind, kinds[kind], seconds) for kind in sorted(kinds)]
    every = [each for some in kinds.values() for each in some]
    rows.append(_row("**all**", every, seconds))
    return HEAD + "".join(rows)


def _row(kind: str, samples: list[Sample], seconds: float) -> str:
    took = sorted(each.milliseconds for each in samples)
    p50, p95, p99 = (percentile(took, part) for part in (0.5, 0.95, 0.99))
    errors = sum(bool(each.error) for each in samples)
    number, rate = f"{len(samples):,}", len(samples) / seconds
    return (
        f"| {kind} | {number} | {rate:.1f} |"
        f" {p50:,.0f} | {p95:,.0f} | {p99:,.0f} | {errors} |\n"
    )


def errors_of(samples: Iterable[Sample]) -> list[str]:
    """Say in a line each which errors there were and how often, the most first."""
    counts: dict[str, int] = defaultdict(int)
    for each in samples:
        if each.error:
            counts[f"{each.kind}: {each.error}"] += 1
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return [f"{times}x {words}" for words, times in ordered[:20]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in figures: reported as met or missed, never asserted."""

    words: str
    figure: float
    most: float
    unit: str = ""

    def __str__(self) -> str:
        verdict = "met" if self.figure <= self.most else "MISSED"
        figures = f"{self.figure:.2f}{self.unit}, goal at most {self.most:g}{self.unit}"
        return f"{self.words}: {figures}: {verdict}"


def surroundings(command: str) -> str:
    """Return what was run, when and on what, for the head of a table."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    now = dt.datetime.now(dt.UTC)
    return (
        f"`{command}`, {now:%d %B %Y %H:%M} UTC, {_processor()},"
        f" {os.cpu_count()} cores, {_memory():.0f} GiB, Python"
        f" {platform.python_version()}. Load at the start {load}.\n"
    )


def shares(worked: Mapping[str, float], seconds: float) -> str:
    """Return who used how much of the processors of this machine, in percent."""
    whole = seconds * (os.cpu_count() or 1)
    parts = [f"{name} {each / whole:.0%}" for name, each in worked.items()]
    return f"Of the processors: {', '.join(parts)}.\n"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if "model name" in line)
    return next(names, platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
