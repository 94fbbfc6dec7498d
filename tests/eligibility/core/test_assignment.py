"""The group minima as one assignment, against every way of sharing out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.core import Answer, Outcome, Reading, evaluate
from eligibility.core.assignment import assigned, indispensable
from tests.eligibility.core.consortia import (
    DEADLINE,
    PUBLIC_BODY,
    SME,
    UNIVERSITY,
    VET,
    partner,
    snapshot,
)
from tests.eligibility.core.small_law import lowered

pytestmark = pytest.mark.core
LABOUR, EDUCATION = "min-labour-market", "min-education-training"
SERVES = {SME: LABOUR, VET: EDUCATION, UNIVERSITY: EDUCATION, PUBLIC_BODY: None}
TYPES = st.sets(st.sampled_from([SME, VET, UNIVERSITY, PUBLIC_BODY]), max_size=3)


def groups(types_of, number):
    rows = [partner(f"O{n}", "FR", *sorted(t)) for n, t in enumerate(types_of)]
    found = evaluate(snapshot(*rows), lowered(number), on=DEADLINE).by_clause()
    return [found[clause].planned for clause in (LABOUR, EDUCATION)]


def every_assignment(types_of):
    """Count both groups for every way in which the types may settle."""
    choices = [[SERVES[each] for each in (types or SERVES)] for types in types_of]
    return [
        (settled.count(LABOUR), settled.count(EDUCATION))
        for settled in product(*choices)
    ]


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(TYPES, max_size=5), st.integers(1, 2))
def test_both_groups_are_as_every_assignment_says(types_of, number):
    labour, education = groups(types_of, number)
    ways = every_assignment(types_of)

    assert [labour.found, education.found] == [
        min(way) for way in zip(*ways, strict=True)
    ]
    assert [labour.possible, education.possible] == [
        max(way) for way in zip(*ways, strict=True)
    ]
    open_alone = [e.found < number <= e.possible for e in (labour, education)]
    can_be_both = any(min(way) >= number for way in ways)
    joined = all(open_alone) and not can_be_both
    for each, is_open in zip((labour, education), open_alone, strict=True):
        if joined:
            assert each.outcome is Outcome.NOT_MET
        elif is_open:
            assert each.outcome is Outcome.UNKNOWN
        else:
            is_met = each.found >= number
            assert each.outcome is (Outcome.MET if is_met else Outcome.NOT_MET)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(TYPES, max_size=4), st.integers(1, 2))
def test_decisive_are_those_whose_type_must_be_settled(types_of, number):
    evidence = groups(types_of, number)
    open_groups = [n for n, e in enumerate(evidence) if e.outcome is Outcome.UNKNOWN]
    if not open_groups:
        assert [each.decisive for each in evidence] == [(), ()]
        return

    expected = set()
    for index in range(len(types_of)):
        # In none of its groups: can the open groups still be met together?
        without = [t if n != index else {PUBLIC_BODY} for n, t in enumerate(types_of)]
        if not any(
            all(way[group] >= number for group in open_groups)
            for way in every_assignment(without)
        ):
            expected.add(f"O{index}")

    # Who counts for certain in another group is needed there, not open.
    seen = {each.name for one in evidence for each in one.decisive}
    open_now = {
        each.participant.name
        for group in open_groups
        for each in evidence[group].not_counted
        if each.why == "type-open"
    }
    assert seen == expected & open_now


def test_two_chambers_for_two_seats_must_both_settle():
    labour, education = groups([{SME, VET}, {SME, VET}], 1)

    assert [each.name for each in labour.decisive] == ["O0", "O1"]
    assert labour.decisive == education.decisive


def test_of_two_chambers_for_one_seat_neither_must():
    labour, education = groups([{VET}, {SME, VET}, {SME, VET}], 1)

    assert (labour.outcome, labour.decisive) == (Outcome.UNKNOWN, ())
    assert education.outcome is Outcome.MET


def test_an_invited_partner_may_be_the_decisive_one():
    rows = [partner("Firm", "FR", SME, answer=Answer.INVITED)]

    found = evaluate(snapshot(*rows), lowered(1), on=DEADLINE).by_clause()

    seen = found[LABOUR].of(Reading.CONFIRMED)
    assert [each.name for each in seen.decisive] == ["Firm"]


@pytest.mark.parametrize("number", [100, 300])
def test_the_assignment_is_exact_with_many_partners(number):
    half = number // 2
    enough = groups([{SME, VET}] * number, half)
    short = groups([{SME, VET}] * (number - 1), half)

    assert [each.outcome for each in enough] == [Outcome.UNKNOWN] * 2
    assert [len(each.decisive) for each in enough] == [number] * 2
    assert [each.outcome for each in short] == [Outcome.NOT_MET] * 2
    assert [(each.found, each.possible) for each in short] == [(0, number - 1)] * 2


def test_a_seat_nobody_can_take_leaves_nobody_indispensable():
    assert assigned([[0], []]) is None
    assert indispensable([[0], []]) == frozenset()


def test_a_candidate_moves_on_to_free_a_seat():
    assert assigned([[0, 1], [0]]) == {0: 1, 1: 0}
    assert indispensable([[0, 1], [0]]) == {0, 1}
    assert indispensable([[0, 1, 2], [0]]) == {0}


def test_two_partners_open_to_one_group_each_fill_both():
    labour, education = groups([{SME, PUBLIC_BODY}, {VET, PUBLIC_BODY}], 1)

    assert [each.name for each in (*labour.decisive, *education.decisive)] == [
        "O0",
        "O1",
    ]


@pytest.mark.parametrize(
    ("number", "outcome"), [(3, Outcome.NOT_MET), (4, Outcome.UNKNOWN)]
)
def test_rows_that_look_alike_are_as_many_as_they_are(number, outcome):
    one = partner("Somebody", None)

    found = evaluate(snapshot(*[one] * number), lowered(2), on=DEADLINE).by_clause()

    assert found[LABOUR].planned.outcome is outcome
