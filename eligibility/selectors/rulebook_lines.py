"""On which line of a rulebook's text a place stands that the core names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from eligibility.core import read_toml

HEADING = re.compile(r"^\s*(\[\[?)\s*([a-z][\w.-]*)\s*\]", re.IGNORECASE)
"""Not a list of numbers that stands on a line of its own."""
ASSIGNED = re.compile(r"^\s*([\w.-]+)\s*=")
QUOTES = ('"""', "'''")
"""Around a text of several lines, in which nothing is a heading."""


def line_of(text: str, place: str) -> int:
    """Return the line of a place, as `clauses[some-id].values[0].since`.

    Of what is missing, or within a value, the line of what it belongs to; 0 for the
    whole file. The text is one of which the grammar is right.
    """
    lines = dict(reversed(list(_places(text))))
    while place and place not in lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return lines.get(place, 0)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield each heading and each name with a value, and the line it stands on."""
    document, counted = read_toml(text), Counter[str]()
    above, is_quoted = "", False
    for number, line in enumerate(text.split("\n"), 1):
        if not is_quoted:
            heading = HEADING.match(line)
            named = heading and _named(document, heading[2], counted, heading[1])
            if named:
                above = named
                yield above, number
            elif assigned := ASSIGNED.match(line):
                yield f"{above}.{assigned[1]}".removeprefix("."), number
        is_quoted ^= sum(map(line.count, QUOTES)) % 2 == 1


def _named(
    document: Mapping[str, Any],
    heading: str,
    counted: Counter[str],
    bracket: str,
) -> str:
    """Return a heading as the core names its place: `clauses[some-id].values[0]`.

    Nothing for what only looks like one: a list of a value on a line of its own, or a
    line of a text. `counted` are the tables of each list so far: two may go by one
    name.
    """
    place, path, table = "", "", document
    names = heading.split(".")
    for depth, name in enumerate(names, 1):
        place = f"{place}.{name}".removeprefix(".")
        found: Any = table.get(name)
        path += f".{name}"
        if isinstance(found, list):
            if bracket == "[[" and depth == len(names):
                counted[path] += 1
            index = counted[path] - 1
            path += f".{index}"
            found = found[index] if index in range(len(found)) else None
            if isinstance(found, dict):
                place += f"[{found.get('id', found.get('code')) or index}]"
        if not isinstance(found, dict):
            return ""
        table = found
    return place
