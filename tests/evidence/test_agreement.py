"""The engine agrees with a second reading; `make evidence` asks far more."""

import pytest

from tests.evidence import oracle
from tests.evidence.agreement import Disagreement, compare
from tests.evidence.generated import KINDS, consortium

NUMBER = 2_000


@pytest.mark.parametrize("first", range(0, NUMBER, 250))
def test_the_engine_agrees_with_a_second_reading(first):
    for seed in range(first, first + 250):
        assert compare(seed)


def test_a_disagreement_names_the_seed(monkeypatch):
    monkeypatch.setattr(oracle, "minimum", lambda *_counts: "met")

    with pytest.raises(Disagreement, match=r"^seed 0, planned: "):
        compare(0)


def test_every_outcome_of_every_clause_is_drawn():
    seen = {pair for seed in range(NUMBER // 2) for pair in compare(seed)}
    clauses = {clause for clause, _ in seen}

    drawn = {clause: {o for c, o in seen if c == clause} for clause in clauses}

    assert {each: drawn[each] for each in drawn if len(drawn[each]) < 3} == {}
    assert {
        (data["call"], data["lot"], data["project_type"])
        for data in map(consortium, range(400))
    } == KINDS
