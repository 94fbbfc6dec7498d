"""The shipped rules against the facts of each call, number by number.

The tables were written by hand from those facts, not from the rulebooks: a wrong
number in either place turns a test red.
"""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from eligibility import catalogue
from eligibility.core import Confidence, Severity
from tests.eligibility.shipped_numbers import (
    BESIDE,
    CALLS,
    COLUMNS,
    DATES,
    ORDER,
    READ,
    THRESHOLDS,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEED = (FIXTURES / "sources" / "seed.txt").read_text(encoding="utf-8")


def project_types(*codes):
    """Return every shipped project type with its place (call, Lot, code)."""
    return {
        (code, lot.code, project_type.code): project_type
        for code in codes or CALLS
        for lot in catalogue.shipped_rulebook(code).lots
        for project_type in lot.project_types
    }


def bound(project_type):
    return {each.clause.id: each for each in project_type.clauses}


def values_in_force(code, lot, project_type):
    """Return the value of each clause on the deadline day."""
    rulebook = catalogue.shipped_rulebook(code)
    clauses = bound(rulebook.project_type(lot, project_type))
    return {key: each.on(rulebook.deadline.date()) for key, each in clauses.items()}


@pytest.mark.parametrize("place", THRESHOLDS)
def test_thresholds_are_those_of_the_call(place):
    values = values_in_force(*place)

    found = tuple(values[key].value if key in values else None for key in COLUMNS)

    assert found == THRESHOLDS[place]


def test_no_project_type_is_missing_from_the_table():
    assert set(project_types()) == set(THRESHOLDS)


@pytest.mark.parametrize("place", THRESHOLDS)
def test_the_types_to_include_are_those_of_the_action(place):
    values = values_in_force(*place)
    clauses = bound(project_types()[place])

    found = {
        key: (
            each.value,
            set(clauses[key].clause.arguments["types"]),
            each.reference.confidence,
        )
        for key, each in values.items()
        if key.startswith("must-include-")
    }

    assert found == BESIDE.get(place, {})


def test_centres_ask_for_two_functions_in_each_country():
    clauses = bound(project_types()["cove-2021", "single", "standard"])
    labour = bound(project_types()["2020", "lot-1", "standard"])["min-labour-market"]

    functions = {
        key: each.clause.arguments["functions"]
        for key, each in clauses.items()
        if key.startswith("each-country-")
    }

    assert functions == {
        "each-country-labour-market": {
            "labour_market": labour.clause.arguments["types"]
        },
        "each-country-vet-provider": {"vet_provider": {"vet_provider"}},
    }


@pytest.mark.parametrize("place", THRESHOLDS)
def test_confidence_says_what_was_read(place):
    values = values_in_force(*place)

    read = {
        key
        for key in COLUMNS
        if key in values and values[key].reference.confidence == Confidence.FOUND
    }

    assert read == READ[place[:2]]


@pytest.mark.parametrize("code", CALLS)
def test_opening_and_deadline_are_those_of_the_call(code):
    rulebook = catalogue.shipped_rulebook(code)
    references = (rulebook.opens_reference, *rulebook.deadline_references)

    read = "".join(
        letter
        for letter, reference in zip("odh", references, strict=True)
        if reference.confidence == Confidence.FOUND
    )

    assert (rulebook.opens, rulebook.deadline.astimezone(dt.UTC), read) == DATES[code]


@pytest.mark.parametrize("place", THRESHOLDS)
def test_clauses_stand_in_the_order_of_the_law(place):
    clauses = list(bound(project_types()[place]))

    assert clauses == [each for each in ORDER if each in clauses]


@pytest.mark.parametrize("place", THRESHOLDS)
def test_every_project_type_has_the_clauses_all_calls_share(place):
    shared = {
        "one-applicant",
        "applicant-in-programme-country",
        "duplicate-organisation",
    }

    assert shared <= set(bound(project_types()[place]))


@pytest.mark.parametrize("place", THRESHOLDS)
def test_only_advice_does_not_block(place):
    advice = {
        each.clause.id
        for each in project_types()[place].clauses
        if each.clause.severity == Severity.ADVICE
    }
    told = place == ("2020", "lot-2", "standard")
    asked = place[0] in {"2017", "2018", "2019", "2020", "ka-2020"}

    assert advice == {"duplicate-organisation"} | (
        {"twelve-countries-notice"} if told else set()
    ) | ({"partner-country-added-value"} if asked else set())


def test_added_value_was_read_for_knowledge_alliances_only():
    read = {
        code: each.values[0].reference.confidence.value
        for (code, *_place), project_type in project_types().items()
        for key, each in bound(project_type).items()
        if key == "partner-country-added-value"
    }

    assert read == {
        "2017": "unverified",
        "2018": "unverified",
        "2019": "unverified",
        "2020": "unverified",
        "ka-2020": "found",
    }


def test_exclusivity_is_that_of_the_call():
    exclusive = {
        (code, key.removeprefix("one-application-per-"), each.values[0].reference)
        for (code, *_place), project_type in project_types().items()
        for key, each in bound(project_type).items()
        if key.startswith("one-application-per-")
    }

    assert {(code, key, source.confidence) for code, key, source in exclusive} == {
        ("2014", "organisation", Confidence.FOUND),
        ("2015", "organisation", Confidence.UNVERIFIED),
        ("2019", "applicant-and-sector", Confidence.FOUND),
        ("2020", "applicant-and-sector", Confidence.FOUND),
    }


def test_applicants_are_confirmed_where_a_summary_was_read():
    confidence = {
        (place[0], values_in_force(*place)[key].reference.confidence)
        for place in THRESHOLDS
        for key in ("one-applicant", "applicant-in-programme-country")
    }

    assert {code for code, word in confidence if word == Confidence.FOUND} == {
        "2014",
        "2018",
        "2020",
        "ka-2020",
    }
    # Of Knowledge Alliances only the applicant's country was read.
    assert len(confidence) == len(CALLS) + 1


def test_a_sector_list_binds_where_there_is_one():
    for place, project_type in project_types().items():
        code, lot, _kind = place
        listed = [
            row for row in catalogue.shipped_tables(code).sectors if row.lot == lot
        ]

        assert ("sector-in-list" in bound(project_type)) == bool(listed), place


def test_quotes_are_sentences_of_the_seed():
    quotes = {
        (code, each.reference.quote)
        for (code, *_place), project_type in project_types().items()
        for clause in project_type.clauses
        for each in clause.values
        if each.reference.quote
    }

    assert {code for code, _quote in quotes} == {"2020"}
    assert len(quotes) == 4
    for _code, quote in quotes:
        assert quote in SEED
        assert ". " not in quote


def test_every_reference_was_checked_and_has_a_title():
    for place, project_type in project_types().items():
        for clause in project_type.clauses:
            for each in clause.values:
                assert each.reference.title, place
                assert each.reference.checked == dt.date(2026, 11, 22), place


def test_unverified_values_say_where_they_come_from():
    silent = {
        (place, clause.clause.id)
        for place, project_type in project_types().items()
        for clause in project_type.clauses
        for each in clause.values
        if each.reference.confidence == Confidence.UNVERIFIED
        and not each.reference.note
    }

    assert silent == set()


def test_ceilings_have_cents():
    ceilings = values_in_force("2020", "lot-2", "standard")["grant-within-ceiling"]

    assert ceilings.value == {48: Decimal("4000000.00")}


def test_2020_is_offered_first_and_history_takes_no_submissions():
    rulebooks = [catalogue.shipped_rulebook(code) for code in CALLS]

    assert [each.code for each in rulebooks if each.is_default] == ["2020"]
    assert [each.code for each in rulebooks if each.takes_submissions] == []


def test_2016_is_not_established():
    with pytest.raises(catalogue.NotEstablished):
        catalogue.shipped_rulebook("2016")

    assert "established = false" in catalogue.shipped_text("2016")
