"""Three values against brute force: every way the open facts may settle."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.core import (
    Outcome,
    PartnerType,
    evaluate,
)
from tests.eligibility.core.consortia import (
    SME,
    VET,
    partner,
    snapshot,
)
from tests.eligibility.core.small_law import MINIMA, lowered

pytestmark = pytest.mark.core

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
    if {now[clause] for clause in MINIMA[2:]} == {Outcome.NOT_MET}:
        # The two groups are joined: not met means that no world meets both.
        assert not any(
            {world[clause] for clause in MINIMA[2:]} == {Outcome.MET}
            for world in worlds
        )
