"""Money as bars: the largest first, and never other figures than in the table."""

from decimal import Decimal

from proposals.budget import Grant
from proposals.selectors.pictures.drawing import LEADING
from proposals.selectors.pictures.picture import Picture
from proposals.selectors.pictures.shares import (
    MOST,
    Share,
    by_size,
    shares_drawing,
    shares_table,
)
from tests.proposals.selectors.pictures.grounds import marks, words


def share(label, days, journeys=0, **more):
    grant = Grant(Decimal(days), Decimal(journeys), Decimal(0))
    return Share(label, f"School {label}", grant, **more)


def picture(*shares):
    ordered = by_size(shares)
    whole = sum((each.total for each in ordered), Decimal(0))
    drawing = shares_drawing(ordered, whole)
    table = shares_table("Organisation", ordered, whole)
    return Picture("x", "X", "", drawing, table)


def amounts(found):
    return [each.words for each in marks(found, "text") if each.anchor == "end"]


def test_rows_stand_in_the_order_of_size_and_equal_ones_as_they_were():
    found = picture(share("P1", 100), share("P2", 300), share("P3", 100))

    assert [row.label for row in found.table.rows] == ["P2", "P1", "P3"]
    assert words(found, "strong")[:3] == ["P2", "P1", "P3"]


def test_drawing_writes_the_amounts_and_shares_of_the_table():
    found = picture(share("P1", 600, 150), share("P2", 250))

    assert [row.cells for row in found.table.rows] == [
        ("€600", "€150", "€750", "75.0%"),
        ("€250", "–", "€250", "25.0%"),
    ]
    assert amounts(found) == ["75.0%", "€750", "25.0%", "€250", "€1,000"]
    assert found.table.foot[0].cells == ("€850", "€150", "€1,000", "100.0%")


def test_bars_are_to_scale_and_mobility_has_a_filling_of_its_own():
    found = picture(share("P1", 600, 200), share("P2", 400))

    first, second = marks(found, "box", "bar")[:2]
    (mobility,) = marks(found, "box", "lines")[:1]
    assert (first.width, mobility.width, second.width) == (147, 49, 98)
    assert mobility.x == first.x + first.width
    assert words(found, "text")[-2:] == ["Implementation", "Mobility"]


def test_without_mobility_there_is_no_key():
    assert marks(picture(share("P1", 600)), "box", "lines") == []


def test_nothing_is_a_dash_and_unknown_is_not_nothing():
    found = picture(share("P1", 600), share("P2", 0), share("P3", 0, is_uncounted=True))

    assert [row.cells[2:] for row in found.table.rows] == [
        ("€600", "100.0%"),
        ("–", "–"),
        ("not counted", "–"),
    ]
    assert words(found, "quiet") == ["–", "not counted"]
    assert len(marks(found, "box")) == 1


def test_the_smallest_of_very_many_stand_together():
    found = picture(*(share(f"P{number}", 1000 - number) for number in range(64)))

    assert len(found.table.rows) == 64
    assert words(found, "text-wide")[-1] == "4 more together"
    assert len(marks(found, "box")) == MOST + 1
    rest = sum(1000 - number for number in range(60, 64))
    assert amounts(found)[-2] == f"€{rest:,}"


def test_long_names_are_shortened_in_the_drawing_alone():
    name = "Berufsbildungszentrum Eisenbahn und Verkehr Sachsen-Anhalt und Thüringen"
    found = picture(Share("P1", name, Grant(Decimal(1))))

    assert words(found, "text-wide") == [
        *(
            "Berufsbildungszentrum",
            "Eisenbahn und Verkehr",
            "Sachsen-Anhalt und Thürin…",
        )
    ]
    assert {each.whole for each in marks(found, "text", "text-wide")} == {name}
    assert found.table.rows[0].name == name


def test_long_names_take_three_lines_before_they_are_shortened():
    name = "Berufsbildungszentrum Eisenbahn und Verkehr Sachsen-Anhalt"
    found = picture(Share("P1", name, Grant(Decimal(1))))

    assert " ".join(words(found, "text-wide")) == name
    assert {each.whole for each in marks(found, "text", "text-wide")} == {""}
    assert found.drawing.height == (
        picture(Share("P1", "School", Grant(Decimal(1)))).drawing.height + 2 * LEADING
    )
