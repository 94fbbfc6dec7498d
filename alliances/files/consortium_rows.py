"""Consortium sheets, CSV and XLSX alike: one partner per row, the facts beside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.files.countries import shipped_countries
from alliances.files.facts import Facts
from alliances.files.fields import Fields
from alliances.files.partners import (
    LIST_KEYS,
    MOST_PARTNERS,
    PARTNER_KEYS,
    REQUIRED,
    note_too_many,
    read_partner,
)
from alliances.files.problems import (
    Problems,
    did_you_mean,
    refuse,
    shown,
    shown_short,
)
from alliances.files.sheets import (
    Row,
    Sheet,
    column_name,
    is_below_zero,
    is_error,
    is_formula,
    note_merged,
)
from alliances.files.stated import ConsortiumFile, Given, StatedPartner
from alliances.phrases import either, labelled

HEADING = ",".join(PARTNER_KEYS)
TYPE_SEPARATOR = "|"
# Some spreadsheets save blank columns beyond the table.
MOST_COLUMNS = 100
# A refused cell is noted once: these keep it from being called missing as well.
STAND_INS = {"name": "-", "role": Role.FULL_PARTNER.value}


def read_consortium(
    sheet: Sheet,
    given: Mapping[str, Given] | None = None,
    *,
    countries: Mapping[str, str] | None = None,
    beside: str = "%s",
) -> ConsortiumFile:
    """Return the consortium of a sheet and the facts `given` by key.

    `beside` makes the place of a fact that was not given. Raises FileRefused with
    every problem.
    """
    fields = Fields(Problems(), shipped_countries() if countries is None else countries)
    columns = _columns(fields.problems, sheet.rows)
    file = Facts(fields, given or {}, beside).file()
    note_merged(fields.problems, sheet, sheet.rows[0][0])
    file = replace(file, partners=_partners(fields, columns, sheet))
    fields.problems.refuse_if_any()
    return file


def _columns(problems: Problems, rows: Sequence[Row]) -> list[str]:
    """Return the columns of the heading, "" for one without a name."""
    expected = _("the heading %(heading)s") % {"heading": HEADING}
    number, cells = rows[0] if rows else (0, [])
    if not cells:
        raise refuse(_("row 1"), _("no heading"), expected)
    if len(cells) > MOST_COLUMNS:
        what = _("%(count)d columns") % {"count": len(cells)}
        raise refuse(_("row %d") % number, what, expected)
    columns = [column_name(cell) for cell in cells]
    for index, name in enumerate(columns):
        where = _cell(number, cells[index].strip())
        if name and name not in LIST_KEYS:
            meant = problems.closest(name, PARTNER_KEYS)
            known = did_you_mean(either(PARTNER_KEYS), meant)
            problems.add(where, _("unknown column"), known)
        elif name and name in columns[:index]:
            problems.add(where, _("column written twice"), _("each column once"))
    for name in REQUIRED:
        if name not in columns:
            problems.add(_cell(number, name), _("missing column"), expected)
    # Without its columns every row would repeat the same complaint.
    problems.refuse_if_any()
    return columns


def _partners(
    fields: Fields, columns: list[str], sheet: Sheet
) -> tuple[StatedPartner, ...]:
    found = sheet.rows[1 : MOST_PARTNERS + 2]
    if len(found) > MOST_PARTNERS:
        note_too_many(fields.problems, _("the file"))
    return tuple(
        [
            _partner(fields, columns, row, is_workbook=sheet.is_workbook)
            for row in found[:MOST_PARTNERS]
        ]
    )


def _partner(
    fields: Fields, columns: list[str], row: Row, *, is_workbook: bool
) -> StatedPartner:
    number, cells = row
    stated: dict[str, object] = {}

    def place(column: str) -> str:
        return _cell(number, column)

    for index, cell in enumerate(cells):
        name = columns[index] if index < len(columns) else ""
        where = place(name or _("column %d") % (index + 1))
        if name == "pic" and is_below_zero(cell):
            stated[name] = cell.strip()
        elif is_formula(cell) or is_error(cell):
            note_formula(
                fields.problems, where, cell, cell_name(index, number, is_workbook)
            )
            stated |= {key: STAND_INS[key] for key in STAND_INS if key == name}
        elif name and cell.strip():
            stated[name] = cell_value(name, cell.strip())
        elif cell.strip():
            expected = _("nothing, since this column has no heading")
            fields.problems.add(where, shown(cell.strip()), expected)
    return read_partner(fields, number, stated, place)


def note_formula(problems: Problems, where: str, cell: str, name: str) -> None:
    """Note a cell a spreadsheet would run, or could not work out, by its name."""
    if is_error(cell):
        what = _("an error of the spreadsheet: %s")
        problems.add(where, what % shown(cell), _("a value, or an empty cell"))
        return
    expected = _("text that does not start with = + - @, a tab or a line break")
    what = _("a formula in cell %(name)s") if name else _("a formula")
    problems.add(where, labelled(what % {"name": name}, shown(cell)), expected)


def cell_name(index: int, number: int, is_workbook: bool) -> str:  # noqa: FBT001  # two forms of one name
    """Return what a workbook calls a cell, such as B3; nothing in a file of text."""
    return f"{letters(index)}{number}" if is_workbook else ""


def letters(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B, … AA."""
    rest, last = divmod(index, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def cell_value(name: str, cell: str) -> object:
    """Return a cell as JSON would hold it: open types are a list."""
    if name == "type" and TYPE_SEPARATOR in cell:
        return [each.strip() for each in cell.split(TYPE_SEPARATOR)]
    return cell


def _cell(number: int, column: str) -> str:
    name = shown_short(column)
    return _("row %(number)d, %(column)s") % {"number": number, "column": name}
