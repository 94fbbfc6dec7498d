"""The withdrawal test against the engine asked about every smaller consortium."""

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.core import (
    Outcome,
    Participant,
    Severity,
    dump_resilience,
    evaluate,
    load_resilience,
    withdrawals,
    without,
)
from tests.eligibility.core.consortia import (
    DEADLINE,
    SME,
    VET,
    applicant,
    charter,
    partner,
    report_on,
    rulebook_2020,
    snapshot,
)
from tests.eligibility.core.small_law import lowered

pytestmark = pytest.mark.core

APART = st.lists(
    st.builds(
        lambda n, country, types, pic: (n, country, tuple(sorted(types)), pic),
        n=st.integers(0, 5),
        country=st.sampled_from(["ES", "FR", "DE", "GE", None]),
        types=st.sets(st.sampled_from([SME, VET]), max_size=2),
        pic=st.sampled_from([None, None, "111111111"]),
    ),
    max_size=6,
)


def met(consortium, book):
    return [
        each.clause.id
        for each in evaluate(consortium, book, on=DEADLINE).findings
        if each.planned.outcome is Outcome.MET
        and each.clause.severity is Severity.BLOCKING
    ]


def families(rows):
    """Group rows as the contract says, by looking at every two again and again."""

    def alike(one, other):
        if one.pic and other.pic:
            return one.pic == other.pic
        return one.name == other.name and one.place == other.place is not None

    found: list[list[Participant]] = []
    for row in rows:
        own = [each for each in found if any(alike(row, other) for other in each)]
        rest = [each for each in found if each not in own]
        found = [*rest, [row, *[other for each in own for other in each]]]
    return found


# Each example asks the engine about every smaller consortium.
@settings(max_examples=settings().max_examples // 5)
@given(APART, st.integers(1, 2))
def test_losses_are_those_of_the_smaller_consortium(small, number):
    book = lowered(number)
    rows = [
        applicant(),
        *[partner(f"O{n}", c, *types, pic=pic) for n, c, types, pic in small],
    ]
    consortium = snapshot(*rows)
    now = met(consortium, book)

    def lost(*gone):
        away = {id(row) for family in gone for row in family}
        kept = [row for row in rows if id(row) not in away]
        left = met(snapshot(*kept), book)
        return [clause for clause in now if clause not in left]

    groups = families(rows)
    alone = [lost(each) for each in groups]
    together = []
    for (i, one), (j, other) in combinations(enumerate(groups), 2):
        new = [c for c in lost(one, other) if c not in alone[i] + alone[j]]
        together.append(new)

    seen = withdrawals(consortium, book, on=DEADLINE)

    assert sorted(list(each.breaks) for each in seen.singles) == sorted(
        filter(None, alone)
    )
    assert sorted(list(each.breaks) for each in seen.pairs) == sorted(
        filter(None, together)
    )
    assert (seen.organisations, seen.is_complete) == (len(groups), True)


def test_the_applicant_alone_is_critical_for_charter():
    seen = withdrawals(charter(), rulebook_2020(), on=DEADLINE)

    assert [(e.organisations[0].name, e.breaks) for e in seen.singles] == [
        (
            "Universitat de Barcelona",
            (
                "one-applicant",
                "applicant-in-programme-country",
                "one-application-per-applicant-and-sector",
            ),
        )
    ]
    assert seen.pairs == ()


def test_a_test_comes_back_from_json_as_it_was():
    consortium = snapshot(*[partner(name, "FR", SME) for name in "ABC"], applicant())
    found = withdrawals(consortium, lowered(2, 2, 2, 0), on=DEADLINE)

    again = load_resilience(json.loads(json.dumps(dump_resilience(found))))

    assert found.singles
    assert found.pairs
    assert again == found


def test_a_clause_not_met_now_cannot_break():
    consortium = snapshot(partner("A", "FR", SME), partner("B", "DE", VET))

    seen = withdrawals(consortium, lowered(3), on=DEADLINE)

    assert (seen.singles, seen.pairs, seen.organisations) == ((), (), 2)


def test_an_organisation_leaves_with_all_its_rows():
    rows = [partner("Twin", "FR", SME, pic="1" * 9), partner("Zwin", "FR", pic="1" * 9)]
    consortium = snapshot(applicant(), *rows)

    seen = withdrawals(consortium, lowered(2, 1, 1, 1), on=DEADLINE)

    assert [
        each.breaks for each in seen.singles if each.organisations[0].name == "Twin"
    ] == [("min-programme-countries", "min-labour-market")]


def test_pairs_are_left_out_unless_asked_for():
    consortium = snapshot(*[partner(name, "FR", SME) for name in "ABC"])

    both = withdrawals(consortium, lowered(1, 2, 2, 0), on=DEADLINE)
    singles = withdrawals(
        consortium, lowered(1, 2, 2, 0), on=DEADLINE, with_pairs=False
    )

    assert {each.breaks for each in both.pairs} == {
        ("min-full-partners", "min-labour-market")
    }
    assert (len(both.pairs), singles.pairs, singles.is_complete) == (3, (), True)
    assert singles.reads < both.reads


@pytest.mark.parametrize(("most", "complete"), [(1, False), (22, False), (500, True)])
def test_a_bounded_test_says_so(most, complete):
    seen = withdrawals(charter(), rulebook_2020(), on=DEADLINE, most_reads=most)

    assert (seen.is_complete, seen.reads <= most + 1) == (complete, True)


def test_order_of_rows_and_repetition_change_nothing():
    once = withdrawals(charter(), rulebook_2020(), on=DEADLINE)
    reverse = replace(charter(), participants=charter().participants[::-1])

    assert withdrawals(reverse, rulebook_2020(), on=DEADLINE) == once
    assert report_on(charter()).outcome is Outcome.MET


def test_without_an_organisation_all_its_rows_are_gone():
    school = applicant("ES")
    again = partner(school.name, "ES", SME)
    consortium = snapshot(school, again, partner("Firm", "FR", SME))
    (critical,) = [
        each.organisations[0]
        for each in withdrawals(consortium, lowered(1), on=DEADLINE).singles
        if "one-applicant" in each.breaks
    ]

    left = without(consortium, critical)

    assert critical != school
    assert [each.name for each in left.participants] == ["Firm"]
    assert without(consortium, partner("Stranger")) == consortium


def test_of_two_that_are_alike_one_stays():
    twin = partner("Somebody", None, SME)
    consortium = snapshot(twin, twin)

    assert len(without(consortium, twin).participants) == 1
