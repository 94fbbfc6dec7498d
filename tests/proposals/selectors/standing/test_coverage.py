"""Which countries a consortium covers, by the evidence of its report."""

from dataclasses import replace

from django.utils import translation

from alliances.enums import Role
from proposals.selectors.standing.coverage import CountryState, coverage_of
from tests.proposals.documents.applications import application, partner


def coverage(partners, **more):
    frozen = application(partners, **more)
    return coverage_of(frozen.report, frozen.programme_countries)


def codes(found, state):
    return [each.code for each in found.of(state)]


def test_confirmed_partner_covers_its_country_and_an_invited_one_may():
    found = coverage(
        [
            partner("A", country="AT"),
            partner("B", country="BE", confirmation="invited"),
            partner("C", country="DE", confirmation="not_invited"),
            partner("D", country="DE"),
        ]
    )

    assert codes(found, CountryState.COVERED) == ["AT", "DE"]
    assert codes(found, CountryState.PENDING) == ["BE"]
    assert len(found.of(CountryState.OPEN)) == 31
    assert {each.code: each.number for each in found.countries if each.number} == {
        "AT": 1,
        "DE": 2,
        "BE": 1,
    }


def test_applicant_covers_its_country_without_an_answer():
    found = coverage(
        [partner("A", country="GR", role=Role.APPLICANT, confirmation="not_invited")]
    )

    assert codes(found, CountryState.COVERED) == ["EL"]


def test_associated_partner_stands_in_its_country_and_covers_nothing():
    found = coverage([partner("A", country="LV", role=Role.ASSOCIATED_PARTNER)])

    (latvia,) = [each for each in found.countries if each.code == "LV"]
    assert latvia.state is CountryState.OPEN
    assert latvia.number == 0
    assert [(each.label, each.counts) for each in latvia.present] == [("P1", False)]


def test_countries_that_are_no_programme_countries_stand_outside():
    found = coverage([partner("A", country="GE"), partner("B", country="AQ")])

    outside = found.of(CountryState.OUTSIDE)
    assert {each.code: (each.standing, each.number) for each in outside} == {
        "AQ": ("none", 1),
        "GE": ("partner", 1),
    }


def test_territory_stands_with_the_state_it_counts_as():
    found = coverage([partner("A", country="GL"), partner("B", country="DK")])

    (denmark,) = found.of(CountryState.COVERED)
    assert (denmark.code, denmark.number) == ("DK", 2)


def test_who_states_no_country_stands_nowhere():
    found = coverage([partner("A", country=None), partner("B", country="BE")])

    assert [each.label for each in found.nowhere] == ["P1"]


def test_rows_of_one_organisation_stand_once():
    found = coverage([partner("A", pic="912345678"), partner("A", pic="912345678")])

    assert [each.number for each in found.of(CountryState.COVERED)] == [1]


def test_organisations_stand_in_the_order_of_their_numbers():
    found = coverage([partner(f"N{20 - each}") for each in range(11)])

    (lithuania,) = found.of(CountryState.COVERED)
    assert [each.number for each in lithuania.present] == [
        str(each) for each in range(1, 12)
    ]


def test_countries_are_sorted_by_state_then_by_name():
    found = coverage(
        [
            partner("A", country="SE"),
            partner("B", country="BE"),
            partner("C", country="AT", confirmation="invited"),
        ]
    )

    assert [each.code for each in found.countries[:5]] == ["BE", "SE", "AT", "BG", "HR"]


def test_countries_are_sorted_as_the_reader_does():
    partners = [partner(each, country=each) for each in ("CY", "AT", "BE")]

    with translation.override("de"):
        found = coverage(partners)

    names = [each.name for each in found.of(CountryState.COVERED)]
    assert names == ["Belgien", "Österreich", "Zypern"]


def test_rules_that_ask_for_no_countries_still_show_who_is_where():
    frozen = application([partner("A", country="SE")])
    without = tuple(
        each for each in frozen.report.findings if "count" not in each.clause.arguments
    )
    nothing = replace(frozen.report, findings=())

    found = coverage_of(replace(frozen.report, findings=without), ("BE", "SE"))
    empty = coverage_of(nothing, ("BE", "SE"))

    assert found.finding is None
    assert codes(found, CountryState.COVERED) == ["SE"]
    assert codes(empty, CountryState.OPEN) == ["BE", "SE"]
