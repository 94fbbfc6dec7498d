"""A strict table: hands out typed values and knows which keys nobody asked for."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from eligibility.core.rulebook import Reference
from eligibility.core.terms import Confidence

MISSING: Any = object()
NAMES = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    dt.date: "a date, as 2019-11-05",
    dt.time: "a time, as 17:00:00",
    list: "a list",
    dict: "a table",
}
NO_REFERENCE = Reference("", Confidence.UNVERIFIED, dt.date.min)
MOST_DOTS = 200
"""On one line: a name of so many parts takes time by the square of their number."""
UNENDED = ("Unterminated string", "Expected \"'''\"")
"""How Python's reader calls a text that goes on to the end, by what opens it."""
LONG_QUOTES = (re.compile(r'(?<!\\)(?:\\\\)*(""")'), re.compile("(''')"))
"""A backslash keeps the first from closing a text, unless one before it keeps that."""
LONG_NUMBER = re.compile(r"[0-9_]{400}")
"""Longer than any number of a law, shorter than Python refuses to convert."""


def read_toml(text: str) -> dict[str, Any]:
    """Return the tables of a text; TOMLDecodeError for whatever is wrong with it.

    Python's own reader ends its stack where lists lie in lists, and fails in another
    way at numbers without end.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise tomllib.TOMLDecodeError(
                f"Nested too deeply (at line {number}, column 1)"
            )
        if LONG_NUMBER.search(line):
            raise tomllib.TOMLDecodeError(f"Invalid value (at line {number}, column 1)")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError(
            "Nested too deeply (at end of document)"
        ) from None


def unended_line(text: str) -> tuple[int, bool]:
    """Say on which line a text begins that does not end, and if three quotes open it.

    Nothing behind such quotes closes them, so they are the last of their kind, but for
    some behind a backslash; and with an empty text in their place, what stands before
    them ends.
    """
    found = ([at.start(1) for at in each.finditer(text)] for each in LONG_QUOTES)
    begins = [at[-1] for at in found if at and not _is_unended(text[: at[-1]])]
    at = max(begins, default=len(text.rstrip()))
    return text.count("\n", 0, at) + 1, bool(begins)


def _is_unended(before: str) -> bool:
    """Say whether a text is still open at the end of `before`."""
    try:
        read_toml(f'{before}""')
    except tomllib.TOMLDecodeError as error:
        return str(error).startswith(UNENDED)
    return False


class Noted(str):
    """A problem in English, with what it takes to say it in another language.

    `remedy` is what is expected at `place`, into which `facts` are filled.
    """

    __slots__ = ("facts", "place", "remedy")
    place: str
    remedy: str
    facts: Mapping[str, str]

    def __new__(cls, place: str, remedy: str, facts: Mapping[str, str]) -> Self:
        """Say it in English."""
        said = remedy % facts if facts else remedy
        noted = super().__new__(cls, f"{place or 'top level'}: {said}")
        noted.place, noted.remedy, noted.facts = place, remedy, facts
        return noted


class Problems:
    """Everything found wrong so far, in order."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: str, remedy: str, **facts: object) -> None:
        """Note a problem: where it is and what is expected there."""
        said = {name: str(value) for name, value in facts.items()}
        self.found.append(Noted(place, remedy, said))


class Table:
    """One TOML table with its place in the file."""

    def __init__(
        self, values: Mapping[str, Any], place: str, problems: Problems
    ) -> None:
        self._values = values
        self._taken: set[str] = set()
        self._problems = problems
        self.place = place

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def at(self, key: str) -> str:
        """Return the place of a key, as messages name it."""
        return f"{self.place}.{key}" if self.place else key

    def take(self, key: str, kind: type, *, default: Any = MISSING) -> Any:  # noqa: ANN401  # as TOML has it
        """Return the value of a key if it is of its kind, else note the problem."""
        self._taken.add(key)
        value = self._values.get(key, MISSING)
        if value is MISSING:
            if default is MISSING:
                self._problems.add(
                    self.at(key), "is missing; write %(kind)s", kind=NAMES[kind]
                )
            return _blank(kind) if default is MISSING else default
        is_right = isinstance(value, kind) and (
            kind is bool or not isinstance(value, bool)
        )
        if not is_right or (kind is dt.date and isinstance(value, dt.datetime)):
            self._problems.add(self.at(key), "must be %(kind)s", kind=NAMES[kind])
            return _blank(kind)
        if kind is str and not value.strip():
            self._problems.add(self.at(key), "must not be empty; leave the key out")
        return value

    def choose(
        self, key: str, choices: Sequence[str], *, default: str | None = None
    ) -> str:
        """Return one of `choices`, else note the problem; `default` for no key."""
        value = str(self.take(key, str, default=default or MISSING))
        if value and value not in choices:
            known = ", ".join(repr(str(each)) for each in choices)
            self._problems.add(
                self.at(key),
                "is %(value)s; write one of %(known)s",
                value=repr(value),
                known=known,
            )
            return ""
        return value

    def refer(self, key: str, references: Mapping[str, Reference]) -> Reference:
        """Return the reference a key names; there is no value without one."""
        name = self.take(key, str)
        if name and name not in references:
            self._problems.add(
                self.at(key), "no [references.%(name)s] in this file", name=name
            )
        return references.get(name, NO_REFERENCE)

    def table(self, key: str) -> "Table":
        """Return the table under a key."""
        return Table(self.take(key, dict), self.at(key), self._problems)

    def tables(self, key: str) -> list["Table"]:
        """Return the tables under a key; none where the key is absent."""
        found = []
        for index, value in enumerate(self.take(key, list, default=[])):
            place = f"{self.at(key)}[{index}]"
            if isinstance(value, dict):
                name = value.get("id", value.get("code"))
                place = f"{self.at(key)}[{name or index}]"
                found.append(Table(value, place, self._problems))
            else:
                self._problems.add(place, "must be %(kind)s", kind=NAMES[dict])
        return found

    def finish(self) -> None:
        """Refuse the keys nobody asked for."""
        for key in self._values.keys() - self._taken:
            known = ", ".join(sorted(self._taken))
            self._problems.add(
                self.at(key), "unknown key; known are %(known)s", known=known
            )


def read_references(document: Table) -> dict[str, Reference]:
    """Return the sources a file names under [references], each read in full."""
    table = document.table("references")
    return {key: _read_reference(table.table(key)) for key in table}


def _read_reference(table: Table) -> Reference:
    confidence = table.choose("confidence", tuple(Confidence))
    reference = Reference(
        title=table.take("title", str),
        confidence=Confidence(confidence or Confidence.UNVERIFIED),
        checked=table.take("checked", dt.date),
        locator=table.take("locator", str, default=None),
        url=table.take("url", str, default=None),
        quote=table.take("quote", str, default=None),
        note=table.take("note", str, default=None),
    )
    table.finish()
    return reference


def _blank(kind: type) -> Any:  # noqa: ANN401  # stands in so that reading can go on
    """Return a harmless value of a kind, so that one problem does not hide others."""
    if kind is dt.date:
        return dt.date.min
    return dt.time() if kind is dt.time else kind()
