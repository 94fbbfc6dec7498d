"""What the facts may be: the types, sectors and durations of the Lot."""

import pytest

from proposals.selectors.drafts.facts import fact_choices, project_types_of
from tests.factories import make_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


def test_kinds_say_what_each_asks():
    choices = fact_choices(make_draft(publish_shipped_call("2020")))

    assert [(each.code, each.consequence) for each in choices.kinds] == [
        ("standard", "Full partners from at least 8 Programme countries."),
        ("twelve-countries", "Full partners from at least 12 Programme countries."),
    ]


def test_project_types_are_those_of_the_lot():
    assert sorted(project_types_of(make_draft())) == ["large", "standard"]


def test_durations_are_those_of_the_rules_and_the_one_stated():
    draft = make_draft(duration_months=None)
    assert fact_choices(draft).durations == (48,)

    draft.duration_months = 30
    assert fact_choices(draft).durations == (30, 48)


@pytest.mark.parametrize(
    "stated", ["cultural-heritage", "Cultural heritage", " cultural HERITAGE "]
)
def test_sector_of_the_list_is_chosen_however_it_was_written(stated):
    choices = fact_choices(make_draft(sector=stated.strip()))

    assert choices.sector_value(stated) == "cultural-heritage"
    assert [slug for slug, _title in choices.sectors] == [
        "cultural-heritage",
        "cybersecurity",
    ]


def test_sector_of_no_list_stays_to_be_chosen():
    choices = fact_choices(make_draft(sector="Falconry"))

    assert choices.sectors[-1] == ("Falconry", "Falconry (not on the list)")
    assert choices.sector_value("Falconry") == "Falconry"


def test_sector_of_a_lot_without_list_is_free():
    draft = make_draft(lot="lot-1", sector="Falconry")

    choices = fact_choices(draft)
    assert choices.sectors == ()
    assert len(choices.activities) == 996
    assert choices.sector_title("Falconry") == "Falconry"


def test_code_of_a_lot_without_list_is_read_and_has_its_title():
    choices = fact_choices(make_draft(lot="lot-1"))

    assert choices.sector_value("J62.01") == "62.01"
    assert choices.sector_title("J62.01") == "62.01 Computer programming activities"


def test_code_of_a_lot_with_a_list_is_no_entry_of_it():
    choices = fact_choices(make_draft())

    assert choices.activities == ()
    assert choices.sector_value("J62.01") == "J62.01"
