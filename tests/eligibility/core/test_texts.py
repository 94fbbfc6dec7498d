"""The clause that asks organisations in Partner countries for their added value."""

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
)
from tests.eligibility.core.consortia import (
    applicant,
    evidence,
    partner,
    report_on,
    rulebook_2020,
    snapshot,
)

CLAUSE = "partner-country-added-value"


def with_texts(*participants):
    return replace(snapshot(*participants), has_texts=True)


def saying(*stated, **more):
    return replace(partner(*stated, **more), has_added_value=True)


def asked(*participants, reading=Reading.PLANNED):
    return evidence(with_texts(*participants), CLAUSE, reading)


@pytest.mark.parametrize(
    ("rows", "outcome", "required", "found"),
    [
        ((), Outcome.MET, 0, 0),
        ((partner("B"),), Outcome.MET, 0, 0),
        ((partner("B", "AQ"),), Outcome.MET, 0, 0),
        ((saying("G", "GE"),), Outcome.MET, 1, 1),
        ((partner("G", "GE"),), Outcome.NOT_MET, 1, 0),
        ((saying("G", "GE"), partner("H", "GE")), Outcome.NOT_MET, 2, 1),
        ((partner("X", None),), Outcome.UNKNOWN, 0, 0),
        ((saying("X", None),), Outcome.MET, 0, 0),
        ((partner("X", None), saying("G", "GE")), Outcome.UNKNOWN, 1, 1),
        ((partner("X", None), partner("G", "GE")), Outcome.NOT_MET, 1, 0),
    ],
)
def test_each_organisation_in_a_partner_country_needs_a_text(
    rows, outcome, required, found
):
    answer = asked(*rows)

    assert (answer.outcome, answer.required, answer.found, answer.possible) == (
        outcome,
        required,
        found,
        found,
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_asked(role):
    assert asked(partner("G", "GE", role=role)).outcome is Outcome.NOT_MET


def test_who_lacks_a_text_is_named_with_the_reason():
    answer = asked(saying("G", "GE"), partner("H", "GE"), partner("X", None))

    assert [each.name for each in answer.counted] == ["G"]
    assert [(e.participant.name, e.why) for e in answer.not_counted] == [
        ("H", Why.TEXT_MISSING),
        ("X", Why.COUNTRY_UNKNOWN),
    ]


def test_who_left_is_not_asked_and_who_is_invited_is_in_both_readings():
    assert asked(partner("G", "GE", answer=Answer.DECLINED)).outcome is Outcome.MET
    for reading in Reading:
        invited = partner("G", "GE", answer=Answer.INVITED)
        assert asked(invited, reading=reading).outcome is Outcome.NOT_MET


def test_one_text_serves_all_rows_of_an_organisation():
    answer = asked(saying("G", "GE"), partner("g ", "GE"))

    assert (answer.outcome, answer.required, answer.found) == (Outcome.MET, 1, 1)


def test_clause_is_left_out_where_the_input_carries_no_texts():
    assert CLAUSE not in report_on(snapshot(partner("G", "GE"))).by_clause()


def test_what_was_kept_without_texts_reads_and_digests_the_same():
    plain, stated = snapshot(applicant(), partner("G", "GE")), with_texts(saying("G"))

    assert "has_texts" not in dump_snapshot(plain)
    assert "has_added_value" not in str(dump_snapshot(plain))
    assert load_snapshot(dump_snapshot(plain)) == plain
    assert load_snapshot(dump_snapshot(stated)) == stated


@given(st.lists(st.tuples(st.sampled_from(["BE", "GE", "AQ", None]), st.booleans())))
def test_a_text_decides_nothing_but_its_clause(rows):
    rules = rulebook_2020()
    stated = [
        replace(partner(f"O{number}", country), has_added_value=has_text)
        for number, (country, has_text) in enumerate(rows)
    ]
    report = evaluate(with_texts(*stated), rules, on=rules.deadline.date())
    plain = [replace(each, has_added_value=False) for each in stated]
    bare = evaluate(snapshot(*plain), rules, on=rules.deadline.date())

    assert report.outcome == bare.outcome
    assert [
        (each.clause.id, each.planned.outcome)
        for each in report.findings
        if each.clause.id != CLAUSE
    ] == [(each.clause.id, each.planned.outcome) for each in bare.findings]


@given(st.lists(st.sampled_from(["BE", "GE", "AQ", None]), min_size=1), st.data())
def test_one_more_text_never_worsens_the_outcome(countries, data):
    order = [Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET]
    rows = [partner(f"O{number}", each) for number, each in enumerate(countries)]
    at = data.draw(st.integers(0, len(rows) - 1))
    more = [*rows[:at], replace(rows[at], has_added_value=True), *rows[at + 1 :]]

    assert order.index(asked(*more).outcome) >= order.index(asked(*rows).outcome)
