"""The trio of 2014 and 2015: three functions, three organisations, in each country."""

import pytest

from eligibility.core import Answer, Outcome, PartnerType, Reading, Role, Why
from tests.eligibility.core.consortia import (
    NETWORK,
    PUBLIC_BODY,
    SME,
    VET,
    evidence,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core
REGULATOR = PartnerType.REGULATORY_BODY


def trio(country):
    return [
        partner(f"School {country}", country, VET),
        partner(f"Firm {country}", country, SME),
        partner(f"Ministry {country}", country, PUBLIC_BODY),
    ]


def found(*rows, reading=Reading.PLANNED):
    consortium = snapshot(*rows, lot="single", sector=None, months=24)
    return evidence(consortium, "each-country-trio", reading, "2014")


def test_three_complete_countries_are_met():
    seen = found(*trio("FR"), *trio("DE"), *trio("IT"))

    assert (seen.outcome, seen.required, seen.found, seen.possible) == (
        Outcome.MET,
        3,
        3,
        3,
    )


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_country_without_one_function_is_not_met(missing):
    rows = trio("DE")
    del rows[missing]

    seen = found(*trio("FR"), *rows)

    assert (seen.outcome, seen.required, seen.found) == (Outcome.NOT_MET, 2, 1)


def test_what_is_missing_where_is_named_by_the_words_of_the_law():
    no_firm = [each for each in trio("DE") if each.types != (SME,)]
    no_school = [each for each in trio("AT") if each.types != (VET,)]

    seen = found(*trio("FR"), *no_firm, *no_school)

    assert seen.gaps == (("AT", ("vet_provider",)), ("DE", ("sector_expertise",)))


def test_one_organisation_too_few_leaves_the_later_function_empty():
    seen = found(
        partner("School and firm", "FR", VET, SME),
        partner("Ministry", "FR", PUBLIC_BODY),
    )

    assert seen.gaps == (("FR", ("sector_expertise",)),)


def test_what_is_only_uncertain_is_named_while_nothing_is_out_of_reach():
    seen = found(*trio("FR"), *trio("DE")[:2], partner("Somebody", "DE"))

    assert (seen.outcome, seen.gaps) == (
        Outcome.UNKNOWN,
        (("DE", ("regulatory_function",)),),
    )


def test_one_organisation_serves_one_function_only():
    both = partner("School and firm", "FR", VET, SME)

    seen = found(both, partner("Ministry", "FR", PUBLIC_BODY))

    assert seen.outcome is Outcome.NOT_MET


def test_open_types_can_complete_a_country():
    rows = [
        partner("One", "FR", VET, SME),
        partner("Two", "FR", VET, SME),
        partner("Three", "FR"),
    ]

    seen = found(*rows)

    assert (seen.outcome, seen.found, seen.possible) == (Outcome.UNKNOWN, 0, 1)
    assert {e.why for e in seen.not_counted} == {Why.TYPE_OPEN}


def test_a_partner_of_unknown_country_may_complete_any_country():
    rows = trio("FR")[:2] + trio("DE")[:2]

    seen = found(*rows, partner("Ministry somewhere", None, REGULATOR))

    assert (seen.outcome, seen.possible) == (Outcome.UNKNOWN, 2)


def test_a_partner_of_unknown_country_leaves_complete_countries_open():
    seen = found(*trio("FR"), partner("Somewhere", None, VET))

    assert (seen.outcome, seen.found) == (Outcome.UNKNOWN, 1)


def test_an_invited_partner_burdens_its_country_and_may_complete_it():
    *others, ministry = trio("FR")
    invited = partner(ministry.name, "FR", PUBLIC_BODY, answer=Answer.INVITED)
    stranger = partner("School DE", "DE", VET, answer=Answer.INVITED)

    completing = found(*others, invited, reading=Reading.CONFIRMED)
    burdening = found(*trio("FR"), stranger, reading=Reading.CONFIRMED)

    assert (completing.outcome, completing.found) == (Outcome.UNKNOWN, 0)
    assert (burdening.outcome, burdening.required) == (Outcome.NOT_MET, 2)


def test_a_country_of_umbrellas_alone_is_left_to_human_judgement():
    seen = found(*trio("FR"), partner("Umbrella", "BE", NETWORK))

    assert (seen.outcome, seen.found, seen.possible) == (Outcome.UNKNOWN, 1, 2)
    assert [(e.participant.name, e.why) for e in seen.not_counted] == [
        ("Umbrella", Why.HUMAN_JUDGEMENT)
    ]


def test_an_umbrella_does_not_excuse_an_incomplete_country_elsewhere():
    seen = found(partner("Umbrella", "BE", NETWORK), partner("School", "DE", VET))

    assert seen.outcome is Outcome.NOT_MET
    assert [each.name for each in seen.counted] == ["School"]
    assert [(e.participant.name, e.why) for e in seen.not_counted] == [
        ("Umbrella", Why.HUMAN_JUDGEMENT)
    ]


def test_who_serves_no_function_is_named():
    seen = found(*trio("FR"), partner("Institute", "FR", PartnerType.NGO))

    assert [(e.participant.name, e.why) for e in seen.not_counted] == [
        ("Institute", Why.OTHER_GROUP)
    ]


def test_an_umbrella_beside_others_is_judged_with_its_country():
    seen = found(partner("Umbrella", "BE", NETWORK), partner("School", "BE", VET))

    assert seen.outcome is Outcome.NOT_MET


def test_partner_countries_and_associated_partners_need_no_trio():
    seen = found(
        *trio("FR"),
        partner("Tbilisi", "GE", VET),
        partner("Associated", "DE", VET, role=Role.ASSOCIATED_PARTNER),
    )

    assert (seen.outcome, seen.required) == (Outcome.MET, 1)


def test_seats_are_exchanged_until_everybody_fits():
    rows = [
        partner("A", "FR", VET, SME),
        partner("B", "FR", VET, PUBLIC_BODY),
        partner("C", "FR", VET),
    ]

    assert found(*rows).possible == 1


def test_an_overseas_territory_needs_no_trio_of_its_own():
    school, firm, _ = trio("FR")

    seen = found(school, firm, partner("Nouméa", "NC", PUBLIC_BODY))

    assert (seen.outcome, seen.required) == (Outcome.MET, 1)
