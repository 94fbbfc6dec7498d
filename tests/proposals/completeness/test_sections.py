"""Where a section of the form stands."""

import datetime as dt

import pytest

from proposals.completeness import (
    NamedProfile,
    Said,
    Written,
    findings_of,
    standing_of_section,
    trouble,
)
from proposals.files.form import Per, QuestionKind, SectionKind
from tests.proposals.completeness.drafts import (
    BUDGET_SECTION,
    PLAN_SECTION,
    budgeted,
    draft,
    every_kind,
    package,
    part,
    partner,
    question,
    section,
    written,
)

NOW = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
SUMMARY = section(question("what"), question("why"))
DONE = {"summary": Said(completed_at=NOW)}
ANNA = {"summary": Said(who="Anna")}


def stands(asked, contents):
    found = standing_of_section(contents, asked, findings_of(contents))
    return found.state, found.mark


def summary(asked=SUMMARY, **fields):
    return stands(asked, draft(asked, **fields))


def test_a_section_nobody_answered_is_not_started():
    assert summary() == ("Not started", "")


def test_what_is_answered_is_counted():
    assert summary(answers=written(what=9)) == ("In progress: 1 of 2", "wait")
    assert summary(answers=written(what=9, why=9)) == ("In progress: 2 of 2", "wait")


def test_a_text_over_the_limit_needs_somebody():
    assert summary(answers=written(what=21)) == (
        "Needs attention: 1 text is too long",
        "todo",
    )


def test_a_section_waits_for_whose_it_is_until_it_is_begun():
    whole = written(what=9, why=9)

    assert summary(said=ANNA) == ("Waiting for Anna", "wait")
    assert summary(said=ANNA, answers=written(what=9)) == (
        "In progress: 1 of 2",
        "wait",
    )
    assert summary(said=ANNA, answers=whole) == ("Waiting for Anna", "wait")


def test_completed_holds_while_nothing_is_missing():
    whole = draft(SUMMARY, said=DONE, answers=written(what=9, why=9))
    found = standing_of_section(whole, SUMMARY, findings_of(whole))

    assert (found.state, found.mark, found.is_completed) == ("Completed", "", True)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"what": 9}, "1 answer is missing"),
        ({"what": 21, "why": 9}, "1 text is too long"),
        ({"what": 21}, "1 text is too long, 1 answer is missing"),
        ({}, "2 answers are missing"),
    ],
)
def test_a_change_that_breaks_a_completed_section_names_the_cause(answers, why):
    found = summary(said=DONE, answers=written(**answers))

    assert found == (f"Needs attention: {why}", "todo")


def test_an_activity_that_lost_its_work_package_breaks_its_section():
    asked = section(question("a", title="A", kind=QuestionKind.ACTIVITY))
    known = {"said": DONE, "answers": written(a=9), "packages": every_kind()}
    carried = draft(PLAN_SECTION, asked, carried={"a": frozenset({1})}, **known)
    lost = draft(PLAN_SECTION, asked, carried={"a": frozenset({9})}, **known)

    assert stands(asked, carried) == ("Completed", "")
    assert stands(asked, lost) == (
        "Needs attention: No work package carries out the mandatory activity “A”",
        "todo",
    )


def test_several_causes_are_counted():
    asked = section(
        *(question(code, kind=QuestionKind.ACTIVITY) for code in ("a", "b")),
    )
    contents = draft(PLAN_SECTION, asked, answers=written(a=9, b=9))

    assert trouble(contents, asked, findings_of(contents)) == "2 things do not fit"


def test_only_those_who_take_part_are_asked():
    asked = section(question("role", per=Per.ORGANISATION), code="partners")
    answers = {("role", 1): Written(9)}

    assert stands(asked, draft(asked, answers=answers)) == (
        "In progress: 1 of 3",
        "wait",
    )
    assert stands(asked, draft(asked, answers=answers, participants=(partner(),))) == (
        "In progress: 1 of 1",
        "wait",
    )


def test_a_section_that_asks_only_what_is_optional_says_so():
    asked = section(question("what", is_required=False))

    assert summary(asked) == ("Optional", "")
    assert summary(asked, answers=written(what=9)) == ("In progress: 1 of 1", "wait")


@pytest.mark.parametrize(
    ("packages", "found"),
    [
        ((), ("Not started", "")),
        (
            (package(), package(number=2)),
            ("In progress: 1 of 6 types of work package", "wait"),
        ),
        (every_kind(), ("6 work packages", "")),
        ((*every_kind(), package(number=7, lead=None)), ("7 work packages", "wait")),
        (
            (package(end=49),),
            ("Needs attention: WP1 ends in M49, the project in M48", "todo"),
        ),
        (
            (package(end=49, parts=(part(start=1, end=50),)),),
            ("Needs attention: 2 things do not fit", "todo"),
        ),
    ],
)
def test_a_work_plan_says_how_far_it_is(packages, found):
    assert stands(PLAN_SECTION, draft(PLAN_SECTION, packages=packages)) == found


def test_a_budget_says_whether_there_are_days():
    fits = budgeted(BUDGET_SECTION, grant=budgeted().budget.grant.total)
    clash = budgeted(BUDGET_SECTION)
    open_ceiling = budgeted(
        BUDGET_SECTION, grant=fits.grant, ceilings={24: 1}, months=36
    )

    assert stands(BUDGET_SECTION, draft(BUDGET_SECTION)) == ("Not started", "")
    assert stands(BUDGET_SECTION, fits) == ("Days entered", "")
    assert stands(BUDGET_SECTION, open_ceiling) == ("Days entered", "wait")
    assert stands(BUDGET_SECTION, clash) == (
        ("Needs attention: The facts state €3,900,000, the budget comes to €1,008.99"),
        "todo",
    )


def test_a_plan_is_given_to_somebody_and_completed():
    late = (*every_kind(), package(number=7, end=49))
    anna, done = {"plan": Said(who="Anna")}, {"plan": Said(completed_at=NOW)}

    def found(*packages, said):
        return stands(PLAN_SECTION, draft(PLAN_SECTION, packages=packages, said=said))

    assert found(said=anna) == ("Waiting for Anna", "wait")
    assert found(*every_kind(), said=anna) == ("Waiting for Anna", "wait")
    assert found(package(), said=anna) == (
        "In progress: 1 of 6 types of work package",
        "wait",
    )
    assert found(*every_kind(), said=done) == ("Completed", "")
    assert found(*late, said=done) == (
        "Needs attention: WP7 ends in M49, the project in M48",
        "todo",
    )
    empty = "There is no work package yet: each type is needed at least once"
    assert found(said=done) == (f"Needs attention: {empty}", "todo")


def test_a_budget_is_given_to_somebody_and_completed():
    amount = budgeted().budget.grant.total
    anna, done = {"budget": Said(who="Anna")}, {"budget": Said(completed_at=NOW)}
    proposed = {2: 1}

    def found(**fields):
        return stands(BUDGET_SECTION, budgeted(BUDGET_SECTION, **fields))

    assert stands(BUDGET_SECTION, draft(BUDGET_SECTION, said=anna)) == (
        "Waiting for Anna",
        "wait",
    )
    assert found(grant=amount, said=anna) == ("Waiting for Anna", "wait")
    assert found(grant=amount, said=done) == ("Completed", "")
    assert found(grant=amount, said=done, proposed=proposed) == (
        "Completed, 1 figure proposed",
        "wait",
    )
    assert found(said=done)[1] == "todo"


def test_what_contradicts_a_table_keeps_it_from_being_completed():
    clash = budgeted(BUDGET_SECTION)
    words = "The facts state €3,900,000, the budget comes to €1,008.99"

    assert trouble(clash, BUDGET_SECTION, findings_of(clash)) == words


def test_a_whole_profile_counts_like_an_answer():
    asked = section(question("what"), code="summary", kind=SectionKind.PROFILES)
    whole, half = NamedProfile(1, "Welder", "7212", 4), NamedProfile(2, "Planner")

    def found(*profiles, **fields):
        return stands(asked, draft(asked, profiles=profiles, **fields))

    assert found() == ("Not started", "")
    assert found(half) == ("In progress: 0 of 2", "wait")
    assert found(whole) == ("In progress: 1 of 2", "wait")
    assert found(whole, half) == ("In progress: 0 of 2", "wait")
    assert found(whole, answers=written(what=9)) == ("In progress: 2 of 2", "wait")
    assert found(half, answers=written(what=9), said=DONE) == (
        "Needs attention: Planner: the EQF level is open",
        "todo",
    )
