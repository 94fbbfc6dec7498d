"""A plugin of pytest that asks collected tests about one mutant after the other.

`pytest -p tests.evidence.mutant_loop tests/eligibility/core`, in a copy that holds the
mutants. Every mutant gets a fork of its own, in which the tests that reach its function
run until one fails: first those that noticed the mutants before it, then the fastest.
Names are read from `asked.txt`; one line per mutant is written to `answers.txt` as soon
as it is known, so that nothing is lost.

A mutant that never ends is stopped by the processor's time it used, which neighbours on
the machine do not change.
"""

import gc
import os
import pickle
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation import trampoline

KILLED, SURVIVED, ENDED, UNTESTED = "killed", "survived", "ended", "untested"
"""Ended: stopped for the time it took, or for the end it put to the tests."""
SPARE_SECONDS, SPARE_FACTOR = 4, 4
"""What the tests of a mutant may take beyond what they take without it."""
NOBODY = "nobody"
MEMORY = 4 * 2**30
Reached = dict[str, list[pytest.Item]]


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run every mutant in place of the tests themselves."""
    reached, seconds = _reached(session.items)
    gc.freeze()
    with Path("answers.txt").open("a", encoding="utf-8") as answers:
        for name in Path("asked.txt").read_text(encoding="utf-8").split():
            items = reached[name.partition("__mutmut_")[0]]
            limit = SPARE_SECONDS + SPARE_FACTOR * sum(seconds[i.nodeid] for i in items)
            answers.write(f"{name} {_fate(name, items, int(limit))}\n")
            answers.flush()
    return True


def _reached(items: list[pytest.Item]) -> tuple[Reached, dict[str, float]]:
    """Run all tests once in a fork; say which function each reaches, and its time."""
    read, write = os.pipe()
    if not (child := os.fork()):
        os.close(read)
        with os.fdopen(write, "wb") as pipe:
            pickle.dump(_tried(items), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        tried: dict[str, tuple[float, set[str]]] = pickle.load(pipe)  # noqa: S301  # our own fork wrote it
    os.waitpid(child, 0)
    seconds = {each: took for each, (took, _functions) in tried.items()}
    reached: Reached = defaultdict(list)
    for item in sorted(items, key=lambda each: seconds[each.nodeid]):
        for function in tried[item.nodeid][1]:
            reached[function].append(item)
    return reached, seconds


def _tried(items: list[pytest.Item]) -> dict[str, tuple[float, set[str]]]:
    """Return the time of each test and the functions it reaches."""
    found = {}
    hit: set[str] = set()
    trampoline.record_trampoline_hit = lambda name, **_caller: hit.add(name)  # type: ignore[attr-defined]  # replaced where it is called
    trampoline.set_mutant_under_test("stats")
    for item in items:
        hit.clear()
        begun = time.process_time()
        if not _passes(item):
            sys.exit(f"{item.nodeid} fails without any mutant")
        found[item.nodeid] = time.process_time() - begun, set(hit)
    return found


def _fate(name: str, items: list[pytest.Item], limit: int) -> str:
    """Say what becomes of a mutant in a fork of its own; move who noticed it first."""
    if not items:
        return UNTESTED
    read, write = os.pipe()
    if not (child := os.fork()):
        try:
            trampoline.set_mutant_under_test(name)
            os.write(write, _noticed_by(items, limit))
        finally:  # never back into the session of the parent
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        noticed_by = pipe.read().decode()
    os.waitpid(child, 0)
    if noticed_by == NOBODY:
        return SURVIVED
    if not noticed_by:
        return ENDED
    items.insert(0, items.pop(int(noticed_by)))
    return KILLED


def _noticed_by(items: list[pytest.Item], limit: int) -> bytes:
    """Return the place of the first test that fails."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    failing = (str(n) for n, item in enumerate(items) if not _passes(item))
    return next(failing, NOBODY).encode()


def _passes(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return all(each.outcome != "failed" for each in reports)
