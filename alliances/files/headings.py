"""Which reference table a file is, by its heading: people take one for another."""

from alliances.files.edits import COLUMNS
from alliances.files.problems import FileRefused
from alliances.files.shared_edits import SHARED_COLUMNS
from alliances.files.sheets import column_name
from alliances.files.table_sheets import table_sheet

HEADINGS = {**COLUMNS, **SHARED_COLUMNS}


def table_like(content: bytes) -> str:
    """Return the table that has exactly the heading of a file; empty for none."""
    for table, columns in HEADINGS.items():
        try:
            _number, cells = table_sheet(content, columns).rows[0]
        except FileRefused:
            continue
        names = [column_name(each) for each in cells if each.strip()]
        if sorted(names) == sorted(columns):
            return str(table)
    return ""
