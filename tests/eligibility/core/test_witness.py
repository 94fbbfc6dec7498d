"""A law that nobody could meet is recognised, clause by clause."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eligibility.core import Role, Sector, Standing, parse_rulebook, unmeetable
from tests.eligibility.core.consortia import (
    DEADLINE,
    FIXTURES,
    MEMBERS,
    PROGRAMME,
    place,
    rulebook_2020,
)

pytestmark = pytest.mark.core

SECTORS = (Sector("cybersecurity", "Cybersecurity"),)
PLACES = tuple(filter(None, map(place, sorted(PROGRAMME))))
FUTURE = "min-programme-countries"


def asked(book=None, *, kind="standard", **changed):
    """Name what nobody meets in a type of project of the Blueprint of 2020."""
    return unmeetable(
        book or rulebook_2020(),
        **{
            "lot": "lot-2",
            "project_type": kind,
            "on": DEADLINE,
            "places": PLACES,
            "sectors": SECTORS,
            "most": 300,
            **changed,
        },
    )


def law(clause, *, value=None, drop=False, **arguments):
    """Return the law of 2020 with one clause asking something else, or nothing."""
    book = rulebook_2020()

    def changed(dated):
        if dated.clause.id != clause:
            return dated
        values = tuple(
            each if value is None else replace(each, value=value)
            for each in dated.values
        )
        given = {**dated.clause.arguments, **arguments}
        return replace(
            dated, clause=replace(dated.clause, arguments=given), values=values
        )

    def kind(each):
        clauses = [e for e in each.clauses if not drop or e.clause.id != clause]
        return replace(each, clauses=tuple(map(changed, clauses)))

    lots = tuple(
        replace(lot, project_types=tuple(map(kind, lot.project_types)))
        for lot in book.lots
    )
    return replace(book, lots=lots)


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("calls/*/rulebook.toml")), ids=lambda e: e.parent.name
)
def test_every_shipped_law_can_be_met(path):
    book = parse_rulebook(path.read_text(encoding="utf-8"), source=path.parent.name)

    found = {
        (lot.code, kind.code): unmeetable(
            book,
            lot=lot.code,
            project_type=kind.code,
            on=book.deadline.date(),
            places=PLACES,
            sectors=SECTORS,
            most=300,
        )
        for lot in book.lots
        for kind in lot.project_types
    }

    assert found == dict.fromkeys(found, ())


def test_fewer_programme_countries_than_asked_for_is_found():
    assert asked(places=PLACES[:8]) == ()
    assert asked(places=PLACES[:7]) == ("min-programme-countries",)
    assert asked(places=PLACES[:11], kind="twelve-countries") == (
        "min-programme-countries",
    )


def test_territories_are_no_countries_of_their_own():
    places = (*PLACES[:7], place("GL"))

    assert asked(places=places) == ("min-programme-countries",)


def test_without_countries_nearly_nothing_is_met():
    assert asked(places=()) == (
        "applicant-in-programme-country",
        "min-programme-countries",
        "min-full-partners",
        "min-labour-market",
        "min-education-training",
    )


def test_more_member_states_than_there_are_is_found():
    book = law("min-programme-countries", value=10, count="eu-member")
    members = tuple(place(code) for code in sorted(MEMBERS))
    others = tuple(place(code) for code in sorted(PROGRAMME - MEMBERS))

    assert asked(book, places=others + members[:10]) == ()
    assert asked(book, places=others + members[:9]) == ("min-programme-countries",)


def test_more_partners_than_an_alliance_may_have_is_found():
    assert asked(law("min-full-partners", value=300)) == ()
    assert asked(law("min-full-partners", value=301)) == ("min-full-partners",)
    assert asked(law("min-full-partners", value=10**12)) == ("min-full-partners",)
    assert asked(law("min-labour-market", value=10**12)) == (
        "min-labour-market",
        "min-education-training",
    )


def test_groups_of_many_are_filled_without_wasting_a_place():
    book = law("min-labour-market", value=295)

    assert asked(book, most=300) == ()
    assert asked(book, most=299) == ("min-education-training",)


def test_an_empty_list_of_sectors_is_found():
    assert asked(sectors=()) == ("sector-in-list",)


def test_a_ceiling_for_durations_that_are_not_allowed_is_found():
    other = {36: Decimal(1000)}

    assert asked(law("grant-within-ceiling", value=other)) == ("grant-within-ceiling",)


def test_ceilings_alone_give_the_duration():
    assert asked(law("duration-allowed", drop=True)) == ()
    assert asked(law("grant-within-ceiling", drop=True)) == ()


def test_two_applicants_leave_open_where_the_one_is():
    assert asked(law("one-applicant", value=2)) == (
        "applicant-in-programme-country",
        "one-application-per-applicant-and-sector",
    )


def test_other_roles_are_filled_too():
    book = law("one-applicant", value=3, role=Role.ASSOCIATED_PARTNER)

    assert asked(book) == ()


def test_a_number_of_full_partners_is_kept_to():
    book = law("one-applicant", value=11, role=Role.FULL_PARTNER)

    assert asked(book) == ()
    assert asked(law("one-applicant", value=3, role=Role.FULL_PARTNER)) == (
        "min-programme-countries",
        "min-full-partners",
        "min-labour-market",
        "min-education-training",
    )


def test_an_applicant_from_a_partner_country_is_looked_for():
    book = law("applicant-in-programme-country", standing=Standing.PARTNER)

    assert asked(book) == ("applicant-in-programme-country",)
    assert asked(book, places=(*PLACES, place("GE"))) == ()
