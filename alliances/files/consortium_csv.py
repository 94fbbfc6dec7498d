"""Consortium files in CSV: the partners, one per row; the facts are given beside."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _

from alliances.enums import Role
from alliances.files.countries import shipped_countries
from alliances.files.facts import Facts
from alliances.files.fields import Fields
from alliances.files.partners import (
    MOST_PARTNERS,
    PARTNER_KEYS,
    REQUIRED,
    note_too_many,
    read_partner,
)
from alliances.files.problems import (
    Problems,
    one_of,
    refuse,
    refuse_if_too_large,
    shown,
    shown_short,
)
from alliances.files.sheets import (
    Rows,
    column_name,
    decode_text,
    is_formula,
    read_rows,
)
from alliances.files.stated import ConsortiumFile, Given, StatedPartner

HEADING = ",".join(PARTNER_KEYS)
TYPE_SEPARATOR = "|"
# Some spreadsheets save blank columns beyond the table.
MOST_COLUMNS = 100
# A refused cell is noted once: these keep it from being called missing as well.
STAND_INS = {"name": "-", "role": Role.FULL_PARTNER.value}


def parse_csv(
    content: bytes,
    given: Mapping[str, Given] | None = None,
    *,
    countries: Mapping[str, str] | None = None,
) -> ConsortiumFile:
    """Return the consortium of CSV bytes and the facts `given` by key.

    Raises FileRefused with every problem and no other exception, whatever the bytes.
    """
    refuse_if_too_large(content)
    rows = read_rows(decode_text(content), PARTNER_KEYS)
    fields = Fields(Problems(), shipped_countries() if countries is None else countries)
    columns = _columns(fields.problems, rows)
    file = Facts(fields, given or {}, "%s").file()
    file = replace(file, partners=_partners(fields, columns, rows))
    fields.problems.refuse_if_any()
    return file


def _columns(problems: Problems, rows: Rows) -> list[str]:
    """Return the columns of the heading, "" for one without a name."""
    expected = _("the heading %(heading)s") % {"heading": HEADING}
    number, cells = next(rows, (0, []))
    if not cells:
        raise refuse(_("row 1"), _("no heading"), expected)
    if len(cells) > MOST_COLUMNS:
        what = _("%(count)d columns") % {"count": len(cells)}
        raise refuse(_("row %d") % number, what, expected)
    columns = [column_name(cell) for cell in cells]
    for index, name in enumerate(columns):
        where = _cell(number, cells[index].strip())
        if name and name not in PARTNER_KEYS:
            known = one_of(PARTNER_KEYS) + problems.hint(name, PARTNER_KEYS)
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
    fields: Fields, columns: list[str], rows: Rows
) -> tuple[StatedPartner, ...]:
    found = list(islice(rows, MOST_PARTNERS + 1))
    if len(found) > MOST_PARTNERS:
        note_too_many(fields.problems, _("the file"))
    return tuple(
        [
            _partner(fields, columns, number, cells)
            for number, cells in found[:MOST_PARTNERS]
        ]
    )


def _partner(
    fields: Fields, columns: list[str], number: int, cells: list[str]
) -> StatedPartner:
    stated: dict[str, object] = {}

    def place(column: str) -> str:
        return _cell(number, column)

    for index, cell in enumerate(cells):
        name = columns[index] if index < len(columns) else ""
        where = place(name or _("column %d") % (index + 1))
        if is_formula(cell):
            expected = _("text that does not start with = + - @, a tab or a line break")
            fields.problems.add(where, _("a formula: %s") % shown(cell), expected)
            stated |= {key: STAND_INS[key] for key in STAND_INS if key == name}
        elif name and cell.strip():
            stated[name] = _value(name, cell.strip())
        elif cell.strip():
            expected = _("nothing, since this column has no heading")
            fields.problems.add(where, shown(cell.strip()), expected)
    return read_partner(fields, number, stated, place)


def _value(name: str, cell: str) -> object:
    """Return a cell as JSON would hold it: open types are a list."""
    if name == "type" and TYPE_SEPARATOR in cell:
        return [each.strip() for each in cell.split(TYPE_SEPARATOR)]
    return cell


def _cell(number: int, column: str) -> str:
    name = shown_short(column)
    return _("row %(number)d, %(column)s") % {"number": number, "column": name}
