"""Differences in words, side by side, with what changed standing out."""

from decimal import Decimal

import pytest
from django.utils import translation

from alliances.files.diff import diff_rows
from alliances.files.mobility import MobilityRow
from alliances.files.tables import CountryRow, RateRow, SectorRow
from alliances.selectors.changes import changes_of

SERBIA = CountryRow("RS", "partner", False, "", "1")


def sides(row):
    return (
        [each.text for each in row.before],
        [(each.text, each.is_changed) for each in row.after],
    )


def test_changed_country_says_what_it_was_and_is():
    becomes = CountryRow("RS", "programme", False, "", "")

    (row,) = changes_of(diff_rows([SERBIA], [becomes])).rows

    assert (row.kind, row.word, row.code, row.name) == (
        "changed",
        "Changed",
        "RS",
        "Serbia",
    )
    assert sides(row) == (
        ["Partner country", "region 1"],
        [("Programme country", True), ("no longer: region 1", True)],
    )


def test_countries_and_their_rates_are_named_in_the_language_of_the_reader():
    rate = RateRow("GR", 3, *[Decimal(100)] * 4)

    with translation.override("de"):
        rows = [*changes_of(diff_rows([], [SERBIA])).rows]
        rows += changes_of(diff_rows([], [rate])).rows

    assert [(row.code, row.name) for row in rows] == [
        ("RS", "Serbien"),
        ("EL", "Griechenland"),
    ]


def test_added_and_removed_rows_stand_on_one_side():
    greece = CountryRow("GR", "programme", True, "", "")

    added, removed = changes_of(diff_rows([SERBIA], [greece])).rows

    assert (added.code, sides(added)) == (
        "EL",
        ([], [("Programme country", False), ("EU Member State", False)]),
    )
    assert (removed.word, removed.after) == ("Removed", ())


def test_territory_sector_and_rate_have_words_of_their_own():
    aruba = CountryRow("AW", "programme", False, "NL", "")
    sector = SectorRow("lot-2", "tourism", "Tourism")
    rate = RateRow("RS", 4, *map(Decimal, ("88.00", "74.50", "55.00", "39.00")))

    (first,) = changes_of(diff_rows([], [aruba])).rows
    (second,) = changes_of(diff_rows([], [sector])).rows
    (third,) = changes_of(diff_rows([], [rate])).rows

    assert sides(first)[1][1] == ("counts as NL", False)
    assert (second.code, second.name) == ("lot-2", "Tourism")
    assert [each.text for each in third.after] == ["group 4", "88 / 74.50 / 55 / 39"]


@pytest.mark.parametrize(
    ("kind", "last", "name"),
    [
        ("travel", 1999, "100 to 1999 km"),
        ("travel", None, "from 100 km"),
        ("staff", 120, "days 100 to 120"),
        ("learner", None, "from day 100"),
    ],
)
def test_mobility_rate_is_named_by_its_band(kind, last, name):
    row = MobilityRow(kind, 100, last, Decimal("275.00"), "unverified", "A guide")

    (change,) = changes_of(diff_rows([], [row])).rows

    assert change.name == name
    assert [each.text for each in change.after] == [
        *("EUR 275", name, "unverified", "A guide")
    ]


def test_rows_are_counted_whatever_is_shown():
    new = [SERBIA, CountryRow("XK", "partner", False, "", "")]

    changes = changes_of(diff_rows([SERBIA], new), kind="removed")

    assert (changes.added, changes.unchanged, changes.rows) == (1, 1, ())
    assert changes_of(diff_rows([SERBIA], new), kind="nonsense").has_kosovo is True
