"""NACE Rev. 2: complete, a tree of four levels, and read however a code is typed."""

from collections import Counter

import pytest

from alliances.files.nace import (
    NaceRow,
    looks_like_a_code,
    nace_code,
    parse_nace,
    section_of,
    shipped_nace,
)
from tests.alliances.files.samples import lines_of

HEADING = "code,parent,level,title\n"
SECTION = "J,,1,Information and communication\n"
DIVISION = "62,J,2,Computer programming\n"
GROUP = "62.0,62,3,Computer programming\n"
CLASS = "62.01,62.0,4,Computer programming activities\n"


def refusals(*rows):
    return lines_of(parse_nace, (HEADING + "".join(rows)).encode())


def test_the_shipped_classification_is_complete():
    levels = Counter(row.level for row in shipped_nace().values())

    assert levels == {1: 21, 2: 88, 3: 272, 4: 615}


def test_its_sections_are_the_letters_from_a_to_u():
    sections = [row.code for row in shipped_nace().values() if row.level == 1]

    assert sections == list("ABCDEFGHIJKLMNOPQRSTU")


def test_every_code_stands_below_a_section_in_three_steps_at_most():
    assert {code: section_of(code) for code in ("A", "01.11", "62.01", "99")} == {
        "A": "A",
        "01.11": "A",
        "62.01": "J",
        "99": "U",
    }
    assert {len(section_of(code)) for code in shipped_nace()} == {1}


def test_titles_are_english_sentences():
    titles = {code: shipped_nace()[code].title for code in ("A", "62.01", "85.10")}

    assert titles == {
        "A": "Agriculture, forestry and fishing",
        "62.01": "Computer programming activities",
        "85.10": "Pre-primary education",
    }
    assert [row for row in shipped_nace().values() if row.title.isupper()] == []


def test_a_tree_is_read():
    rows = parse_nace((HEADING + SECTION + DIVISION + GROUP + CLASS).encode())

    assert rows[2] == NaceRow("62.0", "62", 3, "Computer programming")


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (
            ["J,A,1,Information\n"],
            'row 2, parent: "A"; expected nothing: a section stands alone',
        ),
        (
            [SECTION, DIVISION.replace("J", "K")],
            'row 3, parent: "K"; expected a section that has a row',
        ),
        (
            [DIVISION.replace("J", "")],
            'row 2, parent: ""; expected a section that has a row',
        ),
        (
            [SECTION, DIVISION, GROUP.replace("62,3", "J,3")],
            'row 4, parent: "J"; expected 62, with a row of its own',
        ),
        (
            [SECTION, DIVISION, CLASS],
            'row 4, parent: "62.0"; expected 62.0, with a row of its own',
        ),
        (
            [SECTION.replace(",1,", ",2,")],
            'row 2, level: "2"; expected 1, by its code',
        ),
        (
            ["621,J,2,Computers\n"],
            'row 2, code: "621"; expected a code such as A, 01, 01.1 or 01.11',
        ),
        (
            [SECTION, SECTION],
            'row 3: "J"; expected one row for it; row 2 has it already',
        ),
    ],
)
def test_a_code_that_stands_nowhere_is_refused(rows, line):
    assert refusals(*rows) == [line]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("62.01", "62.01"),
        (" j62.01 ", "62.01"),
        ("J 62", "62"),
        ("NACE 62.0", "62.0"),
        ("NACE Rev. 2: 62.01", "62.01"),
        ("62.01 Computer programming activities", "62.01"),
        ("62.01 – computer programming activities", "62.01"),
        ("a", "A"),
        ("C - Manufacturing", "C"),
        ("62.99", ""),
        ("K62.01", ""),
        ("62.01 Games", ""),
        ("C manufacturing of cars", ""),
        ("2020", ""),
        ("Education", ""),
        ("cybersecurity", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(text, code):
    assert nace_code(text) == code


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("62.99", True), ("K62", True), ("NACE ships", True), ("rail", False)],
)
def test_what_was_meant_as_a_code_is_told(text, is_one):
    assert looks_like_a_code(text) is is_one
