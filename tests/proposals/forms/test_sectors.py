"""The sector of a Lot without a list: searched in NACE, typed as a code or in words."""

import pytest

from proposals.forms.sectors import ActivityField, sector_read_words

ACTIVITIES = (
    ("J", "Information and communication"),
    ("62.01", "Computer programming & more"),
)


def test_the_classification_stands_beside_the_field():
    drawn = ActivityField(ACTIVITIES).widget.render("sector", "rail")

    assert 'value="rail"' in drawn
    assert 'list="sector-activities"' in drawn
    assert '<datalist id="sector-activities"><option value="J">' in drawn
    assert "Computer programming &amp; more</option></datalist>" in drawn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 62.01 ", "62.01"),
        ("j62.01", "62.01"),
        ("Cultural heritage", "Cultural heritage"),
        ("62.99", "62.99"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_code_is_kept_as_the_classification_writes_it(typed, kept):
    assert ActivityField(ACTIVITIES).clean(typed) == kept


@pytest.mark.parametrize(
    ("sector", "words"),
    [
        ("62.01", "sector read as 62.01 Computer programming & more"),
        ("62.99", "62.99 is no NACE code, kept as your own words"),
        ("rail", ""),
        ("", ""),
    ],
)
def test_how_a_sector_was_read_is_said(sector, words):
    assert sector_read_words(sector, ACTIVITIES) == words
