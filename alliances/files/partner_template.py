"""An empty list of partners: our headings and one example row, to fill in."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from alliances.enums import PartnerType, Role
from alliances.files.partners import LIST_KEYS, MOST_PARTNERS, STATUSES
from alliances.files.sheets import neutral, write_csv

EXAMPLE = (
    *("Example University", "BE", "applicant", "higher_education", "", "confirmed"),
    "name@example.org",
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = (44, 10, 20, 24, 14, 12, 30)
LAST_ROW = MOST_PARTNERS + 1
CHOICES = {"C": Role.values, "D": PartnerType.values, "F": STATUSES}


def template_file(suffix: str) -> bytes:
    """Return the template as a file of this format, "csv" or "xlsx"."""
    rows = [LIST_KEYS, EXAMPLE]
    return write_csv(rows) if suffix == "csv" else _workbook(rows)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook whose cells offer our words and keep a PIC as text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Partners"
    for row in rows:
        sheet.append([neutral(cell) for cell in row])
    for number, width in enumerate(WIDTHS):
        column = "ABCDEFG"[number]
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
    for number in range(2, LAST_ROW + 1):
        sheet[f"E{number}"].number_format = "@"
    for column, words in CHOICES.items():
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"')
        rule.showErrorMessage = False  # several types are joined by |
        sheet.add_data_validation(rule)
        rule.add(f"{column}2:{column}{LAST_ROW}")
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
