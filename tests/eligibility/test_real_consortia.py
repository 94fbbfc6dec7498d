"""The verdicts the product is held to: three funded consortia and changes to them."""

import pytest

from tests.eligibility.consortium_files import (
    CHARTER,
    CONSTRUCTION,
    FIXTURES,
    SENDING,
    changed,
    load,
    only,
    run,
    without,
)

CYPRUS = "University of Cyprus"
# Four countries, three partners of the labour market and four of education.
SEVEN = (
    "University of Patras",
    "Greek Computer Society (EPY)",
    "Olympic Training and Consulting",
    "Yodiwo",
    "Bulgarian Association of Software Companies (BASSCOM)",
    CYPRUS,
    "Universal Learning Systems",
)


@pytest.mark.parametrize(
    ("name", "grant"),
    [
        (SENDING, "900000.00"),
        (CONSTRUCTION, "3999665.00"),
        (CONSTRUCTION, "3900000.00"),
        (CHARTER, "3900000.00"),
    ],
)
def test_funded_consortia_meet_every_clause(name, grant):
    result = run(FIXTURES / f"{name}.json", "--grant", grant, "--format", "json")

    assert result.status == 0
    assert (result.report["outcome"], result.report["outcome_as_confirmed"]) == (
        "met",
        "met",
    )
    assert result.clauses("met") == [
        each["clause"]
        for each in result.report["findings"]
        if each["severity"] == "blocking"
    ]


@pytest.mark.parametrize("name", [SENDING, CHARTER])
def test_without_a_grant_only_the_ceiling_is_open(name):
    result = run(FIXTURES / f"{name}.json", "--format", "json")

    assert result.status == 3
    assert result.clauses("unknown") == ["grant-within-ceiling"]
    assert result.clauses("not_met") == []


@pytest.mark.parametrize(
    ("grant", "status"), [("4000000.00", 0), ("4000000.01", 1), ("0", 0)]
)
def test_grant_equal_to_the_ceiling_is_met(grant, status):
    result = run(FIXTURES / f"{CHARTER}.json", "--grant", grant)

    assert result.status == status


def test_sending_without_cyprus_lacks_a_programme_country_and_nothing_else(sending):
    result = sending(without(load(SENDING), CYPRUS))
    finding = result.finding("min-programme-countries")

    assert result.status == 1
    assert result.clauses("not_met") == ["min-programme-countries"]
    assert (finding["found"], finding["required"]) == (3, 4)


def test_sending_with_cyprus_associated_lacks_the_same(sending):
    result = sending(changed(load(SENDING), CYPRUS, role="associated_partner"))
    finding = result.finding("min-programme-countries")

    assert result.status == 1
    assert result.clauses("not_met") == ["min-programme-countries"]
    assert (finding["found"], finding["possible"], finding["required"]) == (3, 3, 4)
    assert finding["not_counted"] == [{"name": CYPRUS, "reason": "associated-partner"}]


@pytest.mark.parametrize(
    ("call", "lot", "not_met"),
    [
        ("2018", "lot-2", ["min-programme-countries"]),
        ("2019", "lot-2", []),
        ("2020", "lot-1", []),
    ],
)
def test_serbia_is_a_programme_country_from_2019_on(sending, call, lot, not_met):
    # The call is the only difference: each of the three takes 36 months and a grant
    # of up to EUR 1,000,000 in this Lot, asks for 4 countries, 8 partners and 3 of
    # each group, and has no list of sectors here.
    result = sending(
        changed(load(SENDING), CYPRUS, country="RS"), "--call", call, "--lot", lot
    )

    assert result.clauses("not_met") == not_met
    assert result.clauses("unknown") == []
    assert result.status == (1 if not_met else 0)


@pytest.mark.parametrize(
    ("call", "lot"), [("2018", "lot-2"), ("2019", "lot-2"), ("2020", "lot-1")]
)
def test_sending_as_it_was_meets_the_three_calls(sending, call, lot):
    assert sending(load(SENDING), "--call", call, "--lot", lot).status == 0


def test_serbia_is_named_as_a_partner_country_in_2018(sending):
    result = sending(changed(load(SENDING), CYPRUS, country="RS"), "--call", "2018")

    assert result.finding("min-programme-countries")["not_counted"] == [
        {"name": CYPRUS, "reason": "partner-country"}
    ]


def test_applicant_in_georgia_is_not_in_a_programme_country(sending):
    result = sending(changed(load(SENDING), "University of Patras", country="GE"))

    assert result.status == 1
    assert result.clauses("not_met") == ["applicant-in-programme-country"]
    assert result.finding("applicant-in-programme-country")["not_counted"] == [
        {"name": "University of Patras", "reason": "partner-country"}
    ]


def test_seven_full_partners_are_one_too_few(sending):
    result = sending(only(load(SENDING), *SEVEN))
    finding = result.finding("min-full-partners")

    assert result.status == 1
    assert result.clauses("not_met") == ["min-full-partners"]
    assert (finding["found"], finding["required"]) == (7, 8)


def test_eight_full_partners_are_enough(sending):
    result = sending(only(load(SENDING), *SEVEN, "Unicert"))

    assert result.status == 0


def test_unknown_country_is_open_where_it_decides(sending):
    result = sending(changed(load(SENDING), CYPRUS, country=None))
    finding = result.finding("min-programme-countries")

    assert result.status == 3
    assert result.clauses("unknown") == ["min-programme-countries"]
    assert (finding["found"], finding["possible"], finding["required"]) == (3, 4, 4)
    assert finding["not_counted"] == [{"name": CYPRUS, "reason": "country-unknown"}]


def test_unknown_country_decides_nothing_where_there_are_enough(sending):
    result = sending(changed(load(SENDING), "Code Runners", country=None))

    assert result.status == 0


def test_unknown_country_cannot_rescue_what_is_out_of_reach(sending):
    fewer = without(load(SENDING), CYPRUS)

    result = sending(
        changed(
            without(fewer, "Universal Learning Systems"), "Code Runners", country=None
        )
    )

    # Greece and Bulgaria for certain, one more at best: 3 of 4.
    assert result.status == 1
    assert result.clauses("not_met") == ["min-programme-countries"]


def test_invited_partner_is_met_as_planned_and_open_as_confirmed(sending):
    result = sending(changed(load(SENDING), CYPRUS, status="invited"))

    assert result.status == 0
    assert result.report["outcome"] == "met"
    assert result.report["outcome_as_confirmed"] == "unknown"
    assert result.clauses("unknown", "outcome_as_confirmed") == [
        "min-programme-countries"
    ]


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_partner_who_left_is_not_there(sending, status):
    result = sending(changed(load(SENDING), CYPRUS, status=status))

    assert result.clauses("not_met") == ["min-programme-countries"]
    assert result.finding("min-programme-countries")["not_counted"] == []


def test_charter_has_thirteen_countries_for_the_type_of_twelve(check):
    result = check(
        load(CHARTER), "--grant", "3900000", "--project-type", "twelve-countries"
    )

    assert result.status == 0
    assert result.finding("min-programme-countries")["found"] == 13


def test_charter_with_eleven_countries_fails_the_type_of_twelve_only(check):
    fewer = without(
        load(CHARTER),
        "Zavod za varstvo kulturne dediščine Slovenije",
        "Nacionālā kultūras mantojuma pārvalde",
    )
    grant = ["--grant", "3900000"]

    twelve = check(fewer, *grant, "--project-type", "twelve-countries")
    standard = check(fewer, *grant)

    assert twelve.clauses("not_met") == ["min-programme-countries"]
    assert twelve.finding("min-programme-countries")["found"] == 11
    assert standard.status == 0
    assert standard.finding("twelve-countries-notice")["outcome"] == "not_met"


@pytest.mark.parametrize(
    ("count", "outcome"), [(0, "not_met"), (1, "met"), (2, "not_met")]
)
def test_exactly_one_applicant_is_needed(sending, count, outcome):
    consortium = load(SENDING)
    for number, each in enumerate(consortium["partners"]):
        each["role"] = "applicant" if number < count else "full_partner"

    result = sending(consortium)

    assert result.finding("one-applicant")["outcome"] == outcome


def test_empty_consortium_is_valid_and_not_met(check):
    result = check(load(SENDING) | {"partners": []})

    assert result.status == 1
    assert result.finding("min-full-partners")["found"] == 0


def test_order_of_partners_changes_no_byte(sending):
    consortium = load(SENDING)
    reverse = consortium | {"partners": consortium["partners"][::-1]}

    assert sending(consortium).output == sending(reverse).output
