"""The choices of the partner form, with what each means under the call."""

import pytest
from django.utils import timezone

from alliances.enums import PartnerType
from proposals.selectors.consortium.partners import partner_choices
from tests.factories import add, make_draft, make_eligible_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


def choices_of(draft, **options):
    return partner_choices(draft, now=timezone.now(), **options)


def consequences(draft, **options):
    return {each.value: each.consequence for each in choices_of(draft, **options).roles}


def warnings(draft, **options):
    return {each.value: each.warning for each in choices_of(draft, **options).roles}


COUNTS = (
    "Counts towards 3 full partners and 3 Programme countries, if in a Programme"
    " country."
)


def test_role_says_what_it_counts_towards_by_the_law_in_force():
    assert consequences(make_draft()) == {
        "applicant": f"Applies on behalf of all. {COUNTS}",
        "full_partner": COUNTS,
        "affiliated_entity": "Counts towards no minimum.",
        "associated_partner": "Counts towards no minimum.",
    }


def test_advice_and_every_kind_of_country_are_told_apart():
    blueprint = make_draft(publish_shipped_call("2020"))
    alliance = make_draft(publish_shipped_call("2014"), lot="single")

    assert consequences(blueprint)["full_partner"] == (
        "Counts towards 12 full partners and 8 Programme countries, if in a Programme"
        " country."
    )
    assert consequences(alliance)["full_partner"] == (
        "Counts towards 9 full partners, 2 EU Member States and 3 Programme countries,"
        " if in a Programme country."
    )


def test_role_of_applicant_says_who_steps_back():
    draft = make_eligible_draft()
    present = draft.alliance.partnerships.get(number=1)

    assert warnings(draft) == {
        "applicant": "Replaces P1 University of Soria, which becomes a full partner.",
        "full_partner": "",
        "affiliated_entity": "",
        "associated_partner": "",
    }
    assert warnings(draft, but=present) == {
        "applicant": "",
        "full_partner": "The alliance then has no applicant.",
        "affiliated_entity": "The alliance then has no applicant.",
        "associated_partner": "The alliance then has no applicant.",
    }


def test_every_type_stands_under_what_it_counts_towards():
    groups = choices_of(make_draft()).types

    assert groups[-1].title == "Count in neither group"
    assert sorted(each for group in groups for each in group.types) == sorted(
        PartnerType.values
    )
    assert [(each.clause, set(each.types)) for each in groups[:-1]] == [
        ("min-labour-market", {"sme", "sector_body"}),
        ("min-education-training", {"higher_education", "vet_provider"}),
    ]


def test_wanted_group_stands_first_and_says_so():
    choices = choices_of(make_draft(), first="min-education-training")

    assert [each.clause for each in choices.types] == [
        "min-education-training",
        "min-labour-market",
        "",
    ]
    assert choices.wanted(country="ES", clause="min-education-training") == (
        "Wanted: min-education-training, from Spain."
    )
    assert choices.wanted(country="", clause="min-education-training") == (
        "Wanted: min-education-training."
    )


@pytest.mark.parametrize("clause", ["", "min-ponies"])
def test_no_gap_asks_for_nothing(clause):
    choices = choices_of(make_draft(), first=clause)

    assert choices.wanted(country="ES", clause=clause) == ""
    assert choices.types[0].clause == "min-labour-market"


def test_first_partner_is_the_applicant_unless_said_otherwise():
    draft = make_draft()

    assert choices_of(draft).starts_as == "applicant"
    add(draft, "School of Plovdiv", "BG", "vet_provider")
    assert choices_of(draft).starts_as == "full_partner"


def test_removed_applicant_steps_back_for_nobody():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=1).update(removed_at=timezone.now())

    assert consequences(draft)["applicant"] == f"Applies on behalf of all. {COUNTS}"
