"""The one door to the engine, and the verdicts of lists behind it."""

from dataclasses import replace

import pytest
from hypothesis import given

from eligibility.core import Answer, ConsortiumSnapshot, Outcome, Reading
from eligibility.messages import Tally, tally
from eligibility.services.assess import tallies
from tests.eligibility.core.consortia import (
    SME,
    VET,
    applicant,
    partner,
    report_on,
    rulebook_2020,
    snapshot,
)
from tests.eligibility.core.test_laws import consortia

THREE = snapshot(
    applicant(), partner("B", "FR", SME), partner("C", "DE", VET), months=36
)


def counted(consortium: ConsortiumSnapshot) -> dict[Reading, Tally]:
    rules = rulebook_2020()
    day = rules.deadline.date()
    return dict(tallies(snapshot=consortium, rulebook=rules, on=day))


def reported(consortium: ConsortiumSnapshot) -> dict[Reading, Tally]:
    return {each: tally(report_on(consortium), each) for each in Reading}


def named(*names: str) -> ConsortiumSnapshot:
    rows = zip(THREE.participants, names, strict=True)
    renamed = tuple(replace(each, name=name) for each, name in rows)
    return replace(THREE, participants=renamed)


@given(consortia())
def test_lists_count_what_a_report_counts(consortium):
    assert counted(consortium) == reported(consortium)


def test_consortia_alike_but_for_their_names_are_evaluated_once():
    rules = rulebook_2020()
    day = rules.deadline.date()

    one, other = (
        tallies(snapshot=each, rulebook=rules, on=day)
        for each in (named("A", "B", "C"), named("X", "Y", "Z"))
    )

    assert one is other


@pytest.mark.parametrize(
    "changed",
    [
        {"duration_months": 35},
        {"sector": "no such sector"},
        {"lot": "lot-1"},
        {"applications_elsewhere": 1},
        {"standing_elsewhere": ("name:b|FR",)},
    ],
)
def test_another_statement_is_another_count(changed):
    other = replace(THREE, **changed)

    assert counted(other) == reported(other)
    assert counted(THREE) == reported(THREE)


def test_names_decide_where_two_rows_may_be_one_organisation():
    others = [partner(each, "FR", SME) for each in "BCDEFGHIJKL"]
    twelve = replace(THREE, participants=(applicant(), *others))
    eleven = replace(
        THREE, participants=(applicant(), *others[:-1], partner("b", "FR"))
    )

    seen = counted(eleven)

    assert seen == reported(eleven)
    assert seen != counted(twelve)


def test_who_has_not_confirmed_counts_as_planned_only():
    rows = [replace(each, answer=Answer.INVITED) for each in THREE.participants[1:]]
    invited = replace(THREE, participants=(THREE.participants[0], *rows))

    seen = counted(invited)

    assert seen == reported(invited)
    assert {each.outcome for each in seen.values()} == {Outcome.NOT_MET}
    assert seen[Reading.PLANNED] == counted(THREE)[Reading.PLANNED]
