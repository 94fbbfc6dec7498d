"""An organisation in one application of the call, where the law wants that."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.core import (
    Answer,
    Outcome,
    Reading,
    Role,
    Why,
    dump_snapshot,
    evaluate,
    load_snapshot,
    organisation_key,
    read_receipt,
    receipt_of,
    recomputed,
)
from tests.eligibility.core.consortia import (
    DEADLINE,
    applicant,
    evidence,
    partner,
    report_on,
    rulebook_2020,
    shipped,
    snapshot,
)

CLAUSE = "one-application-per-organisation"
B, C = "name:b|BE", "name:c|BE"


def consortium(*participants, elsewhere=()):
    """State a consortium of 2014, and which of its organisations apply elsewhere."""
    bare = snapshot(*participants, lot="single", months=24, sector=None)
    return replace(bare, standing_elsewhere=elsewhere)


def asked(*participants, elsewhere=(), reading=Reading.PLANNED):
    stated = consortium(*participants, elsewhere=elsewhere)
    return evidence(stated, CLAUSE, reading, "2014")


@pytest.mark.parametrize(
    ("rows", "elsewhere", "outcome", "figures"),
    [
        ((), (), Outcome.MET, (0, 0, 0)),
        ((partner("B"), partner("C")), (), Outcome.MET, (2, 2, 2)),
        ((partner("B"), partner("C")), (B,), Outcome.NOT_MET, (2, 1, 1)),
        ((partner("B"), partner("C")), (B, C), Outcome.NOT_MET, (2, 0, 0)),
        ((partner("B"), partner("X", None)), (), Outcome.UNKNOWN, (2, 1, 2)),
        ((partner("B"), partner("X", None)), (B,), Outcome.NOT_MET, (2, 0, 1)),
        ((partner("X", None, pic="1"),), (), Outcome.MET, (1, 1, 1)),
        ((partner("X", None, pic="1"),), ("pic:1",), Outcome.NOT_MET, (1, 0, 0)),
    ],
)
def test_organisations_that_stand_elsewhere_are_counted(
    rows, elsewhere, outcome, figures
):
    found = asked(*rows, elsewhere=elsewhere)

    assert (found.outcome, (found.required, found.found, found.possible)) == (
        outcome,
        figures,
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_asked(role):
    assert asked(partner("B", role=role), elsewhere=(B,)).outcome is Outcome.NOT_MET


def test_everybody_is_named_with_the_reason():
    found = asked(partner("X", None), partner("C"), partner("B"), elsewhere=(B,))

    assert [each.name for each in found.counted] == ["C"]
    assert [(e.participant.name, e.why) for e in found.not_counted] == [
        ("B", Why.STANDS_ELSEWHERE),
        ("X", Why.COUNTRY_UNKNOWN),
    ]


def test_who_left_is_free_and_who_is_invited_is_not():
    gone = partner("B", answer=Answer.DECLINED)
    assert asked(gone, elsewhere=(B,)).outcome is Outcome.MET
    for reading in Reading:
        invited = partner("B", answer=Answer.INVITED)
        found = asked(invited, elsewhere=(B,), reading=reading)
        assert found.outcome is Outcome.NOT_MET


def test_rows_of_one_organisation_are_one():
    found = asked(partner("B"), partner("b ", pic="7"), elsewhere=("pic:7",))

    assert (found.outcome, found.required, found.found) == (Outcome.NOT_MET, 1, 0)


def test_key_is_the_pic_else_name_and_country():
    assert organisation_key(partner("B", None, pic="7")) == "pic:7"
    assert organisation_key(partner(" Ghent  Chamber ")) == "name:ghent chamber|BE"
    assert organisation_key(partner("B", None)) is None


def test_clause_is_left_out_where_the_input_cannot_carry_it():
    stated = consortium(partner("B"), elsewhere=None)

    assert CLAUSE not in report_on(stated, "2014").by_clause()
    assert CLAUSE in report_on(consortium(partner("B")), "2014").by_clause()


def test_what_was_kept_before_reads_and_recomputes_the_same():
    old = consortium(applicant(), partner("B"), elsewhere=None)
    text = receipt_of(old, report_on(old, "2014"))

    assert "standing_elsewhere" not in dump_snapshot(old)
    assert "standing_elsewhere" not in text
    assert recomputed(read_receipt(text), shipped("2014")) == text


@pytest.mark.parametrize("elsewhere", [(), (B,), (B, C)])
def test_a_receipt_carries_it_and_recomputes(elsewhere):
    stated = consortium(partner("B"), partner("C"), elsewhere=elsewhere)
    text = receipt_of(stated, report_on(stated, "2014"))

    assert load_snapshot(dump_snapshot(stated)) == stated
    assert recomputed(read_receipt(text), shipped("2014")) == text


ROWS = st.lists(st.tuples(st.sampled_from("BCDE"), st.sampled_from(["BE", None])))
KEYS = st.frozensets(st.sampled_from([f"name:{each}|BE" for each in "bcde"]))


@given(ROWS, KEYS)
def test_it_decides_nothing_but_its_clause(rows, keys):
    rules = shipped("2014")
    stated = consortium(
        *(partner(name, country) for name, country in rows),
        elsewhere=tuple(sorted(keys)),
    )
    bare = replace(stated, standing_elsewhere=None)
    on = rules.deadline.date()

    assert [
        each
        for each in evaluate(stated, rules, on=on).findings
        if each.clause.id != CLAUSE
    ] == list(evaluate(bare, rules, on=on).findings)


@given(ROWS, KEYS, st.randoms())
def test_order_of_rows_is_irrelevant(rows, keys, random):
    stated = [partner(name, country) for name, country in rows]
    mixed = random.sample(stated, len(stated))
    elsewhere = tuple(sorted(keys))

    assert asked(*stated, elsewhere=elsewhere) == asked(*mixed, elsewhere=elsewhere)


@given(ROWS, KEYS)
def test_one_more_place_taken_never_betters_the_outcome(rows, keys):
    order = [Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET]
    stated = [partner(name, country) for name, country in rows]
    before = asked(*stated, elsewhere=tuple(sorted(keys)))

    after = asked(*stated, elsewhere=tuple(sorted(keys | {B})))

    assert order.index(after.outcome) <= order.index(before.outcome)


def test_a_law_without_the_clause_does_not_ask():
    stated = replace(snapshot(applicant()), standing_elsewhere=("name:applicant|ES",))

    report = evaluate(stated, rulebook_2020(), on=DEADLINE)

    assert CLAUSE not in report.by_clause()
