"""What the questions of a form still ask."""

import datetime as dt

import pytest
from django.utils.translation import override

from proposals.completeness import (
    Destination,
    Keeps,
    Place,
    Said,
    Written,
    findings_of,
)
from proposals.files.form import Per, QuestionKind
from tests.proposals.budget.figures import days
from tests.proposals.completeness.drafts import (
    BUDGET_SECTION,
    PLAN_SECTION,
    budgeted,
    draft,
    partner,
    question,
    section,
    sentences,
    written,
)

SUMMARY = section(question())
ROLE = section(
    question("role", title="Role", per=Per.ORGANISATION, limit=500),
    question("staff", title="Staff", per=Per.ORGANISATION, limit=500),
    code="partners",
)
EQF = section(question("eqf", title="EQF", kind=QuestionKind.INSTRUMENT), code="tools")
SAID = {"summary": Said(completed_at=dt.datetime(2026, 11, 28, tzinfo=dt.UTC))}


def test_a_question_nobody_answered_is_named():
    (found,) = findings_of(draft(SUMMARY))

    assert found.sentence == "Not answered: Why?"
    assert found.to == Destination(Place.ANSWER, ("summary", "why", None))
    assert (found.keeps, found.mark) == (Keeps.COMPLETING, "unknown")


@pytest.mark.parametrize(
    ("size", "title", "sentence"),
    [
        (20, "Why?", "Summary: say whether this section is completed."),
        (21, "Why?", "Why? Too long by 1 of 20 characters."),
        (1_020, "Needs", "Needs: Too long by 1,000 of 20 characters."),
    ],
)
def test_a_text_is_too_long_from_the_first_character_on(size, title, sentence):
    asked = section(question(title=title))

    assert sentences(draft(asked, answers=written(why=size)), "summary") == [sentence]


@pytest.mark.parametrize(
    ("answer", "sentence", "place"),
    [
        (Written(0), "EQF: neither used nor explained why not.", Place.USE),
        (Written(0, "used"), "EQF: how it is used, or why not, is not said.", "answer"),
        (Written(9), "EQF: whether it is used is not said.", Place.USE),
        (Written(21), "EQF: Too long by 1 of 20 characters.", Place.ANSWER),
    ],
)
def test_an_instrument_takes_a_choice_and_a_text(answer, sentence, place):
    (found,) = findings_of(draft(EQF, answers={("eqf", None): answer}))

    assert (found.sentence, found.to.place) == (sentence, place)


def test_an_optional_question_counts_once_it_is_begun():
    asked = section(question(is_required=False))

    assert sentences(draft(asked), "summary") == [
        "Summary: say whether this section is completed."
    ]
    assert sentences(draft(asked, answers=written(why=21)), "summary") == [
        "Why? Too long by 1 of 20 characters."
    ]


def test_partners_are_counted_each_by_itself():
    answers = {
        ("role", 1): Written(9),
        ("staff", 1): Written(9),
        ("role", 2): Written(501),
        ("staff", 2): Written(9),
    }
    found = findings_of(draft(ROLE, answers=answers))

    assert [(each.sentence, each.partner, each.is_open) for each in found] == [
        ("P2 Ghent: 1 text is too long.", 2, False),
        ("P3 Plovdiv: 2 answers are missing.", 3, True),
    ]
    assert found[1].to == Destination(Place.ANSWER, ("partners", "role", 3))


def test_days_without_any_part_are_named():
    answers = {("role", 2): Written(9), ("role", 3): Written(501)}
    found = sentences(
        budgeted(
            *(PLAN_SECTION, BUDGET_SECTION, ROLE),
            answers=answers,
            efforts=(days(3, 1), days(1, 2)),
        ),
        "partners",
    )

    assert found == [
        "P1 Soria has 3 days but no part: 2 answers are missing.",
        "P2 Ghent: 1 answer is missing.",
        "P3 Plovdiv: 1 text is too long, 1 answer is missing.",
    ]


def test_a_completed_section_is_asked_no_more():
    answered = written(why=9)

    assert sentences(draft(SUMMARY, answers=answered, said=SAID), "summary") == []


def test_open_comments_lead_to_their_thread():
    comments = {("why", None): 2, ("elsewhere", None): 1}
    asked = draft(SUMMARY, answers=written(why=9), said=SAID, comments=comments)

    (found,) = findings_of(asked)

    assert found.sentence == "2 open comments: Why?"
    assert found.to == Destination(Place.COMMENTS, ("why", None))
    assert found.keeps is Keeps.WORD


def test_french_has_its_space_before_the_question_of_open_comments():
    asked = draft(
        SUMMARY, answers=written(why=9), said=SAID, comments={("why", None): 1}
    )

    with override("fr"):
        (found,) = findings_of(asked)

    assert found.sentence == "1 commentaire en suspens\N{NO-BREAK SPACE}: Why?"


def test_nobody_is_asked_who_takes_no_part():
    found = sentences(draft(ROLE, participants=(partner(),)), "partners")

    assert found == ["P1 Soria: 2 answers are missing."]
