"""The door to repairs and to the withdrawal test."""

from dataclasses import replace

from eligibility.core import Outcome
from eligibility.services.ways_out import clause_repairs, ways_out, withdrawal_test
from tests.eligibility.core.consortia import (
    DEADLINE,
    applicant,
    charter,
    rulebook_2020,
    snapshot,
)
from tests.eligibility.core.repair_tools import PLACES

BOOK = rulebook_2020()


def test_the_whole_is_mended_at_once_where_it_can_be():
    (whole,) = ways_out(
        snapshot=snapshot(applicant()), places=PLACES, rulebook=BOOK, on=DEADLINE
    )

    assert len(whole.clauses) == 4
    assert whole.options[0].outcome_after is Outcome.MET


def test_otherwise_the_clauses_follow_in_the_order_of_the_law():
    six = [replace(applicant(c), name=c) for c in ("AT", "BE", "BG", "CY", "CZ", "DE")]

    whole, *each = ways_out(
        snapshot=snapshot(*six), places=iter(PLACES), rulebook=BOOK, on=DEADLINE
    )

    assert whole.options == ()
    assert tuple(one.clauses[0] for one in each) == whole.clauses
    assert [len(one.options) > 0 for one in each] == [False, False, True, True, True]


def test_one_clause_is_mended_whatever_becomes_of_the_others():
    found = clause_repairs(
        snapshot=snapshot(applicant()),
        places=PLACES,
        clause="min-labour-market",
        rulebook=BOOK,
        on=DEADLINE,
    )

    assert found.clauses == ("min-labour-market",)
    assert found.options[0].touched == 5


def test_the_withdrawal_test_leaves_pairs_out_unless_asked():
    both = withdrawal_test(
        snapshot=charter(), with_pairs=True, rulebook=BOOK, on=DEADLINE
    )
    singles = withdrawal_test(
        snapshot=charter(), with_pairs=False, rulebook=BOOK, on=DEADLINE
    )

    assert both.reads > singles.reads
    assert both.singles == singles.singles
