"""`check_consortium` and bad input: status 2, one line per problem, nothing else."""

import io
import json
import sys

import pytest

from tests.alliances.files.workbooks import make_book
from tests.eligibility.consortium_files import CHARTER, FIXTURES, SHEET, load, run

CHARTER_FILE = FIXTURES / f"{CHARTER}.json"


def refusal(*arguments):
    """Return the lines on standard error of a refused run."""
    result = run(*arguments)
    assert (result.status, result.output) == (2, "")
    return result.errors.splitlines()


def test_dash_takes_no_sheet(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(SHEET.encode()))
    monkeypatch.setattr(sys, "stdin", stream)

    (line,) = refusal("-", "--call", "2020", "--lot", "lot-1")

    assert line.startswith("line 1, column 1: not JSON")


def test_closed_standard_input_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)

    assert refusal("-") == ["-: standard input is closed; expected JSON"]


def test_call_of_2016_is_not_established():
    what = "call 2016 is not established: its rules could not be found"

    assert refusal(CHARTER_FILE, "--call", "2016") == [
        f"--call: {what}; expected another call"
    ]


def test_unknown_call_names_the_known_ones(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(load(CHARTER) | {"call": "2021"}))
    known = (
        "2014, 2015, 2017, 2018, 2019, 2020, afi-2021, cove-2021, ka-2020 or rehearsal"
    )

    assert refusal(path) == [f'/call: "2021"; expected {known}']


def test_call_is_no_path():
    (line,) = refusal(CHARTER_FILE, "--call", "../calls/2020")

    assert line.startswith('--call: "../calls/2020"; expected 2014, ')


def test_unknown_lot_names_the_known_ones():
    assert refusal(CHARTER_FILE, "--lot", "lot 2") == [
        '--lot: "lot 2"; expected lot-1 or lot-2 (did you mean "lot-2"?)'
    ]


def test_unknown_project_type_names_the_known_ones():
    assert refusal(CHARTER_FILE, "--project-type", "big") == [
        '--project-type: "big"; expected standard or twelve-countries'
    ]


def test_project_type_of_the_file_must_be_of_the_lot(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(load(CHARTER) | {"project_type": "twelve-countries"}))

    assert refusal(path, "--lot", "lot-1") == [
        '/project_type: "twelve-countries"; expected standard'
    ]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (
            "2019-11-04",
            "2019-11-04 is before call 2020 opens; expected 2019-11-05 or later",
        ),
        *[
            (text, f'"{text}"; expected a day written YYYY-MM-DD')
            for text in ["2020-02-30", "20200226", "26.02.2020", "", "2020-W09-3"]
        ],
    ],
)
def test_day_the_call_does_not_know_is_refused(day, line):
    assert refusal(CHARTER_FILE, "--on", day) == [f"--on: {line}"]


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--grant", "3.9M", 'a decimal amount in EUR as text, such as "3900000.00"'),
        ("--grant", "", 'a decimal amount in EUR as text, such as "3900000.00"'),
        ("--duration", "four", "a whole number of months from 1 to 1200"),
        ("--duration", "", "a whole number of months from 1 to 1200"),
        ("--duration", "9" * 5000, "a whole number of months from 1 to 1200"),
    ],
)
def test_option_of_the_wrong_shape_is_named(option, value, expected):
    shown = value if len(value) < 41 else f"{value[:39]}…"

    assert refusal(CHARTER_FILE, option, value) == [
        f'{option}: "{shown}"; expected {expected}'
    ]


def test_every_problem_of_the_file_is_a_line(tmp_path):
    path = tmp_path / "a.json"
    stated = load(CHARTER)
    stated["partners"][0]["country"] = "ZZ"
    stated["partners"][4]["role"] = "partner"
    path.write_text(json.dumps(stated))

    lines = refusal(path, "--grant=-5")

    assert [line.split(":")[0] for line in lines] == [
        "--grant",
        "/partners/0/country",
        "/partners/4/role",
    ]


def test_missing_file_and_folder_are_told(tmp_path):
    assert refusal(tmp_path / "no\n.json")[0].endswith(
        ": No such file or directory; expected a file that can be read"
    )
    assert refusal(tmp_path)[0].endswith(
        ": Is a directory; expected a file that can be read"
    )


def test_twenty_megabytes_are_refused_after_five(tmp_path):
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024)

    assert refusal(path) == ["the file: larger than 5 MB; expected at most 5 MB"]


def test_broken_workbook_is_refused_with_the_way_out(tmp_path):
    path = tmp_path / "partners.xlsx"
    path.write_bytes(b"PK\x03\x04")

    (line,) = refusal(path)

    assert line.startswith("the file: not a workbook; expected ")


@pytest.mark.parametrize("name", ["partners.csv", "partners.xlsx"])
def test_sheet_without_call_and_lot_asks_for_the_options(tmp_path, name):
    path = tmp_path / name
    text = SHEET.encode()
    rows = [line.split(";") for line in SHEET.splitlines()]
    path.write_bytes(
        text if name.endswith("csv") else make_book(*rows[1:], heading=rows[0])
    )

    assert refusal(path) == [
        '--call: missing; expected the code of the call, such as "2020"',
        '--lot: missing; expected the code of the Lot, such as "lot-2"',
    ]
