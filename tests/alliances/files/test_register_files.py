"""Files of the register as people and attackers make them."""

import io
import zipfile

import pytest

from alliances.files import register_rows, register_text, register_workbooks
from alliances.files.problems import FileRefused
from alliances.files.register_rows import ORGANISATION_COLUMNS, read_register
from alliances.files.register_text import survey, text_rows
from alliances.files.register_workbooks import workbook_rows
from tests.alliances.files.workbooks import archive, make_book, repacked, saved
from tests.alliances.register_files import GHENT, HEADING, LODZ, register_csv

KNOWN = {"BE", "GR", "GB", "PL", "XK"}


def read(content):
    """Return the rows of a file without their numbers, and what is wrong with it."""
    file, wrong = io.BytesIO(content), []
    found = survey(file)
    if found.is_workbook:
        rows = workbook_rows(file)
    else:
        rows = text_rows(file, found.encoding, ORGANISATION_COLUMNS)
    note = lambda *problem: wrong.append(problem)  # noqa: E731  # one line, one use
    staged = read_register(rows, countries=KNOWN, note=note)
    return [row[1:5] for row in staged], wrong


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        read(content)
    (problem,) = refused.value.problems
    return problem.where, problem.what


def book(*rows, change=None):
    return make_book(*rows, change=change, heading=ORGANISATION_COLUMNS)


GENT = ("999000001", "Hogeschool Gent", "BE", "higher_education")
LODZKI = ("999000003", "Uniwersytet Łódzki", "PL", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_understood(encoding, separator):
    content = register_csv(GHENT, LODZ).decode().replace(",", separator)

    assert read(content.encode(encoding)) == ([GENT, LODZKI], [])


def test_guessed_encoding_is_named():
    content = register_csv("999000001,École,BE,", encoding="cp1252")

    assert survey(io.BytesIO(content)).guess == "Windows-1252"
    assert read(content)[0] == [("999000001", "École", "BE", "")]


@pytest.mark.parametrize(
    ("country", "code"),
    [
        *(("EL", "GR"), ("GR", "GR"), ("UK", "GB"), ("GB", "GB"), (" be ", "BE")),
        *(("Belgium", "BE"), ("Ελλάδα", "GR"), ("XK", "XK")),
    ],
)
def test_countries_are_understood(country, code):
    rows, wrong = read(register_csv(f"999000001,A,{country},"))

    assert ([row[2] for row in rows], wrong) == ([code], [])


@pytest.mark.parametrize(
    ("types", "read_as"),
    [
        ("", ""),
        (" ", ""),
        ("ngo", "ngo"),
        ("NGO | SME", "sme|ngo"),
        ("ngo|ngo", "ngo"),
    ],
)
def test_types_may_be_open(types, read_as):
    rows, wrong = read(register_csv(f"999000001,A,BE,{types}"))

    assert ([row[3] for row in rows], wrong) == ([read_as], [])


def test_columns_stand_in_any_order_and_short_rows_are_filled_up():
    heading = "type,Country,NAME,pic,,"

    rows, wrong = read(register_csv("ngo,BE,A,999000001", heading=heading))

    assert (rows, wrong) == ([("999000001", "A", "BE", "ngo")], [])
    assert read(register_csv("999000001,A,BE"))[0] == [("999000001", "A", "BE", "")]


def test_line_break_in_a_name_is_a_blank():
    rows, wrong = read(register_csv('999000001,"Hogeschool\n Gent",BE,'))

    assert ([row[1] for row in rows], wrong) == (["Hogeschool Gent"], [])


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("99900001,A,BE,", "pic", "exactly nine digits (a spreadsheet drops zeros in"),
        ("99900000a,A,BE,", "pic", "exactly nine digits"),
        ("999000001,,BE,", "name", "a name"),
        ("999000001," + "x" * 301 + ",BE,", "name", "at most 300 characters"),
        ("999000001," + "x" * 9000 + ",BE,", "name", "at most 300 characters"),
        ("999000001,A\x07,BE,", "name", "text without control characters"),
        ("999000001,=cmd|A1,BE,", "name", "a value, not a formula"),
        ("=1+1,A,BE,", "pic", "a value, not a formula"),
        ("-99900001,A,BE,", "pic", "exactly nine digits"),
        ("999000001,A,FR,", "country", "a two-letter ISO code, EL, UK or XK"),
        ("999000001,A,BE,school", "type", "higher_education, vet_provider"),
        ("999000001,A,BE,ngo,more", "", "4 cells"),
    ],
)
def test_each_problem_has_its_place_and_the_way_out(row, column, expected):
    rows, wrong = read(register_csv(row, GHENT))

    ((number, found, _what, said),) = wrong
    assert (rows, number, found) == ([GENT], 2, column)
    assert said.startswith(expected)


def test_what_is_remembered_of_a_file_is_bounded(monkeypatch):
    monkeypatch.setattr(register_rows, "MOST_REMEMBERED", 0)

    assert len(read(register_csv(GHENT, GHENT))[0]) == 2


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"\n\n", "the file", "blank"),
        (b"\xef\xbb\xbf\n", "the file", "no row with anything in it"),
        (b"pic,name\n", "row 1", "no column country, type"),
        (HEADING.encode() + b",city\n", "row 1", "column city not known"),
        (b"pic,name,country,type,pic\n", "row 1", "a column twice"),
        (b"a,b\n", "row 1", '"a,b"'),
        (register_csv('999,"A"B,BE,'), "row 2", "not CSV"),
        ("\ufeffx".encode("utf-16-le") + b"\x00", "the file", "not text in a"),
        (b"\xef\xbb\xbf\xff", "the file", "not text in a known encoding"),
        (b"pic;\x00", "the file", "not text in a known encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file", "a workbook of the old"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, where, what):
    place, said = refusal(content)

    assert (place, said.replace('"city"', "city")[: len(what)]) == (where, what)


def test_line_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(register_text, "LONGEST_LINE", 50)

    where, what = refusal(register_csv(GHENT, "9" * 99))

    assert (where, what) == ("line 3", "a line of more than 50 characters")


def test_million_blank_rows_of_text_are_refused(monkeypatch):
    monkeypatch.setattr(register_text, "MOST_LINES", 100)

    assert refusal(register_csv(GHENT, "\n" * 200)) == (
        "the file",
        "more rows than a sheet has",
    )


def test_heading_no_separator_can_read_is_refused():
    assert refusal(b'"pic,name\n' + b"x" * 140_000)[1].startswith(("a line", "not CSV"))


def test_workbook_is_read_without_its_formats():
    content = book((999000001, "Hogeschool Gent", "BE", "higher_education"), LODZKI)

    assert read(content) == ([GENT, LODZKI], [])


def test_formula_of_a_workbook_is_not_run():
    rows, wrong = read(book(("999000001", "=1+1", "BE", "")))

    assert rows == []
    assert [(each[1], each[3]) for each in wrong] == [
        ("name", "a value, not a formula")
    ]


def test_merged_cells_are_refused():
    content = book(GENT, LODZKI, change=lambda sheet: sheet.merge_cells("B2:B3"))

    assert refusal(content) == ("the file", "cells merged into one: B2:B3")


def test_two_sheets_with_content_are_refused_and_hidden_ones_passed_over():
    def two(sheet):
        other = sheet.parent.create_sheet("Other")
        other.append(["something"])

    def hidden(sheet):
        two(sheet)
        sheet.parent["Other"].sheet_state = "hidden"

    assert refusal(book(GENT, change=two))[1] == 'several sheets: "Sheet", "Other"'
    assert read(book(GENT, change=hidden))[0] == [GENT]


def test_blank_workbook_is_refused():
    from openpyxl import Workbook  # noqa: PLC0415  # used here only

    assert refusal(saved(Workbook()))[1] == "no row with anything in it"


def test_million_blank_rows_of_a_workbook_are_passed_over():
    content = book(GENT, change=lambda sheet: sheet.cell(1_000_000, 1, " "))

    assert read(content)[0] == [GENT]


def test_zip_bomb_is_weighed_before_it_is_unpacked():
    bomb = archive(**{"[Content_Types].xml": b"", "xl__sheet.xml": b" " * 30_000_000})

    assert refusal(bomb)[1].startswith("a workbook that unpacks to far more")


def test_large_register_is_allowed_more_than_a_small_table(monkeypatch):
    content = archive(
        compression=zipfile.ZIP_STORED,
        **{"[Content_Types].xml": b"", "xl__sheet.xml": b" " * 3000},
    )
    monkeypatch.setattr(register_workbooks, "MOST_UNPACKED", 2000)

    assert refusal(content)[1].startswith("a workbook that unpacks to far more")


def test_broken_workbook_is_refused():
    broken = repacked(book(GENT), xl__workbook_xml=lambda _part: b"<no")

    assert refusal(broken)[1] == "a workbook that cannot be read"


def test_archive_that_is_no_workbook_is_refused():
    assert refusal(archive(readme="x"))[1] == "an archive that is not a workbook"


def test_odd_row_among_others_changes_none_of_them(monkeypatch):
    monkeypatch.setattr(register_rows, "AT_ONCE", 2)
    names = ["A", "B  b", "C", "-D", "É", "F"]
    content = register_csv(*[f"99900000{n},{a},BE," for n, a in enumerate(names, 1)])

    rows, wrong = read(content)

    assert [row[1] for row in rows] == ["A", "B b", "C", "É", "F"]
    assert [problem[:3] for problem in wrong] == [(5, "name", '"-D"')]


@pytest.mark.parametrize(
    "pic", ["99900000१", "99900000²", "12345678\n123456789", "1234567890", ""]
)
def test_what_is_nearly_a_pic_is_none(pic):
    content = register_csv(GHENT, f'"{pic}",A,BE,', LODZ)

    assert [problem[1] for problem in read(content)[1]] == ["pic"]
