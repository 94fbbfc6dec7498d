"""Repairs: small, proved, true for every member of a class, never at a cost."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.core import (
    AddPartners,
    ChangeRole,
    Outcome,
    PartnerType,
    RemovePartner,
    Role,
    SettleType,
    Severity,
    evaluate,
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
    place,
    rulebook_2020,
    shipped,
    snapshot,
)
from tests.eligibility.core.small_law import lowered

pytestmark = pytest.mark.core
PLACES = [
    each for each in map(place, [*sorted(PROGRAMME), "GL", "GE"]) if each is not None
]
RANK = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
LABOUR = (
    *(SME, PartnerType.LARGE_ENTERPRISE, PartnerType.SOCIAL_ENTERPRISE),
    *(PartnerType.SOCIAL_PARTNER, PartnerType.SECTOR_BODY, PartnerType.EU_NETWORK),
)
EDUCATION = (UNIVERSITY, VET, PartnerType.ADULT_EDUCATION)
# Each example asks the engine hundreds of times; `make evidence` tries many more.
SOME = settings().max_examples // 5
FEW = settings().max_examples // 12
UNIVERSE = tuple(sorted(PROGRAMME))


def repairs(consortium, book=None, **options):
    book = book or rulebook_2020()
    day = book.deadline.date()
    return find_repairs(consortium, book, on=day, places=PLACES, **options)


def moves(consortium, book=None, **options):
    return [each.moves for each in repairs(consortium, book, **options).options]


def outcomes(consortium, book):
    return {
        each.clause.id: each.planned.outcome
        for each in evaluate(consortium, book, on=book.deadline.date()).findings
        if each.clause.severity is Severity.BLOCKING
    }


def by_hand(consortium, some_moves, pick):
    """Make the moves as a coordinator would, with newcomers picked at random."""
    rows = list(consortium.participants)
    for move in some_moves:
        if isinstance(move, AddPartners):
            continue
        index = rows.index(move.organisation)
        if isinstance(move, RemovePartner):
            del rows[index]
        elif isinstance(move, ChangeRole):
            rows[index] = replace(rows[index], role=move.role)
        else:
            rows[index] = replace(rows[index], types=(move.type,))
    for number, move in enumerate(some_moves):
        if not isinstance(move, AddPartners):
            continue
        there = {row.place.counts_as for row in rows if row.place}
        new = pick.sample(sorted(set(move.countries) - there), move.fresh)
        wide = UNIVERSE if move.fresh else move.countries
        one = pick.choice(wide)
        rest = [pick.choice([one, *wide]) for _ in range(move.count - move.fresh)]
        for index, code in enumerate([*new, *rest]):
            kind = pick.choice(move.types or list(PartnerType))
            name = f"Newcomer {number} {index}"
            rows.append(partner(name, code, kind, role=move.role))
    return replace(consortium, participants=tuple(rows))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ES", "FR", "NO", "GE", None]),
        st.sets(st.sampled_from([SME, VET, UNIVERSITY, PartnerType.NGO]), max_size=2),
        st.sampled_from([*Role, Role.FULL_PARTNER]),
    ),
    max_size=6,
)


def consortium_of(rows):
    return snapshot(
        *[
            partner(f"O{n}", country, *sorted(types), role=role)
            for n, (country, types, role) in enumerate(rows)
        ]
    )


@settings(max_examples=SOME)
@given(ROWS, st.integers(1, 3), st.integers(0, 2**32))
def test_a_promise_holds_for_every_member_and_worsens_nothing(rows, number, seed):
    consortium, book = consortium_of(rows), lowered(number)
    before = outcomes(consortium, book)

    found = repairs(consortium, book)

    for option in found.options:
        for turn in range(4):
            pick = random.Random(seed + turn)  # noqa: S311  # a test's choice
            after = outcomes(by_hand(consortium, option.moves, pick), book)
            assert all(after[clause] is Outcome.MET for clause in found.clauses)
            assert all(RANK[after[key]] >= RANK[before[key]] for key in before)


@settings(max_examples=FEW)
@given(ROWS)
def test_nothing_smaller_would_do(rows):
    consortium, book = consortium_of(rows), lowered(2)
    found = repairs(consortium, book)
    if not found.clauses or (found.options and len(found.options[0].moves) == 1):
        return

    for changed in by_one_move(consortium):
        after = outcomes(changed, book)
        assert not all(after[clause] is Outcome.MET for clause in found.clauses)


def by_one_move(consortium):
    """Every consortium one move away, found without looking at any clause."""
    rows = consortium.participants
    for n, row in enumerate(rows):
        others = (*rows[:n], *rows[n + 1 :])
        yield replace(consortium, participants=others)
        for role in Role:
            changed = replace(row, role=role)
            yield replace(consortium, participants=(*others, changed))
        for kind in row.types:
            settled = replace(row, types=(kind,))
            yield replace(consortium, participants=(*others, settled))
    for kind in (SME, VET, PartnerType.NGO):
        for role in (Role.FULL_PARTNER, Role.APPLICANT):
            for codes in ("ES", "DE", "ES ES", "DE IT", "DE IT SE"):
                new = [
                    partner(f"New {n}", code, kind, role=role)
                    for n, code in enumerate(codes.split())
                ]
                yield replace(consortium, participants=(*rows, *new))


@settings(max_examples=FEW)
@given(ROWS, st.integers(1, 3), st.randoms(use_true_random=False))
def test_order_of_rows_changes_no_repair(rows, number, shuffler):
    consortium, book = consortium_of(rows), lowered(number)
    shuffled = list(consortium.participants)
    shuffler.shuffle(shuffled)

    again = repairs(replace(consortium, participants=tuple(shuffled)), book)

    assert again == repairs(consortium, book)


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


def trio(country, *missing):
    kinds = {"School": VET, "Firm": SME, "Ministry": PartnerType.PUBLIC_BODY}
    return [
        partner(f"{name} {country}", country, kind)
        for name, kind in kinds.items()
        if name not in missing
    ]


def test_a_country_without_a_function_gets_it_or_loses_its_partners():
    rows = [*trio("FR"), *trio("DE"), *trio("IT"), *trio("ES"), partner("B", "BE", SME)]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    consortium = snapshot(*rows, lot="single", months=24, sector=None, grant="1.00")

    found = moves(consortium, shipped("2014"))

    assert {(each[0].kind, len(each)) for each in found} == {
        ("change_role", 1),
        ("remove_partner", 1),
    }
    assert found[0][0].organisation.name == "B"


def test_a_missing_function_is_added_in_its_own_country():
    rows = [*trio("FR"), *trio("DE"), *trio("IT", "School"), partner("N", "FR", VET)]
    rows[0] = replace(rows[0], role=Role.APPLICANT)
    consortium = snapshot(*rows, lot="single", months=24, sector=None, grant="1.00")

    (option, *_others) = repairs(consortium, shipped("2014")).options

    assert option.moves == (
        AddPartners(1, (VET,), Role.FULL_PARTNER, ("IT",), option.moves[0].others),
    )
    assert set(option.moves[0].others) == PROGRAMME - {"IT"}


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
