"""The map of a consortium says what its table says."""

import pytest

from alliances.enums import Confirmation
from proposals.selectors.pictures.countries import countries_picture
from tests.factories import PROGRAMME, add, make_draft, make_eligible_draft
from tests.proposals.selectors.pictures.grounds import (
    cells,
    ground_of,
    marks,
    words,
)

pytestmark = pytest.mark.django_db

STATES = ("covered", "pending", "open", "outside")
IN_TABLE = {
    ("Covered", "Covered"): "covered",
    ("Covered", "Pending"): "pending",
    ("Missing", "Missing"): "open",
    ("No Programme country", "No Programme country"): "outside",
}


def picture(draft):
    return countries_picture(ground_of(draft))


@pytest.fixture
def mixed():
    """One country of each state."""
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    add(draft, "University of Tbilisi", "GE", "higher_education")
    return draft


def test_map_and_table_give_every_country_the_same_state(mixed):
    found = picture(mixed)
    painted = {each.iso: each.style for each in marks(found, "country", *STATES)}
    planned, confirmed = cells(found, 0), cells(found, 1)
    codes = {"EL": "GR", "UK": "GB"}

    listed = {
        codes.get(code, code): IN_TABLE[planned[code], confirmed[code]]
        for code in planned
    }

    assert painted == {code: state for code, state in listed.items() if code in painted}
    assert set(PROGRAMME) <= set(painted)
    assert set(painted.values()) == set(STATES)


def test_map_and_table_count_the_same_organisations(mixed):
    found = picture(mixed)

    written = {each.words: each.more for each in marks(found, "text", "code")}

    assert written == {"BE": "1", "BG": "1", "ES": "1", "GE": "1"}
    assert written == {c: n for c, n in cells(found, 3).items() if n != "–"}


def test_key_counts_each_state_as_the_table_does(mixed):
    found = picture(mixed)

    assert words(found, "text") == [
        "Covered: 1.",
        "Pending: 2.",
        f"Missing: {len(PROGRAMME) - 3}.",
        "No Programme country: 1.",
    ]
    assert len(found.table.rows) == len(PROGRAMME) + 1


def test_finding_says_both_readings(mixed):
    assert picture(mixed).finding == (
        "As planned: 3 of 3 Programme countries covered. As confirmed: 1 to 3 of 3"
        " Programme countries covered, 2 more must become certain."
    )


def test_a_consortium_of_nobody_misses_every_country():
    found = picture(make_draft())

    assert {each.style for each in marks(found, "country")} == {"land", "open"}
    assert set(cells(found, 0).values()) == {"Missing"}
    assert found.way.words == "Add a partner from a country that is missing"


def test_what_the_map_does_not_reach_is_named_below():
    draft = make_eligible_draft()
    add(draft, "Institute of Snow", "AQ", "higher_education")
    add(draft, "School of nowhere", None, "vet_provider")

    found = picture(draft)

    assert words(found, "quiet") == [
        "Not on this map: Antarctica 1. Country not stated: P5*."
    ]
    assert found.table.rows[-1].cells == (
        "Cannot tell yet",
        "Cannot tell yet",
        "P5*",
        "1",
    )
    assert cells(found, 2)["AQ"] == "P4*"


def test_a_country_that_only_hosts_who_does_not_count_is_missing():
    draft = make_eligible_draft()
    add(draft, "Friends of Skills", "FR", "ngo", role="associated_partner")

    found = picture(draft)

    assert (cells(found, 0)["FR"], cells(found, 2)["FR"]) == ("Missing", "P4*")
