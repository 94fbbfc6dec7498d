"""Cells as they are read: the code meant, or the cell as it stands."""

import time

import pytest

from alliances.files.readings import is_blank, read_cell


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("name", "Coordinator", "Coordinator"),
        ("country", "Deutschland", "DE"),
        ("country", "Germany (DE)", "DE"),
        ("country", "Germany (FR)", "Germany (FR)"),
        ("country", "Nowhere (NW)", "Nowhere (NW)"),
        ("country", "ZZ", "ZZ"),
        ("role", "Coordinator", "applicant"),
        ("role", "Chef de file", "applicant"),
        ("role", "P1", "applicant"),
        ("role", "p 01", "applicant"),
        ("role", "P12", "full_partner"),
        ("role", "Socio", "full_partner"),
        ("role", "assoziierter Partner", "associated_partner"),
        ("role", "boss", "boss"),
        ("role", "1", "1"),
        ("type", "Universität", "higher_education"),
        ("type", "SME; ONG", ["sme", "ngo"]),
        ("type", "sme|castle", ["sme", "castle"]),
        ("type", "castle", "castle"),
        ("status", "zugesagt", "confirmed"),
        ("status", "No", "declined"),
        ("pic", "PIC: 999 986 387", "999986387"),
        ("pic", "12345", "12345"),
    ],
)
def test_word_is_read_as_what_it_means(key, cell, value):
    assert read_cell(key, cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "expected"),
    [
        ("country", "TBC", True),
        ("country", "–", True),
        ("pic", "n/a", True),
        ("type", "", True),
        ("country", "NA", False),
        ("status", "pending", False),
        ("role", "boss", False),
        ("name", "-", False),
        ("name", "Open", False),
        ("name", " ", True),
    ],
)
def test_word_for_not_known_states_nothing(key, cell, expected):
    assert is_blank(key, cell) is expected


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("email", "@" * 20_000 + " x"),
        ("email", "<" * 20_000 + " " * 20_000),
        ("type", "a" + " " * 30_000 + "b"),
    ],
)
def test_cell_of_signs_takes_no_time(key, cell):
    began = time.process_time()

    assert read_cell(key, cell) == cell

    assert time.process_time() - began < 1
