"""Empty reference tables: the headings and one example row, to fill in."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from alliances.enums import ReferenceTable
from alliances.files.edits import COLUMNS
from alliances.files.nace import NACE_COLUMNS
from alliances.files.register_rows import ORGANISATION, ORGANISATION_COLUMNS
from alliances.files.sheets import neutral, write_csv
from alliances.files.tables import REGISTER_COLUMNS

Rows = Sequence[Sequence[str]]
REGISTER, NACE, ORGANISATIONS = "countries", "nace", "organisations"
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    REGISTER: ("RS", "RS", "Serbia"),
    ORGANISATIONS: ORGANISATION,
    NACE: ("J", "", "1", "Information and communication"),
    ReferenceTable.STATUS: ("RS", "programme", "no", "", ""),
    ReferenceTable.SECTORS: ("lot-2", "cybersecurity", "Cybersecurity"),
    ReferenceTable.RATES: ("RS", "4", "106", "88", "66", "47"),
    ReferenceTable.MOBILITY: (
        *("travel", "100", "1999", "275", "found"),
        "Title of the document it was read in",
    ),
}
"""An example row of each table that has a template."""
HEADINGS: Mapping[str, tuple[str, ...]] = {
    REGISTER: REGISTER_COLUMNS,
    ORGANISATIONS: ORGANISATION_COLUMNS,
    NACE: NACE_COLUMNS,
    **COLUMNS,
}
WIDTHS = (12, 60)
"""The narrowest and the widest a column is drawn, in characters."""


def table_template(table: str, suffix: str) -> bytes:
    """Return the template of a table as a file of this format, "csv" or "xlsx"."""
    rows = [HEADINGS[table], EXAMPLES[table]]
    return write_csv(rows) if suffix == "csv" else write_workbook(table, rows)


def write_workbook(title: str, rows: Rows) -> bytes:
    """Return rows as a workbook of one sheet whose cells are text, nothing run."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append([neutral(cell) for cell in row])
    for number, column in enumerate(sheet.columns, start=1):
        column[0].font = Font(bold=True)
        longest = max(len(str(cell.value or "")) for cell in column) + 2
        width = min(max(longest, WIDTHS[0]), WIDTHS[1])
        sheet.column_dimensions[get_column_letter(number)].width = width
        for cell in column[1:]:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
