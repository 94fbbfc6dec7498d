"""The door to consortium files: which reader takes which file."""

import json

import pytest

from alliances.files import countries
from alliances.files.consortium import is_json, parse_file
from tests.alliances.files.samples import BESIDE, FIXTURES, consortium, lines_of
from tests.alliances.files.workbooks import PATRAS, make_book

JSON = json.dumps(consortium()).encode()
CSV = b"name,role\nUniversity of Patras,applicant\n"
WORKBOOK = "not a workbook; expected the sheet saved as .xlsx or CSV"


@pytest.mark.parametrize("name", ["a.json", "A.JSON", "-", "upload"])
def test_json_is_read_by_name_or_first_character(name):
    assert parse_file(JSON, name).partners[0].name == "University of Patras"


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.tsv", "a.txt", "upload"])
def test_csv_is_read_by_name_or_first_character(name):
    assert parse_file(CSV, name, BESIDE).partners[0].name == "University of Patras"


def test_name_decides_before_the_first_character():
    (line,) = lines_of(parse_file, CSV, "a.json")

    assert line.startswith("line 1, column 1: not JSON")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"PK\x03\x04rest", "a.csv"), (b"PK\x03\x04rest", "-"), (CSV, "a.xlsx")],
)
def test_broken_workbook_is_refused_with_the_way_out(content, name):
    assert lines_of(parse_file, content, name, BESIDE) == [
        f"the file: {WORKBOOK}, up to 5 MB"
    ]


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "-", "upload", "a.csv"])
def test_workbook_is_read_by_name_or_first_bytes(name):
    file = parse_file(make_book(PATRAS), name, BESIDE)

    assert file.partners[0].name == "University of Patras"


def test_other_workbooks_are_named_by_their_ending():
    (line,) = lines_of(parse_file, CSV, "a.ODS", BESIDE)

    assert line.startswith("the file: a file of the format .ods; expected ")


@pytest.mark.parametrize("content", [CSV, make_book(PATRAS)])
def test_facts_that_are_missing_are_called_as_the_caller_knows_them(content):
    lines = lines_of(parse_file, content, "upload", beside="--%s")

    assert [line.split(":")[0] for line in lines] == ["--call", "--lot"]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (JSON, "a.json", True),
        (JSON, "upload", True),
        (CSV, "a.json", True),
        (JSON, "a.csv", False),
        (CSV, "upload", False),
        (b"", "upload", False),
        (b"PK\x03\x04", "a.json", False),
    ],
)
def test_json_is_told_from_lists(content, name, expected):
    assert is_json(content, name) is expected


def test_shipped_countries_have_kosovo_and_iso_codes_only():
    codes = countries.shipped_countries().keys()

    assert {"XK", "GR", "GB", "GE", "RS"} <= codes
    assert {"EL", "UK"} & codes == set()
    assert len(codes) == 250


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda p: p.stem)
def test_shipped_consortia_are_sound(path):
    file = parse_file(path.read_bytes(), path.name)

    assert [each.row for each in file.partners] == [
        index + 1 for index in range(len(file.partners))
    ]
    assert {each.status for each in file.partners} == {"confirmed"}
