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
    Severity,
    evaluate,
)
from tests.eligibility.core.consortia import (
    SME,
    UNIVERSITY,
    VET,
    partner,
    snapshot,
)
from tests.eligibility.core.repair_tools import UNIVERSE, repairs
from tests.eligibility.core.small_law import lowered

pytestmark = pytest.mark.core
RANK = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
# Each example asks the engine hundreds of times; `make evidence` tries many more.
SOME = settings().max_examples // 5
FEW = settings().max_examples // 12


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
