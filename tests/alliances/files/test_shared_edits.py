"""A file put in the place of the countries or of NACE, compared without writing."""

import pytest

from alliances.files.nace import NaceRow
from alliances.files.problems import FileRefused
from alliances.files.shared_edits import parse_country_list, shared_edited, shared_file
from alliances.files.tables import RegisteredCountry

SERBIA = RegisteredCountry("RS", "RS", "Serbia")
GREECE = RegisteredCountry("GR", "EL", "Greece")
SECTION = NaceRow("J", "", 1, "Information")
DIVISION = NaceRow("62", "J", 2, "Programming")
COUNTRIES = b"code,eu_code,name\nRS,RS,Serbia\nGR,EL,Greece\n"


def test_countries_stand_by_their_code():
    assert parse_country_list(COUNTRIES) == (GREECE, SERBIA)


def test_the_same_countries_in_another_order_are_nothing():
    edit = shared_edited((GREECE, SERBIA), "countries", COUNTRIES)

    assert (edit.is_nothing, edit.is_order_only) == (True, False)


def test_a_country_left_out_is_removed():
    edit = shared_edited((GREECE, SERBIA), "countries", COUNTRIES[:31])

    assert (edit.difference.removed, edit.is_nothing) == ((GREECE,), False)


def test_the_order_of_codes_is_a_change_of_its_own():
    other = NaceRow("63", "J", 2, "Services")
    content = shared_file("nace", [SECTION, other, DIVISION])

    edit = shared_edited((SECTION, DIVISION, other), "nace", content)

    assert (edit.is_nothing, edit.is_order_only) == (False, True)


@pytest.mark.parametrize(
    ("table", "rows"), [("countries", (GREECE, SERBIA)), ("nace", (SECTION, DIVISION))]
)
def test_a_file_of_the_rows_is_read_as_the_same_rows(table, rows):
    assert shared_edited((), table, shared_file(table, rows)).after == rows


def test_all_problems_are_told_at_once():
    content = b"code,eu_code,name\nXYZ,X,\nRS,RS,Serbia\n"

    with pytest.raises(FileRefused) as refused:
        shared_edited((), "countries", content)

    assert [each.where for each in refused.value.problems] == [
        "row 2, code",
        "row 2, eu_code",
        "row 2, name",
    ]
