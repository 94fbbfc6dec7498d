"""Mobility lines in a pack."""

from dataclasses import replace
from decimal import Decimal

from proposals.documents.mobility import mobility_part as mobility_part_of
from tests.proposals.documents.applications import charter
from tests.proposals.documents.filled import filled


def mobility_part(content):
    return mobility_part_of(content)


def with_journeys(*journeys):
    content = filled(share=0)
    given = replace(content.budget.given, journeys=journeys)
    return replace(content, budget=replace(content.budget, given=given))


def test_content_of_the_first_format_has_none():
    assert mobility_part(charter()) is None


def test_no_line_is_said():
    part = mobility_part(filled(share=0, packages=0))

    assert part.lead == "No mobility line has been added yet."
    assert (part.tables, part.rates) == ((), ())


def test_lines_are_added_up():
    (table,) = mobility_part(filled(share=0)).tables

    assert len(table.rows) == 21
    assert [each.words for each in table.foot.cells] == [
        *("", "", "231", "", ""),
        *("77,550", "247,332.50"),
    ]


def test_rates_have_their_sources():
    rates = mobility_part(filled(share=0)).rates

    assert rates[1][:3] == ("Return trip, one way 100–1,999 km", "€275", True)
    assert [is_found for _words, _amount, is_found, _source in rates] == [
        False,
        *([True] * 6),
    ]


def test_why_a_line_is_not_counted_is_said():
    (journey, *_rest) = filled(share=0).budget.given.journeys
    open_line = replace(journey, distance_km=None, days=Decimal("0.7"))

    part = mobility_part(with_journeys(open_line))

    assert part.notes == (
        "Mobility line M1: the distance is open, so travel is not counted.",
        "Mobility line M1: only full and half days are paid, so none is counted.",
    )
