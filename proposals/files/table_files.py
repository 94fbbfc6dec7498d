"""Partners, working days and mobility as workbooks, changed in a spreadsheet and back.

The heading names the fields of `ssa-proposal/1`; other columns are for the reader of
the table alone. No cell that is written runs, none that is read may be a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from alliances.files.archives import OLD_START, is_archive
from alliances.files.consortium import WORKBOOK_SUFFIXES, suffix_of
from alliances.files.consortium_rows import note_formula
from alliances.files.countries import shipped_countries
from alliances.files.fields import Fields
from alliances.files.problems import Problems, refuse, shown
from alliances.files.sheets import (
    MOST_ROWS,
    column_name,
    is_error,
    is_formula,
    neutral,
)
from alliances.files.table_sheets import table_sheet
from proposals.files.proposal_file import KEYS, Part, Place, ProposalFile, Value
from proposals.files.proposal_values import FIELDS, KEY_FIELDS

WIDEST = 60
OPEN_BETWEEN = "|"
"""Between types it is open between."""
TABLES: Mapping[str, Part] = {
    "partners": Part.PARTNERS,
    "days": Part.EFFORT,
    "mobility": Part.MOBILITY,
}
"""The tables there are, by the name of their file."""
LEFT_OUT = ("left",)
"""That a partner takes part no more is its own word, not a cell."""
ASIDE = ("organisation", "package")
"""Columns that only say what a number stands for."""
WHOLE = ("partner", "work_package", "participants", "distance_km")
"""Fields that hold whole numbers; P3 and WP3 are 3, too."""

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a workbook states."""

    file: ProposalFile
    unmapped: tuple[str, ...]
    """Columns that are no field."""


def columns_of(part: Part) -> tuple[str, ...]:
    """Return the headings of a table that are read."""
    fields = tuple(each for each in FIELDS[part] if each not in LEFT_OUT)
    return (*KEYS[part], *fields)


def write_table(name: str, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one table; `rows` are cells below `heading_of`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    sheet.append(list(heading_of(name)))
    for row in rows:
        sheet.append([_stored(each) for each in row])
    for number, cells in enumerate(sheet.columns, start=1):
        longest = max(len(str(each.value or "")) for each in cells) + 2
        width = min(longest, WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
        cells[0].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def heading_of(name: str) -> tuple[str, ...]:
    """Return the heading of a table, with what its numbers stand for."""
    part = TABLES[name]
    return (*columns_of(part), *(() if part is Part.PARTNERS else ASIDE))


def cells_of(part: Part, place: Place, row: Mapping[str, Value]) -> list[Cell]:
    """Return the cells of a row, without those for its reader alone."""
    stated = dict(zip(KEYS[part], place.at, strict=True)) | dict(row)
    return [_cell(name, stated[name]) for name in columns_of(part)]


def _cell(name: str, value: Value) -> Cell:
    if isinstance(value, tuple):
        return OPEN_BETWEEN.join(str(each) for each in value)
    is_days = isinstance(value, str) and name in (*FIELDS[Part.EFFORT], "days")
    return float(value) if is_days and value else value


def _stored(cell: Cell) -> Cell:
    """Return a cell no spreadsheet runs, without what no workbook holds."""
    if isinstance(cell, str):
        return neutral(ILLEGAL_CHARACTERS_RE.sub("", cell))
    return cell


def read_table(
    content: bytes, *, call: str, lot: str, free_numbers: Mapping[Part, int]
) -> TableRead:
    """Return the table of a workbook; which one it is, its heading says.

    A row without a number gets the next of `free_numbers`. Rows that are gone are
    offered as removed, columns that are gone are not spoken of. Raises FileRefused with
    every problem and no other exception.
    """
    sheet = table_sheet(content, columns_of(Part.PARTNERS))
    heading = [column_name(each) for each in sheet.rows[0][1]]
    part = _part_of(heading)
    reader = _Reader(part, heading, free_numbers.get(part, 1))
    for number, cells in sheet.rows[1:]:
        reader.take(number, cells)
    reader.problems.refuse_if_any()
    known = {*columns_of(part), *ASIDE, ""}
    unmapped = tuple(_unread(each) for each in heading if each not in known)
    file = ProposalFile(call, lot, reader.rows, frozenset({part}))
    return TableRead(file, unmapped)


def _unread(column: str) -> str:
    return _("the column %s") % shown(column)


def _part_of(heading: Sequence[str]) -> Part:
    """Return the table whose own columns the heading has."""
    needed = {
        Part.PARTNERS: ("number", "name", "role"),
        Part.EFFORT: ("partner", "work_package"),
        Part.MOBILITY: ("number", "partner", "traveller", "participants"),
    }
    for part, columns in needed.items():
        if set(columns) <= set(heading) and len(set(heading) & {*FIELDS[part]}):
            return part
    expected = _("the heading of a table as it can be downloaded here, such as %s")
    names = ", ".join(columns_of(Part.PARTNERS))
    raise refuse(_("row 1"), _("another heading"), expected % names)


class _Reader:
    """Reads rows of one table; what it cannot read becomes a problem."""

    def __init__(self, part: Part, heading: Sequence[str], free: int) -> None:
        self.part = part
        self.heading = heading
        self.free = free
        self.problems = Problems()
        self.fields = Fields(self.problems, shipped_countries())
        self.rows: dict[Place, dict[str, Value]] = {}

    def take(self, number: int, cells: Sequence[str]) -> None:
        texts = dict(zip(self.heading, cells, strict=False))
        found: dict[str, Value] = {}
        for name in columns_of(self.part):
            if name in self.heading:
                found[name] = self.value(number, name, texts.get(name, ""))
        at = [found.pop(name) for name in KEYS[self.part]]
        place = Place(self.part, tuple(e for e in at if isinstance(e, int)))
        if place in self.rows:
            where = _("row %d") % number
            self.problems.add(where, _("a row that is there twice"), _("it once"))
        self.rows[place] = found

    def value(self, row: int, name: str, text: str) -> Value:
        where = _("row %(row)d, %(column)s") % {"row": row, "column": name}
        # Our own mark before what a spreadsheet would run.
        is_marked = text.startswith("'") and is_formula(text[1:])
        if not is_marked and (is_formula(text) or is_error(text)):
            note_formula(self.problems, where, text, "")
            return None
        stated = self.stated(name, text[1:] if is_marked else text)
        if name == "number" and stated is None:
            stated, self.free = self.free, self.free + 1
        known = FIELDS[self.part].get(name) or KEY_FIELDS.get(name) or PARTNER
        return known.read(self.fields, where, stated)

    def stated(self, name: str, text: str) -> object:
        """Return a cell as the JSON value it stands for."""
        word = text.strip()
        if name == "types":
            return [each.strip() for each in word.split(OPEN_BETWEEN) if each.strip()]
        if not word:
            return "0" if name in FIELDS[Part.EFFORT] else None
        if name in (*WHOLE, "number"):
            digits = word.upper().removeprefix("WP").removeprefix("P").removeprefix("M")
            is_number = digits.isascii() and digits.isdigit() and len(digits) < MOST
            return int(digits) if is_number else word
        return text if name in {"name", "added_value"} else word


MOST = 10
"""Digits of a number, far more than any has."""
PARTNER = FIELDS[Part.MOBILITY]["partner"]


def is_table(content: bytes, name: str) -> bool:
    """Say whether a file is a table, by what is in it, else by its ending."""
    suffix = suffix_of(name)
    if not is_archive(content) or content.startswith(OLD_START):
        return suffix == ".csv" or suffix in WORKBOOK_SUFFIXES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(each.startswith("xl/") for each in archive.namelist())
    except Exception:  # noqa: BLE001  # zipfile raises much; whoever reads it says what
        return suffix in WORKBOOK_SUFFIXES


def enough(rows: Sequence[object]) -> bool:
    """Say whether a table of so many rows can be read back."""
    return len(rows) < MOST_ROWS - 1
