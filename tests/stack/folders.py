"""What tests are marked by for the folder they lie in, and whether that is wanted.

A file is not even read where `-m` leaves out whatever lies in its folder: the tier on
servers read twice as many tests as it ran.
"""

import functools
import itertools
import re
from collections.abc import Callable
from pathlib import Path

from _pytest.mark.expression import Expression

TESTS = Path(__file__).parent.parent
FOLDER_MARKS = {
    "eligibility/core": "core",
    "architecture": "architecture",
    "browser": "browser",
}
ABOVE = re.compile(r"(^|/)(views|pages|forms|api|emails|permissions)/")
"""Folders whose tests reach the database through services and selectors alone."""
WORD = re.compile(r"[a-z_]+")


def marks_of(path: Path) -> frozenset[str]:
    """Return what the tests of a file are marked by for their folder."""
    folder = path.relative_to(TESTS).as_posix() if path.is_relative_to(TESTS) else ""
    marks = {
        mark for begin, mark in FOLDER_MARKS.items() if folder.startswith(f"{begin}/")
    }
    return frozenset(marks | ({"above"} if ABOVE.search(folder) else set()))


@functools.cache
def may_be_wanted(given: frozenset[str], wanted: str) -> bool:
    """Say whether `-m` can choose a test with these marks, whatever its own are."""
    if not wanted:
        return True
    expression = Expression.compile(wanted)
    others = sorted(set(WORD.findall(wanted)) - given - {*FOLDER_MARKS.values()})
    return any(
        expression.evaluate(_one_of(given | set(more)))
        for number in range(len(others) + 1)
        for more in itertools.combinations(others, number)
    )


def _one_of(marks: frozenset[str]) -> Callable[..., bool]:
    return lambda name, **_arguments: name in marks
