"""Mobility rates: bands of kilometres and days, without gap or overlap."""

from decimal import Decimal

import pytest

from alliances.files.mobility import MobilityRow, parse_mobility
from alliances.files.tables import ReferenceTables
from tests.alliances.files.samples import lines_of

HEADING = "kind;first;last;amount;confidence;source\n"
NEAR = "travel;100;1 999;275,00;found;Workbook\n"
FAR = "travel;2000;;360;found;Workbook\n"
STAFF = "staff;1;14;100;unverified;Guide\n"


def parsed(*rows):
    return parse_mobility((HEADING + "".join(rows)).encode())


def refusals(*rows):
    return lines_of(parse_mobility, (HEADING + "".join(rows)).encode())


def test_bands_are_read():
    assert parsed(NEAR, FAR, STAFF) == (
        MobilityRow("travel", 100, 1999, Decimal("275.00"), "found", "Workbook"),
        MobilityRow("travel", 2000, None, Decimal("360.00"), "found", "Workbook"),
        MobilityRow("staff", 1, 14, Decimal("100.00"), "unverified", "Guide"),
    )


def test_every_cell_is_checked():
    assert refusals("train;x;-1;free;sure;\n", "staff;15;;a;found;G\n") == [
        'row 2, last: "-1"; expected a value, not a formula',
        'row 3, amount: "a"; expected an amount in EUR, such as 353 or 353.50',
    ]
    assert refusals("train;x;1,5;free;sure;\n") == [
        'row 2, kind: "train"; expected travel, staff or learner',
        'row 2, first: "x"; expected a whole number from 0 to 99999, without signs',
        'row 2, last: "1,5"; expected a whole number from 0 to 99999, without signs',
        'row 2, amount: "free"; expected an amount in EUR, such as 353 or 353.50',
        'row 2, confidence: "sure"; expected found or unverified',
        'row 2, source: ""; expected a value',
    ]


def test_a_band_ends_where_it_begins_or_later():
    assert refusals("staff;15;14;70;found;G\n") == [
        'row 2, last: "14"; expected 15 or more'
    ]
    assert len(parsed("staff;15;15;70;found;G\n")) == 1


@pytest.mark.parametrize(
    ("first", "lines"),
    [
        ("14", ["row 3, first: 14; expected 15: bands follow one another"]),
        ("15", []),
        ("16", ["row 3, first: 16; expected 15: bands follow one another"]),
    ],
)
def test_bands_of_a_kind_follow_one_another(first, lines):
    assert refusals(STAFF, f"staff;{first};60;70;found;G\n") == lines


def test_a_band_without_an_end_is_the_last():
    assert refusals(FAR, "travel;3000;;400;found;G\n") == [
        "row 3, first: 3000; expected no band after one without an end"
    ]


def test_bands_of_two_kinds_are_not_compared():
    assert refusals(STAFF, "learner;1;14;55;found;G\n") == []


def test_digest_is_that_of_the_bands_whatever_their_order():
    near, far = parsed(NEAR, FAR)
    none = ReferenceTables((), (), ())

    assert ReferenceTables((), (), (), (near, far)).sha256 == (
        ReferenceTables((), (), (), (far, near)).sha256
    )
    assert none.sha256 == ReferenceTables((), (), (), ()).sha256
    assert none.sha256 != ReferenceTables((), (), (), (near,)).sha256
