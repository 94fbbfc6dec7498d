"""Sheets as they are written: nothing in them runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files.sheets import is_formula, neutral, write_csv


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Forge", "Forge"),
        ("a=b", "a=b"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        (" =1", "' =1"),
        ("", ""),
    ],
)
def test_cell_a_spreadsheet_would_run_becomes_text(cell, written):
    assert neutral(cell) == written


@given(st.text())
def test_nothing_that_is_written_runs(cell):
    assert is_formula(neutral(cell)) is False


def test_csv_opens_as_it_is_meant():
    content = write_csv([["name", "Žďár"], ["=1", 'a "b", c']])

    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    assert list(csv.reader(text)) == [["name", "Žďár"], ["'=1", 'a "b", c']]
