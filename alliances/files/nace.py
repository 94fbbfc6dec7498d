"""NACE Rev. 2, the classification of economic activities: a tree of four levels.

Pure: content in, frozen rows out; also which code somebody means who types one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import gettext as _

from alliances.files.problems import Problems, shown
from alliances.files.table_rows import RowCells, Rows, cell_words, read_table

NACE_FILE = Path(__file__).parents[2] / "fixtures" / "nace-rev2.csv"
NACE_COLUMNS = ("code", "parent", "level", "title")
FORMS = (r"[A-U]", r"[0-9]{2}", r"[0-9]{2}\.[0-9]", r"[0-9]{2}\.[0-9]{2}")
"""How a code of each level is written."""
CODE = re.compile("|".join(FORMS), re.ASCII)
TYPED = re.compile(
    r"(?:NACE)?\s*(?:REV\.?\s*2)?\s*[:.,]?\s*"
    r"(?P<section>[A-U])?[\s.]*(?P<code>[0-9]{2}(?:\.[0-9]{1,2})?)?"
    r"\s*(?:(?:[-–—:,]\s*|\s)(?P<title>\S.*))?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
LOOKS_LIKE_ONE = re.compile(
    r"(?:NACE\b.*|[A-Z]?\s?[0-9]{2}(?:\.[0-9]{1,2})?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NaceRow:
    """One code; `parent` is empty for a section."""

    code: str
    parent: str
    level: int
    title: str

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.code


def parse_nace(content: bytes) -> tuple[NaceRow, ...]:
    """Read the classification; FileRefused with every problem.

    Each code stands at the level its form says, under a code of the level above that
    it begins with; a division stands under a section.
    """
    return read_table(content, NACE_COLUMNS, _row, _check_parents)


@cache
def shipped_nace() -> Mapping[str, NaceRow]:
    """Return the shipped classification by code, in its own order."""
    rows = parse_nace(NACE_FILE.read_bytes())
    return MappingProxyType({row.code: row for row in rows})


@cache
def section_of(code: str) -> str:
    """Return the letter of the section a code stands under."""
    row = shipped_nace()[code]
    return section_of(row.parent) if row.parent else code


def nace_code(text: str) -> str:
    """Return the code somebody means, "" where it is none of the classification.

    "62.01", "J62.01", "J 62", "NACE 62.01" and "62.01 Computer programming
    activities" are read; a section beside another section's code, or a title that is
    not the code's, says something else.
    """
    found = TYPED.fullmatch(text.strip())
    if found is None:
        return ""
    section = (found["section"] or "").upper()
    code = found["code"] or section
    row = shipped_nace().get(code)
    if row is None or (section and section_of(code) != section):
        return ""
    title = found["title"]
    is_titled = title is None or title.casefold() == row.title.casefold()
    return code if is_titled else ""


def looks_like_a_code(text: str) -> bool:
    """Say whether somebody meant a code, whether or not there is such a one."""
    return LOOKS_LIKE_ONE.fullmatch(text.strip()) is not None


def _row(cells: RowCells) -> NaceRow:
    expected = _("a code such as A, 01, 01.1 or 01.11")
    code = cells.like("code", CODE, expected)
    parent = cells.like_or_none("parent", CODE, expected)
    row = NaceRow(code, parent, cells.number("level"), cells.text("title"))
    if not cells.is_refused and row.level != (level := _level(code)):
        cells.refuse("level", _("%(level)d, by its code") % {"level": level})
    return row


def _level(code: str) -> int:
    forms = enumerate(FORMS, start=1)
    return next(level for level, form in forms if re.fullmatch(form, code, re.ASCII))


def _check_parents(rows: Rows[NaceRow], problems: Problems) -> None:
    """Refuse a code that does not stand under the code it belongs to."""
    for number, row in rows.values():
        above = ("", row.parent, row.code[:2], row.code[:4])[row.level - 1]
        _number, parent = rows.get(above, (0, None))
        is_there = row.level == 1 or (parent and parent.level == row.level - 1)
        if row.parent != above or not is_there:
            expected = (
                _("nothing: a section stands alone"),
                _("a section that has a row"),
                _("%(code)s, with a row of its own") % {"code": above},
            )[min(row.level, 3) - 1]
            problems.add(cell_words(number, "parent"), shown(row.parent), expected)
