"""A sheet read by a mapping: each row as a partner, and how each word was taken."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alliances.enums import PartnerType, Role, StatedAnswer
from alliances.files.consortium_rows import (
    STAND_INS,
    cell_name,
    note_formula,
)
from alliances.files.countries import ISO_OF_EU, shipped_countries
from alliances.files.fields import Fields
from alliances.files.mapping import NOT_KNOWN, Mapping
from alliances.files.partners import MOST_PARTNERS, note_too_many, read_partner
from alliances.files.problems import Problem, Problems, shown_short
from alliances.files.readings import is_blank, read_cell
from alliances.files.sheets import (
    Row,
    Sheet,
    is_below_zero,
    is_error,
    is_formula,
    note_merged,
)
from alliances.files.stated import StatedPartner
from alliances.files.synonyms import plain
from alliances.files.unread import Unread, unread_words


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row: the partner it states and what is wrong with it.

    `cells` holds what the sheet says, by our column; where there are problems the
    partner is what could be read. `is_present` is an organisation that is there
    already: the row will be left out, so nothing in it is a problem.
    `is_spare_applicant` states one applicant more than there can be, whatever became
    of it. `is_left_out` is a row somebody chose not to import; nothing in it is a
    problem either.
    """

    number: int
    partner: StatedPartner
    cells: MappingOf[str, str]
    problems: tuple[Problem, ...]
    is_present: bool = False
    is_spare_applicant: bool = False
    is_left_out: bool = False
    has_role: bool = True
    """Whether the list or its reader says the role; else that of `partner` does not."""

    @property
    def is_skipped(self) -> bool:
        """Say whether it will not be imported, whatever stands in it."""
        return self.is_present or self.is_left_out

    @property
    def is_new(self) -> bool:
        """Say whether it would be imported as it stands."""
        return not (self.problems or self.is_skipped)


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A word of the sheet that is taken for another: "Germany" for DE, in 3 rows."""

    key: str
    stated: str
    value: object
    """The code or codes meant; None for "not known"."""
    rows: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """A sheet as it would be imported; `problems` are those of no single row."""

    rows: tuple[MappedRow, ...]
    readings: tuple[ReadAs, ...]
    unread: tuple[Unread, ...]
    problems: tuple[Problem, ...]


def read_mapped(
    sheet: Sheet,
    mapping: Mapping,
    *,
    applicant: str = "",
    is_present: Callable[[StatedPartner], bool] = lambda _partner: False,
) -> Mapped:
    """Read every row below the heading that states something in a mapped column.

    `applicant` names the one an alliance has already, `is_present` knows its other
    partners. Nothing is refused here: the problems stand beside the rows, and nothing
    is written.
    """
    problems = Problems()
    names = _names(sheet, mapping)
    _check_columns(problems, mapping, names)
    note_merged(problems, sheet, mapping.heading)
    found = [row for row in sheet.rows if row[0] > mapping.heading]
    stated = [row for row in found if _is_stated(row, mapping)]
    if len(stated) > MOST_PARTNERS:
        note_too_many(problems, _("the file"))
    rows = [
        _row(row, mapping, names, is_workbook=sheet.is_workbook)
        for row in stated[:MOST_PARTNERS]
    ]
    rows = [
        replace(row, problems=(), is_present=True) if is_present(row.partner) else row
        for row in rows
    ]
    rows = [
        replace(row, problems=(), is_left_out=True)
        if row.number in mapping.left_out and not row.is_present
        else row
        for row in rows
    ]
    return Mapped(
        rows=_one_applicant(rows, mapping, applicant, names.get("role", "role")),
        readings=_readings(rows),
        unread=unread_words(each.cells for each in rows if not each.is_skipped),
        problems=problems.found,
    )


def _check_columns(
    problems: Problems, mapping: Mapping, names: MappingOf[str, str]
) -> None:
    """Note what no row can be read without: told once, not in every row."""
    where = _("the columns")
    for key in names:
        if mapping.columns.count(key) > 1:
            what = _("two columns for %s") % key
            problems.add(where, what, _("one column for each"))
    if "name" not in names:
        expected = _("the column with the organisations' names")
        problems.add(where, _("none is the organisation"), expected)
    if "role" not in names and not mapping.missing_role:
        expected = _("the column with the roles, or a role for rows without one")
        problems.add(where, _("none is the role"), expected)


def _names(sheet: Sheet, mapping: Mapping) -> dict[str, str]:
    """Return what the sheet calls each of our columns."""
    heading = next((row[1] for row in sheet.rows if row[0] == mapping.heading), [])
    return {
        key: heading[index].strip() or key
        for index, key in enumerate(mapping.columns[: len(heading)])
        if key
    }


def _is_stated(row: Row, mapping: Mapping) -> bool:
    return any(
        key and cell.strip() for key, cell in zip(mapping.columns, row[1], strict=False)
    )


def _row(
    row: Row, mapping: Mapping, names: MappingOf[str, str], *, is_workbook: bool
) -> MappedRow:
    number, cells = row
    fields = Fields(Problems(), shipped_countries(), _labels())
    stated: dict[str, object] = {}
    stood_in: dict[str, object] = {}
    written = {}

    def place(key: str) -> str:
        column = shown_short(names.get(key, key))
        return _("row %(number)d, %(column)s") % {"number": number, "column": column}

    for index, (key, cell) in enumerate(zip(mapping.columns, cells, strict=False)):
        if not key or not cell.strip():
            continue
        written[key] = cell.strip()
        meant = mapping.meant(key, cell)
        if is_blank(key, cell) or meant == NOT_KNOWN:
            continue
        if key == "pic" and is_below_zero(cell):
            stated[key] = cell.strip()
        elif is_error(cell) or is_formula(cell):
            name = cell_name(index, number, is_workbook)
            note_formula(fields.problems, place(key), cell, name)
            # Noted once: a stand-in keeps it from being called missing as well.
            stood_in |= {each: STAND_INS[each] for each in STAND_INS if each == key}
        else:
            stated[key] = meant or read_cell(key, cell.strip())
    completed = {**_completed(stated, mapping, names), **stood_in}
    partner = read_partner(fields, number, completed, place)
    if "status" not in stated:
        # A list that says nothing of answers states none; only the file contract does.
        partner = replace(partner, status=StatedAnswer.NONE.value)
    has_role = "role" in stated or bool(mapping.missing_role)
    return MappedRow(number, partner, written, fields.problems.found, has_role=has_role)


def _labels() -> dict[str, str]:
    """Return what pages call our codes: a list may use these words too."""
    kinds = (Role, PartnerType, StatedAnswer)
    return {each.value: str(each.label) for kind in kinds for each in kind if each}


def _completed(
    stated: MappingOf[str, object], mapping: Mapping, names: MappingOf[str, str]
) -> dict[str, object]:
    """Add the role chosen for rows without one; columns there are not are told once."""
    absent = {key: value for key, value in STAND_INS.items() if key not in names}
    chosen = {"role": mapping.missing_role} if mapping.missing_role else {}
    return {**absent, **chosen, **stated}


def _one_applicant(
    rows: list[MappedRow], mapping: Mapping, applicant: str, column: str
) -> tuple[MappedRow, ...]:
    """Let one applicant stand: the one there is, else the first of the sheet."""
    result = []
    for row in rows:
        if row.is_skipped or not row.partner.is_applying:
            result.append(row)
        elif not applicant:
            applicant = row.partner.name
            result.append(row)
        elif mapping.yields:
            partner = replace(row.partner, role=Role.FULL_PARTNER.value)
            result.append(replace(row, partner=partner, is_spare_applicant=True))
        else:
            problems = (*row.problems, _second(row, applicant, column))
            spare = replace(row, problems=problems, is_spare_applicant=True)
            result.append(spare)
    return tuple(result)


def _second(row: MappedRow, applicant: str, column: str) -> Problem:
    what = _("a second applicant; %(name)s is the applicant")
    return Problem(
        _("row %(number)d, %(column)s") % {"number": row.number, "column": column},
        what % {"name": shown_short(applicant)},
        _("one applicant; the others have another role"),
    )


def _readings(rows: list[MappedRow]) -> tuple[ReadAs, ...]:
    """Return each word that was taken for another, once, with its number of rows."""
    counted: dict[tuple[str, str], tuple[object, int]] = {}
    for row in rows:
        for key, cell in row.cells.items():
            value = None if is_blank(key, cell) else read_cell(key, cell)
            if _is_taken_for_another(key, cell, value):
                counted[key, cell] = (value, counted.get((key, cell), (None, 0))[1] + 1)
    return tuple(
        ReadAs(key, cell, value, number)
        for (key, cell), (value, number) in counted.items()
    )


def _is_taken_for_another(key: str, cell: str, value: object) -> bool:
    """Say whether a cell is read as something else than it says.

    Case and blanks of our own codes make no other word; a formula is read as nothing.
    """
    if key == "name" or value == cell or is_formula(cell):
        return value is None and key != "name"
    if key == "country":
        return value != ISO_OF_EU.get(cell.upper(), cell.upper())
    if key == "pic" or not isinstance(value, str):
        return True
    return plain(cell) != plain(value)
