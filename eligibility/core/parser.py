"""Reads a rulebook from TOML, refusing whatever it does not understand.

Every problem is reported at once, with the file, the place and a remedy: a loader that
ignores what it does not know lets a misspelt clause vanish.
"""

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eligibility.core.clause_parser import ClauseReader, Key
from eligibility.core.reading import (
    UNENDED,
    Problems,
    Table,
    read_references,
    read_toml,
    unended_line,
)
from eligibility.core.rulebook import DatedClause, Lot, ProjectType, Reference, Rulebook

FORMAT = 1
POLICIES = ("warn", "block")
"""What a call may say of what is not as it should be when somebody submits."""
AT_LINE = re.compile(r"line (\d+), column \d+\)$")
UNENDED_LONG = "Unterminated long string"
"""A text over several lines, which Python calls as one on a single line."""
MOST_KEPT = 32
"""Texts whose rulebooks are kept: one is compared, tried, checked and published."""


class RulebookError(ValueError):
    """A rulebook that cannot be used; `problems` says what, where and the remedy.

    `text` is what was read; empty where it could not be.
    """

    def __init__(self, source: str, problems: list[str], text: str = "") -> None:
        super().__init__("\n".join(f"{source}: {problem}" for problem in problems))
        self.source = source
        self.problems = problems
        self.text = text


class NotToml(RulebookError):
    """A text of which the grammar is broken, so that nothing in it can be read.

    `what` are the words of the reader of TOML; `line` and what is `written` there say
    where, or 0 and nothing for the end of the text.
    """

    def __init__(self, source: str, text: str, error: tomllib.TOMLDecodeError) -> None:
        super().__init__(source, [f"not TOML: {error}"])
        self.what, _, place = str(error).rpartition(" (at ")
        found = AT_LINE.match(place)
        self.line = int(found[1]) if found else 0
        if self.what in UNENDED and not found:
            self.line, is_long = unended_line(text)
            self.what = UNENDED_LONG if is_long else self.what
        self.written = text.split("\n")[self.line - 1].strip() if self.line else ""


@lru_cache(maxsize=MOST_KEPT)
def parse_rulebook(text: str, *, source: str) -> Rulebook:
    """Return the rulebook written in `text`; `source` names it in messages.

    The same text gives the same object again: nothing in it can change.
    Raises RulebookError with every problem found.
    """
    try:
        document = read_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(source, text, error) from error
    problems = Problems()
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    rulebook = _Reader(Table(document, "", problems), problems).rulebook(sha256)
    if problems.found:
        raise RulebookError(source, problems.found, text)
    return rulebook


class _Reader:
    """Walks one document; what it cannot read becomes a problem, not a crash."""

    def __init__(self, document: Table, problems: Problems) -> None:
        self.document = document
        self.problems = problems
        self.references: Mapping[str, Reference] = {}

    def rulebook(self, sha256: str) -> Rulebook:
        """Read everything; the result is only meant to be used without problems."""
        top = self.document
        if top.take("format", int) != FORMAT:
            self.problems.add("format", "must be %(number)s", number=FORMAT)
        self.references = read_references(self.document)
        opens, opens_reference = self._opens()
        deadline, deadline_references = self._deadline()
        is_established = top.take("established", bool, default=True)
        lots = self._lots(opens)
        if is_established and not lots:
            self.problems.add("lots", "a call needs a Lot, or established = false")
        rulebook = Rulebook(
            code=top.take("code", str),
            version=top.take("version", int),
            sha256=sha256,
            title=top.take("title", str),
            reference=top.take("reference", str),
            opens=opens,
            opens_reference=opens_reference,
            deadline=deadline,
            deadline_references=deadline_references,
            pending_partners=top.choose("pending_partners", POLICIES),
            unverified_clauses=top.choose(
                "unverified_clauses", POLICIES, default="block"
            ),
            lots=lots,
            takes_submissions=top.take("takes_submissions", bool, default=False),
            is_default=top.take("default", bool, default=False),
            is_established=is_established,
            note=top.take("note", str, default=None),
        )
        top.finish()
        return rulebook

    def _opens(self) -> tuple[dt.date, Reference]:
        table = self.document.table("opens")
        day = table.take("date", dt.date)
        reference = table.refer("reference", self.references)
        table.finish()
        return day, reference

    def _deadline(self) -> tuple[dt.datetime, tuple[Reference, Reference]]:
        table = self.document.table("deadline")
        day, time = table.take("date", dt.date), table.take("time", dt.time)
        zone = table.take("zone", str)
        references = (
            table.refer("date_reference", self.references),
            table.refer("time_reference", self.references),
        )
        table.finish()
        try:
            moment = dt.datetime.combine(day, time, ZoneInfo(zone))
        except (TypeError, ValueError, ZoneInfoNotFoundError):
            self.problems.add("deadline", "needs a date, a time and a known time zone")
            moment = dt.datetime.max.replace(tzinfo=dt.UTC)
        return moment, references

    def _lots(self, opens: dt.date) -> tuple[Lot, ...]:
        lots = self.document.tables("lots")
        shape = {
            table.take("code", str): (table, table.tables("project_types"))
            for table in lots
        }
        if len(shape) != len(lots):
            self.problems.add("lots", "two Lots have the same code")
        known = {
            code: [each.take("code", str) for each in types]
            for code, (_, types) in shape.items()
        }
        for code, types in known.items():
            if len(set(types)) != len(types):
                place = shape[code][0].place
                self.problems.add(place, "two project types have the same code")
        reader = ClauseReader(self.problems, self.references, known, opens)
        clauses = reader.clauses(self.document.tables("clauses"))
        return tuple(
            self._lot(code, table, types, clauses)
            for code, (table, types) in shape.items()
        )

    def _lot(
        self,
        code: str,
        table: Table,
        types: list[Table],
        clauses: Mapping[Key, tuple[DatedClause, ...]],
    ) -> Lot:
        if not types:
            self.problems.add(table.place, "a Lot needs a project type")
        project_types = []
        for each in types:
            key = each.take("code", str)
            bound = clauses.get((code, key), ())
            if not bound:
                self.problems.add(each.place, "no clause binds this project type")
            project_types.append(ProjectType(key, each.take("title", str), bound))
            each.finish()
        lot = Lot(
            code,
            table.take("number", int, default=None),
            table.take("title", str),
            tuple(project_types),
        )
        table.finish()
        return lot
