"""The laws of the engine, tried on generated consortia (docs/eligibility.md)."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.core import (
    Answer,
    Confidence,
    DatedClause,
    Figure,
    Outcome,
    PartnerType,
    Reading,
    Role,
    canonical,
    dump_report,
    evaluate,
    load_report,
)
from eligibility.core.census import take_census
from eligibility.core.engine import read
from tests.eligibility.core.consortia import (
    SME,
    VET,
    partner,
    place,
    report_on,
    rulebook_2020,
    shipped,
    snapshot,
)

pytestmark = pytest.mark.core

RANK = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}
MINIMA = [
    "min-programme-countries",
    "min-full-partners",
    "min-labour-market",
    "min-education-training",
]
GROUPS = MINIMA[2:]
CALLS = ["2014", "2015", "2017", "2018", "2019", "2020", "afi-2021", "cove-2021"]
COUNTRIES = ["ES", "FR", "DE", "IT", "NO", "GE", "AQ", "GL", None]


def integer(figure: Figure) -> int:
    assert isinstance(figure, int)
    return figure


def rows(countries=tuple(COUNTRIES), answers=tuple(Answer), roles=tuple(Role)):
    return st.builds(
        lambda name, country, types, role, pic, answer: partner(
            name, country, *sorted(types), role=role, pic=pic, answer=answer
        ),
        name=st.sampled_from([*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "a", "Ж", "É"]),
        country=st.sampled_from(countries),
        types=st.sets(st.sampled_from(PartnerType), max_size=3),
        role=st.sampled_from(roles),
        pic=st.sampled_from([None, None, "111111111", "222222222"]),
        answer=st.sampled_from(answers),
    )


def consortia(**facts):
    return st.builds(
        lambda participants, lot, months, grant, sector: snapshot(
            *participants, lot=lot, months=months, grant=grant, sector=sector
        ),
        participants=st.lists(rows(**facts), max_size=16),
        lot=st.sampled_from(["lot-1", "lot-2"]),
        months=st.sampled_from([None, 24, 36, 48, 60]),
        grant=st.sampled_from([None, "0.00", "700000.00", "5000000.00"]),
        sector=st.sampled_from([None, "", "cultural-heritage", "steel"]),
    )


@given(consortia(), st.randoms(use_true_random=False))
def test_the_order_of_participants_is_irrelevant(consortium, random):
    shuffled = list(consortium.participants)
    random.shuffle(shuffled)

    again = replace(consortium, participants=tuple(shuffled))

    assert report_on(again) == report_on(consortium)


@given(consortia())
def test_every_consortium_gets_a_report_that_survives_json(consortium):
    report = report_on(consortium)

    assert load_report(json.loads(canonical(dump_report(report)))) == report


@given(st.lists(rows(), max_size=12))
def test_every_consortium_gets_a_report_under_the_trio(participants):
    consortium = snapshot(*participants, lot="single", months=24, sector=None)

    seen = report_on(consortium, "2014").by_clause()["each-country-trio"].planned

    assert integer(seen.found) <= integer(seen.possible) <= integer(seen.required)


@given(consortia())
def test_a_minimum_counts_between_its_certain_and_its_possible_figure(consortium):
    for clause in MINIMA:
        for reading in Reading:
            seen = report_on(consortium).by_clause()[clause].of(reading)
            found, possible = integer(seen.found), integer(seen.possible)
            required = integer(seen.required)
            assert found <= possible
            if seen.outcome is Outcome.MET:
                assert found >= required
            if seen.outcome is Outcome.UNKNOWN:
                assert found < required <= possible


@given(consortia())
def test_everybody_counts_or_is_named_with_a_reason(consortium):
    rows_there = [
        each
        for each in consortium.participants
        if each.answer not in {Answer.DECLINED, Answer.WITHDRAWN}
    ]

    for clause in MINIMA:
        seen = report_on(consortium).by_clause()[clause].planned
        assert len(seen.counted) + len(seen.not_counted) == len(rows_there)


@given(consortia())
def test_as_confirmed_is_never_better_than_as_planned(consortium):
    for finding in report_on(consortium).findings:
        if finding.clause.id != "applicant-in-programme-country":
            assert RANK[finding.confirmed.outcome] <= RANK[finding.planned.outcome]


@pytest.mark.parametrize("code", ["2014", "2020"])
@given(consortium=consortia())
def test_what_reads_no_answers_says_the_same_in_both_readings(code, consortium):
    lot = "single" if code == "2014" else consortium.lot
    asked = replace(consortium, lot=lot, has_texts=True, applications_elsewhere=1)
    clauses = shipped(code).project_type(asked.lot, asked.project_type).clauses
    bound = [(each.clause, each.values[-1]) for each in clauses]
    planned, confirmed = (
        read(bound, take_census(asked, each))
        for each in (Reading.PLANNED, Reading.CONFIRMED)
    )

    again = read(bound, take_census(asked, Reading.CONFIRMED), planned)

    assert again == confirmed


@given(consortia(answers=[Answer.CONFIRMED, Answer.INVITED]), st.integers(0, 15))
def test_confirming_never_worsens_a_minimum_and_never_rescues_one(consortium, which):
    participants = list(consortium.participants)
    if not participants:
        return
    # Rows without twins: a merged row is confirmed by its family, not on its own.
    names = {(each.name.casefold(), each.place) for each in participants}
    if len(names) != len(participants) or any(each.pic for each in participants):
        return
    index = which % len(participants)
    participants[index] = replace(participants[index], answer=Answer.CONFIRMED)

    before = report_on(consortium).by_clause()
    after = report_on(replace(consortium, participants=tuple(participants)))

    for clause in MINIMA:
        old = before[clause].confirmed.outcome
        new = after.by_clause()[clause].confirmed.outcome
        assert RANK[new] >= RANK[old]
        assert (old is Outcome.NOT_MET) == (new is Outcome.NOT_MET)


@given(consortia(), rows(answers=[Answer.CONFIRMED, Answer.INVITED]))
def test_a_new_organisation_never_worsens_a_minimum(consortium, newcomer):
    newcomer = replace(newcomer, name="A newcomer", pic=None)
    larger = replace(consortium, participants=(*consortium.participants, newcomer))

    before, after = report_on(consortium), report_on(larger)

    for clauses in (MINIMA[:1], MINIMA[1:2], GROUPS):
        for reading in Reading:
            assert worst(after, clauses, reading) >= worst(before, clauses, reading)


def worst(report, clauses, reading):
    """Rank the worst of some clauses.

    The two groups are one question. Taken alone a group can fall from "cannot tell" to
    "not met": when a newcomer opens the other group, which was out of reach, the
    contract joins them, and together they are out of reach still.
    """
    found = report.by_clause()
    return min(RANK[found[clause].of(reading).outcome] for clause in clauses)


def test_a_newcomer_can_join_two_groups_that_are_out_of_reach_together():
    rows_of_lot_1 = [
        partner("School", "ES", VET),
        partner("One", "FR"),
        partner("Other", "DE"),
    ]
    before = snapshot(*rows_of_lot_1, lot="lot-1")
    after = snapshot(*rows_of_lot_1, partner("Newcomer", "IT"), lot="lot-1")

    outcomes = [
        [report_on(each).by_clause()[clause].planned.outcome for clause in GROUPS]
        for each in (before, after)
    ]

    assert outcomes == [
        [Outcome.NOT_MET, Outcome.UNKNOWN],
        [Outcome.NOT_MET, Outcome.NOT_MET],
    ]


@given(consortia())
def test_confidence_never_changes_an_outcome(consortium):
    book = rulebook_2020()
    doubted = replace(
        book,
        lots=tuple(
            replace(
                lot,
                project_types=tuple(
                    replace(each, clauses=tuple(map(doubt, each.clauses)))
                    for each in lot.project_types
                ),
            )
            for lot in book.lots
        ),
    )
    day = book.deadline.date()

    seen = [f.planned for f in evaluate(consortium, doubted, on=day).findings]

    assert seen == [f.planned for f in evaluate(consortium, book, on=day).findings]


def doubt(dated: DatedClause) -> DatedClause:
    return replace(
        dated,
        values=tuple(
            replace(
                value,
                reference=replace(value.reference, confidence=Confidence.UNVERIFIED),
            )
            for value in dated.values
        ),
    )


@pytest.mark.parametrize("code", CALLS)
def test_every_clause_has_a_value_on_every_day_of_its_call(code):
    book = shipped(code)
    days = (book.deadline.date() - book.opens).days

    clauses = [
        clause
        for lot in book.lots
        for project_type in lot.project_types
        for clause in project_type.clauses
    ]

    for offset in range(days + 1):
        day = book.opens + dt.timedelta(days=offset)
        assert all(clause.on(day).value for clause in clauses)


def test_the_same_input_gives_the_same_bytes():
    consortium = snapshot(partner("B", None), partner("A", "FR", SME, VET))

    once, twice = (canonical(dump_report(report_on(consortium))) for _ in range(2))

    assert once == twice


def test_a_place_is_resolved_as_the_call_sees_it():
    assert place("EL") == place("GR")
