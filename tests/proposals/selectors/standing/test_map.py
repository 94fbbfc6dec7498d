"""The map of a draft: shapes, words and the table that says the same."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from eligibility.core import Reading
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.map import countries_words, map_of
from tests.factories import PROGRAMME, add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


def drawn(proposal):
    return map_of(proposal, *standing_of(proposal, now=timezone.now()))


def words(proposal):
    return {each.reading: (each.mark, each.words) for each in drawn(proposal).figures}


def test_every_programme_country_of_the_call_is_drawn_once():
    found = drawn(make_eligible_draft())

    assert sorted(each.iso for each in found.shapes) == sorted(PROGRAMME)
    assert {each.code for each in found.shapes} >= {"EL", "UK"}


def test_what_is_covered_is_drawn_last():
    found = drawn(make_eligible_draft(confirmation=Confirmation.INVITED))

    assert [each.iso for each in found.shapes[-3:]] == ["BE", "BG", "ES"]
    assert [each.state for each in found.shapes[-3:]] == [
        "pending",
        "pending",
        "covered",
    ]


def test_figures_repeat_the_clause_of_both_readings():
    assert words(make_eligible_draft(confirmation=Confirmation.INVITED)) == {
        "planned": ("met", "3 of 3 Programme countries covered"),
        "confirmed": (
            "unknown",
            "1 to 3 of 3 Programme countries covered, 2 more must become certain",
        ),
    }


def test_figures_say_how_many_more_are_needed():
    draft = make_draft()
    add(draft, "School of Plovdiv", "BG", "vet_provider")

    assert set(words(draft).values()) == {
        ("not-met", "1 of 3 Programme countries covered, 2 more needed")
    }


def test_rules_that_ask_for_no_countries_get_a_plain_count():
    assert countries_words(None, Reading.PLANNED, 1) == "1 Programme country covered"
    assert countries_words(None, Reading.PLANNED, 3) == "3 Programme countries covered"


def test_summary_names_every_state():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)
    add(draft, "Tbilisi College", "GE", "vet_provider")

    assert drawn(draft).summary == (
        "Covered: Spain 1. Pending, no full partner there has confirmed: Belgium 1 and"
        " Bulgaria 1. Programme countries not covered: Czechia, France, Germany,"
        " Greece, Italy, Poland, Serbia and United Kingdom. With a partner, but no"
        " Programme country: Georgia 1."
    )


def test_only_open_countries_offer_the_form():
    wishes = {each.iso: each.wish for each in drawn(make_eligible_draft()).shapes}

    assert wishes["ES"] == ""
    assert wishes["GR"] == "Find a partner in Greece"


def test_pointer_reads_the_wish_or_who_is_there():
    hints = {each.iso: each.hint for each in drawn(make_eligible_draft()).shapes}

    assert hints["ES"] == "Spain: P1"
    assert hints["GR"] == "Find a partner in Greece"


def test_table_groups_countries_by_standing_and_says_what_it_means():
    draft = make_eligible_draft()
    add(draft, "Tbilisi College", "GE", "vet_provider")
    add(draft, "Polar Station", "AQ", "vet_provider")

    groups = drawn(draft).groups

    assert [(each.title, each.note, len(each.rows)) for each in groups] == [
        ("Programme countries", "", 11),
        ("Partner countries", "count towards no minimum", 1),
        ("Countries without a status in this call", "count towards no minimum", 1),
    ]


def test_what_the_map_does_not_reach_stands_beside_it():
    draft = make_eligible_draft()
    add(draft, "Polar Station", "AQ", "vet_provider")
    add(draft, "Somewhere", None, "vet_provider")

    found = drawn(draft)

    assert [each.iso for each in found.beside] == ["AQ"]
    assert [each.label for each in found.nowhere] == ["P5"]
    assert "AQ" not in {each.iso for each in found.shapes}


def test_who_does_not_count_wears_an_asterisk():
    draft = make_eligible_draft()
    assert not drawn(draft).has_uncounted

    add(draft, "Berlin Forum", "DE", "ngo", role=Role.ASSOCIATED_PARTNER)

    assert drawn(draft).has_uncounted


def test_map_asks_the_database_nothing_while_the_edition_is_kept(
    django_assert_num_queries,
):
    draft = make_eligible_draft()
    standing = standing_of(draft, now=timezone.now())

    with django_assert_num_queries(0):
        map_of(draft, *standing)
