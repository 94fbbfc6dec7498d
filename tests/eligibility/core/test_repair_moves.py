"""Which repair is found for what is missing, and what is never suggested."""

from dataclasses import replace

import pytest

from eligibility.core import (
    AddPartners,
    ChangeRole,
    Outcome,
    PartnerType,
    Role,
    SettleType,
    find_repairs,
)
from tests.eligibility.core.consortia import (
    DEADLINE,
    MEMBERS,
    PROGRAMME,
    SME,
    UNIVERSITY,
    VET,
    applicant,
    charter,
    partner,
    shipped,
    snapshot,
)
from tests.eligibility.core.repair_tools import (
    EDUCATION,
    LABOUR,
    PLACES,
    UNIVERSE,
    moves,
    repairs,
)
from tests.eligibility.core.small_law import lowered

pytestmark = pytest.mark.core


def test_what_is_met_needs_no_repair():
    found = repairs(charter())

    assert (found.clauses, found.options, found.is_bounded) == ((), (), False)


def test_one_country_short_takes_one_partner_from_a_new_country():
    rows = [partner(c, c, SME) for c in ("AT", "BE", "BG", "CY", "CZ", "DE")]
    rows += [partner(f"S{n}", "ES", VET) for n in range(5)]
    there = {"AT", "BE", "BG", "CY", "CZ", "DE", "ES"} - {"ES"} | {"ES"}

    (option,) = repairs(snapshot(applicant(), *rows)).options

    (move,) = option.moves
    assert (move.count, move.types, move.role, move.fresh) == (
        *(1, (), Role.FULL_PARTNER),
        1,
    )
    assert set(move.others) == there
    assert set(move.countries) == PROGRAMME - there
    assert option.mends == ("min-programme-countries",)
    assert option.outcome_after is Outcome.MET
    assert [(each.clause, each.before, each.after) for each in option.changes] == [
        ("min-programme-countries", Outcome.NOT_MET, Outcome.MET)
    ]


def test_an_associated_partner_may_become_a_full_one():
    rows = [partner(c, c, SME) for c in ("AT", "BE", "BG", "CY", "CZ", "DE")]
    rows += [partner(f"S{n}", "ES", VET) for n in range(5)]
    outside = partner("ICOMOS", "FR", PartnerType.NGO, role=Role.ASSOCIATED_PARTNER)

    found = moves(snapshot(applicant(), *rows, outside))

    assert found[0] == (ChangeRole(outside, Role.FULL_PARTNER),)
    assert [each[0].kind for each in found] == ["change_role", "add_partners"]


@pytest.mark.parametrize("country", ["GE", "AQ", None])
def test_a_country_that_does_not_count_makes_no_full_partner(country):
    outside = partner("Outside", country, SME, role=Role.ASSOCIATED_PARTNER)

    found = moves(snapshot(applicant(), outside), lowered(1, 2, 0, 0))

    assert [each[0].kind for each in found] == ["add_partners"]


def test_an_open_type_is_settled_for_the_group_that_lacks_it():
    chamber = partner("Chamber", "FR", SME, VET)

    found = moves(snapshot(applicant(), chamber), lowered(2, 2, 1, 1))

    assert found[0] == (SettleType(chamber, SME),)


def test_an_unknown_type_is_a_fact_and_no_choice():
    found = moves(snapshot(applicant(), partner("Chamber", "FR")), lowered(2, 2, 1, 1))

    assert [[each.kind for each in some] for some in found] == [["add_partners"]]


def test_the_group_that_lacks_partners_is_named():
    (found,) = moves(
        snapshot(applicant(), partner("S", "FR", SME)), lowered(2, 2, 1, 3)
    )

    assert found == (AddPartners(2, EDUCATION, Role.FULL_PARTNER, UNIVERSE),)


def test_two_groups_take_two_moves():
    found = moves(snapshot(applicant()), lowered(1, 1, 2, 2))

    assert found[0] == (
        AddPartners(1, EDUCATION, Role.FULL_PARTNER, UNIVERSE),
        AddPartners(2, LABOUR, Role.FULL_PARTNER, UNIVERSE),
    ) or found[0] == (
        AddPartners(2, LABOUR, Role.FULL_PARTNER, UNIVERSE),
        AddPartners(1, EDUCATION, Role.FULL_PARTNER, UNIVERSE),
    )


def test_a_second_applicant_gives_the_role_up():
    second = partner("Second", "FR", SME, role=Role.APPLICANT)

    found = moves(snapshot(applicant(), second), lowered(1, 1, 0, 0))

    assert {each[0].kind for each in found} == {"change_role", "remove_partner"}
    assert found[0][0].role is Role.FULL_PARTNER


def test_without_an_applicant_a_full_partner_takes_the_role():
    one = partner("One", "FR", VET)

    found = moves(snapshot(one), lowered(1, 1, 0, 0))

    assert found[0] == (ChangeRole(one, Role.APPLICANT),)


def test_an_applicant_outside_changes_places_with_a_partner_inside():
    one = partner("One", "FR", VET)
    outside = applicant("GE")

    (found, *_others) = moves(snapshot(outside, one), lowered(1, 1, 0, 0))

    assert found == (
        ChangeRole(outside, Role.FULL_PARTNER),
        ChangeRole(one, Role.APPLICANT),
    )


def test_another_applicant_brings_applications_nobody_knows():
    consortium = snapshot(applicant("GE"), partner("One", "FR", VET), elsewhere=1)

    (option, *_others) = repairs(consortium, lowered(1, 1, 0, 0)).options

    clauses = option.after.by_clause()
    assert "one-application-per-applicant-and-sector" not in clauses


def test_the_same_applicant_keeps_its_other_applications():
    consortium = snapshot(applicant(), elsewhere=1)

    (option,) = repairs(consortium, lowered(1, 2, 0, 0)).options

    assert option.outcome_after is Outcome.NOT_MET
    assert option.mends == ("min-full-partners",)


def test_a_duration_or_a_grant_is_no_move():
    found = repairs(snapshot(applicant(), months=24, grant=None), lowered(1, 1, 0, 0))

    assert (found.clauses, found.options) == ((), ())


def test_one_clause_may_be_asked_for():
    consortium = snapshot(applicant())

    found = repairs(consortium, clause="min-full-partners")

    assert found.clauses == ("min-full-partners",)
    ((move,),) = [each.moves for each in found.options]
    assert (move.count, move.types) == (11, ())
    assert found.options[0].outcome_after is Outcome.NOT_MET


@pytest.mark.parametrize("most", [1, 5, 50])
def test_a_bounded_search_says_so(most):
    found = repairs(snapshot(), most_reads=most)

    assert (found.is_bounded, found.reads <= most + 1) == (True, True)


def test_the_empty_consortium_is_founded_in_three_moves():
    (option, *_others) = repairs(snapshot()).options

    assert option.outcome_after is Outcome.MET
    assert sorted(move.count for move in option.moves) == [1, 4, 8]


def test_too_few_countries_left_are_no_way_out():
    few = [each for each in PLACES if each.code in {"ES", "FR"}]
    book = lowered(4, 1, 0, 0)

    found = find_repairs(snapshot(applicant()), book, on=DEADLINE, places=few)

    assert (found.clauses, found.options) == (("min-programme-countries",), ())


def test_a_minimum_of_member_states_asks_for_member_states():
    book = members_only(3)
    rows = [partner("One", "NO", SME), partner("Two", "TR", VET)]

    (option, *_others) = repairs(snapshot(applicant("NO"), *rows), book).options

    (move,) = option.moves
    assert (move.count, move.fresh, option.touched) == (3, 3, 3)
    assert set(move.countries) == MEMBERS
    assert set(move.others) == {"NO", "TR"}


def members_only(number):
    """Count Member States where 2020 counts Programme countries; nothing else."""
    book = lowered(number, 1, 0, 0)

    def counted(dated):
        if dated.clause.id != "min-programme-countries":
            return dated
        return replace(
            dated, clause=replace(dated.clause, arguments={"count": "eu-member"})
        )

    lots = tuple(
        replace(
            lot,
            project_types=tuple(
                replace(each, clauses=tuple(map(counted, each.clauses)))
                for each in lot.project_types
            ),
        )
        for lot in book.lots
    )
    return replace(book, lots=lots)


def test_one_newcomer_may_serve_its_group_and_be_the_one_to_include():
    rows = [partner(f"S{n}", c, SME) for n, c in enumerate(["FR", "DE", "IT"])]
    rows += [partner(f"U{n}", "ES", UNIVERSITY) for n in range(3)]
    consortium = snapshot(
        applicant(), *rows, lot="lot-1", sector=None, months=24, grant="1.00"
    )

    (option, *_others) = repairs(consortium, shipped("afi-2021")).options

    (move,) = option.moves
    assert option.mends == ("min-full-partners", "must-include-vet_provider")
    assert (move.count, move.types) == (1, (VET,))


def test_four_moves_are_too_many():
    rows = [partner("One", "FR", PartnerType.NGO)]

    found = repairs(snapshot(applicant("GE"), *rows), lowered(1, 1, 1, 1))

    assert (found.options, found.is_bounded) == ((), False)


def test_names_of_newcomers_are_free():
    there = partner("New partner 1", "FR", SME)

    (option,) = repairs(snapshot(applicant(), there), lowered(3, 3, 0, 0)).options

    names = [each.name for each in option.after.findings[2].planned.counted]
    assert sorted(names) == ["Applicant", "New partner 1", "New partner 2"]
    assert option.after.on == DEADLINE
