"""Lists of partners however they are laid out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files.consortium import parse_json
from alliances.files.lists import read_list
from alliances.files.mapped import read_mapped
from alliances.files.mapping import guess_mapping
from alliances.files.problems import MOST_BYTES, FileRefused
from tests.alliances.files.samples import FIXTURES, lines_of
from tests.alliances.files.workbooks import PATRAS, make_book


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found_below_a_title(separator):
    text = "Partners, 2020; draft\nEinrichtung;Land\nA;DE\n"

    rows = read_list(text.replace(";", separator).encode(), "a.csv").rows

    assert rows[1:] == ((2, ["Einrichtung", "Land"]), (3, ["A", "DE"]))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found_where_no_heading_is_known(separator):
    text = "Ettevõte;Maa;PIC\nA;EE;\nB;EE;\n"

    rows = read_list(text.replace(";", separator).encode(), "a.csv").rows

    assert rows[0] == (1, ["Ettevõte", "Maa", "PIC"])


def test_commas_within_names_do_not_separate_what_semicolons_do():
    rows = read_list("Ettevõte;Maa\nA, B;EE\nC, D, E;EE\n".encode(), "a.csv").rows

    assert rows[2] == (3, ["C, D, E", "EE"])


def test_comma_is_taken_where_nothing_tells():
    assert read_list(b"a,b;c\n", "a.csv").rows == ((1, ["a", "b;c"]),)


def test_partners_of_a_consortium_file_read_as_they_are_stated():
    content = (FIXTURES / "charter-2020-lot-2.json").read_bytes()
    rows = read_list(content, "charter.json")

    read = [row.partner for row in read_mapped(rows, guess_mapping(rows)).rows]

    stated = parse_json(content).partners
    assert [replace(each, row=each.row - 1) for each in read] == [*stated]


def test_workbook_is_read():
    assert len(read_list(make_book(PATRAS), "upload").rows) == 2


def test_blank_file_has_no_rows():
    assert read_list(b" \n", "a.csv").rows == ()


def test_marks_that_match_with_no_separator_are_refused():
    (line,) = lines_of(read_list, b'"name,role\n', "a.csv")

    assert line.startswith("row 1: not CSV (unexpected end of data)")


def test_megabytes_are_refused():
    assert lines_of(read_list, b"x" * (MOST_BYTES + 1), "a.csv") == [
        "the file: larger than 5 MB; expected at most 5 MB"
    ]


@given(
    st.binary()
    | st.text().map(lambda text: text.encode(errors="surrogatepass"))
    | st.text(alphabet='=-;,"\t\r\n |AÖ1').map(
        lambda text: ("Organisation;Land;Rolle\n" + text).encode()
    )
)
def test_any_bytes_can_be_looked_at_or_are_refused_in_words(content):
    def look():
        sheet = read_list(content, "list.csv")
        found = read_mapped(sheet, guess_mapping(sheet))
        raise FileRefused(
            [*found.problems, *(each for row in found.rows for each in row.problems)]
        )

    assert [line for line in lines_of(look) if not line.isprintable()] == []
