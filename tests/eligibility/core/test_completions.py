"""Three values against brute force: every way the open facts may settle."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.core import Answer, Outcome, PartnerType, Reading, evaluate
from tests.eligibility.core.consortia import SME, VET, partner, report_on, snapshot
from tests.eligibility.core.small_law import MINIMA, lowered

pytestmark = pytest.mark.core
CONFIRMED, INVITED, DECLINED = Answer.CONFIRMED, Answer.INVITED, Answer.DECLINED
SETTLED = {CONFIRMED: [CONFIRMED], INVITED: [CONFIRMED, DECLINED]}

SMALL = st.lists(
    st.builds(
        lambda n, country, types: (f"Organisation {n}", country, tuple(sorted(types))),
        n=st.integers(0, 99),
        country=st.sampled_from(["ES", "FR", None]),
        types=st.sets(st.sampled_from([SME, VET, PartnerType.NGO]), max_size=2),
    ),
    max_size=4,
    unique_by=lambda row: row[0],
)


def completions(small):
    """Every way in which the open countries and types of a consortium may settle."""
    choices = [
        [
            (name, settled_country, (settled_type,))
            for settled_country in ([country] if country else ["ES", "FR", "DE", "GE"])
            for settled_type in (types or (SME, VET, PartnerType.NGO))
        ]
        for name, country, types in small
    ]
    return product(*choices)


def outcomes(small, needed):
    """Evaluate a small consortium under minima small enough for it."""
    consortium = snapshot(*[partner(name, c, *types) for name, c, types in small])
    report = evaluate(consortium, needed, on=needed.deadline.date())
    return {clause: report.by_clause()[clause].planned.outcome for clause in MINIMA}


# Each example asks the engine up to 12 to the power of its open rows.
@settings(max_examples=settings().max_examples // 4)
@given(SMALL, st.integers(1, 3))
def test_a_verdict_holds_in_every_way_the_open_facts_may_settle(small, number):
    needed = lowered(number)
    now = outcomes(small, needed)

    worlds = [outcomes(world, needed) for world in completions(small)]

    for clause in MINIMA:
        seen = {world[clause] for world in worlds}
        if now[clause] is Outcome.MET:
            assert seen == {Outcome.MET}
        if now[clause] is Outcome.NOT_MET and clause in MINIMA[:2]:
            assert seen == {Outcome.NOT_MET}
    hold_groups(now, worlds)


def hold_groups(now, worlds):
    """The two groups are joined: both not met means that no world meets both."""
    lost = [clause for clause in MINIMA[2:] if now[clause] is Outcome.NOT_MET]
    if len(lost) == 1:
        assert {world[lost[0]] for world in worlds} == {Outcome.NOT_MET}
    if len(lost) == 2:
        assert not any(
            {world[clause] for clause in MINIMA[2:]} == {Outcome.MET}
            for world in worlds
        )


ANSWERED = st.lists(
    st.tuples(
        st.sampled_from(["ES", "FR", "GE"]),
        st.sampled_from([SME, VET, PartnerType.NGO]),
        st.booleans(),
    ),
    max_size=5,
)


@settings(max_examples=settings().max_examples // 2)
@given(ANSWERED, st.integers(1, 3))
def test_as_confirmed_holds_however_the_invited_answer(rows, number):
    needed = lowered(number)
    named = [
        partner(f"O{n}", country, kind, answer=INVITED if waits else CONFIRMED)
        for n, (country, kind, waits) in enumerate(rows)
    ]
    now = read_minima(named, needed, Reading.CONFIRMED)

    worlds = [
        read_minima(answered, needed, Reading.CONFIRMED)
        for answered in product(
            *[
                [replace(each, answer=answer) for answer in SETTLED[each.answer]]
                for each in named
            ]
        )
    ]

    for clause in MINIMA:
        seen = {world[clause] for world in worlds}
        if now[clause] is not Outcome.UNKNOWN:
            assert seen == {now[clause]}
        else:
            assert seen == {Outcome.MET, Outcome.NOT_MET}


def read_minima(rows, needed, reading):
    report = evaluate(snapshot(*rows), needed, on=needed.deadline.date())
    return {clause: report.by_clause()[clause].of(reading).outcome for clause in MINIMA}


FACTS = ("duration-allowed", "grant-within-ceiling")
MONTHS, GRANTS = (
    (24, 36),
    ("0.00", "700000.00", "700000.01", "1000000.00", "1000000.01"),
)


@pytest.mark.parametrize("months", [None, *MONTHS, 48])
@pytest.mark.parametrize("grant", [None, *GRANTS])
def test_facts_hold_whatever_the_missing_ones_are(months, grant):
    now = read_facts(months, grant)

    worlds = [
        read_facts(*settled)
        for settled in product(
            MONTHS if months is None else [months], GRANTS if grant is None else [grant]
        )
    ]

    for clause in FACTS:
        seen = {world[clause] for world in worlds}
        if now[clause] is not Outcome.UNKNOWN:
            assert seen == {now[clause]}


def read_facts(months, grant):
    consortium = snapshot(lot="lot-1", months=months, grant=grant, sector=None)
    found = report_on(consortium).by_clause()
    return {clause: found[clause].planned.outcome for clause in FACTS}
