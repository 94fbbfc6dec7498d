"""Templates: the heading of the table and one row that can be read."""

import io

import pytest
from openpyxl import load_workbook

from alliances.files.edits import PARSERS
from alliances.files.nace import parse_nace
from alliances.files.register_rows import ORGANISATION_COLUMNS, read_register
from alliances.files.register_text import survey, text_rows
from alliances.files.register_workbooks import workbook_rows
from alliances.files.table_templates import (
    EXAMPLES,
    HEADINGS,
    table_template,
    write_workbook,
)
from alliances.files.tables import parse_register


def parse_organisations(content):
    file = io.BytesIO(content)
    found = survey(file)
    known = ORGANISATION_COLUMNS
    if found.is_workbook:
        rows = workbook_rows(file)
    else:
        rows = text_rows(file, found.encoding, known)
    return list(read_register(rows, countries={"BE"}, note=lambda *_all: None))


PARSE = {
    "countries": parse_register,
    "nace": parse_nace,
    "organisations": parse_organisations,
    **PARSERS,
}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("table", list(EXAMPLES))
def test_template_holds_one_row_that_can_be_read(table, suffix):
    assert len(PARSE[table](table_template(table, suffix))) == 1


def test_every_table_has_a_template():
    assert list(EXAMPLES) == list(HEADINGS)


def test_workbook_shows_its_cells_whole_and_runs_none():
    content = write_workbook("rates", [["country", "note"], ["EL", "=" + "x" * 99]])

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]

    assert sheet["B2"].value.startswith("'=x")
    assert sheet["A2"].number_format == "@"
    widths = [sheet.column_dimensions[each].width for each in "AB"]
    assert widths == [12, 60]
