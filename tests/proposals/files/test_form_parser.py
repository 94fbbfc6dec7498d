"""The form of a call: what is read, and every mistake named with its place."""

import pytest

from proposals.files.form import Per, QuestionKind, SectionKind
from proposals.files.form_parser import FormError, parse_form

FORM = """
format = 1
title = "A form"

[references.guide]
title = "A guide"
confidence = "unverified"
checked = 2026-11-28

[[sections]]
code = "summary"
title = "Summary"
help = "What the alliance does."

[[sections.questions]]
code = "what"
title = "What will it do?"
limit = 2000
reference = "guide"

[[sections.questions]]
code = "strategy"
kind = "activity"
lots = ["lot-2"]
title = "A strategy"
limit = 1500
reference = "guide"

[[sections]]
code = "work-plan"
kind = "work_plan"
title = "Plan"
reference = "guide"
lots = ["lot-2"]

[[sections]]
code = "partners"
title = "Partners"

[[sections.questions]]
code = "role"
per = "organisation"
title = "What does it do?"
limit = 500
required = false
reference = "guide"
"""


def test_a_form_is_read_section_by_section():
    form = parse_form(FORM)

    summary, plan, partners = form.sections
    assert form.title == "A form"
    assert (summary.code, summary.kind) == ("summary", SectionKind.QUESTIONS)
    assert summary.help == "What the alliance does."
    assert summary.reference is None
    assert [each.code for each in summary.questions] == ["what", "strategy"]
    assert (plan.kind, plan.questions) == (SectionKind.WORK_PLAN, ())
    assert plan.reference
    assert plan.reference.title == "A guide"
    assert partners.questions[0].per is Per.ORGANISATION


def test_a_question_says_what_it_asks_and_how_much():
    first, second = parse_form(FORM).sections[0].questions

    assert (first.title, first.limit, first.is_required) == (
        "What will it do?",
        2000,
        True,
    )
    assert (first.kind, first.per) == (QuestionKind.TEXT, Per.PROPOSAL)
    assert second.kind is QuestionKind.ACTIVITY
    assert parse_form(FORM).sections[2].questions[0].is_required is False


def test_a_lot_has_only_what_is_for_it():
    form = parse_form(FORM)

    assert [each.code for each in form.for_lot("lot-1")] == ["summary", "partners"]
    assert [each.code for each in form.for_lot("lot-1")[0].questions] == ["what"]
    assert [each.code for each in form.for_lot("lot-2")] == [
        "summary",
        "work-plan",
        "partners",
    ]


def test_a_question_is_found_in_the_lots_that_ask_it():
    form = parse_form(FORM)

    found = form.question("strategy", lot="lot-2")
    assert found == form.sections[0].questions[1]
    assert form.question("strategy", lot="lot-1") is None
    assert form.question("nowhere", lot="lot-2") is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format = 1", "format = 2", "format: must be 1"),
        (
            'title = "A form"',
            'title = "A form"\ncolour = "red"',
            "colour: unknown key; known are format, references, sections, title",
        ),
        (
            'code = "what"',
            'code = "summary"',
            "sections[summary].questions[summary].code: stands twice in this form",
        ),
        (
            "limit = 2000",
            "limit = 0",
            "sections[summary].questions[what].limit: must be between 1 and 10000",
        ),
        (
            "limit = 2000",
            "limit = 10001",
            "sections[summary].questions[what].limit: must be between 1 and 10000",
        ),
        (
            'kind = "work_plan"',
            'kind = "gantt"',
            (
                "sections[work-plan].kind: is 'gantt'; write"
                " one of 'questions', 'profiles', 'work_plan', 'budget',"
                " 'added_value', 'mobility'"
            ),
        ),
        (
            'code = "work-plan"',
            'code = "plan"',
            "sections: the code of a work plan is 'work-plan'",
        ),
        (
            'kind = "work_plan"',
            'kind = "budget"',
            "sections: the code of a budget is 'budget'",
        ),
        (
            'kind = "work_plan"\n',
            "",
            "sections[work-plan]: a section without a kind needs a question",
        ),
        (
            'per = "organisation"',
            'per = "country"',
            (
                "sections[partners].questions[role].per: is 'country'; write"
                " one of 'proposal', 'organisation', 'associated'"
            ),
        ),
        (
            'kind = "activity"',
            'kind = "activity"\nper = "associated"',
            (
                "sections[summary].questions[strategy].per: activity is asked once a"
                " proposal"
            ),
        ),
        (
            'kind = "activity"',
            'kind = "drawing"',
            (
                "sections[summary].questions[strategy].kind: is 'drawing'; write"
                " one of 'text', 'activity', 'instrument'"
            ),
        ),
        (
            'lots = ["lot-2"]\ntitle = "A strategy"',
            'lots = []\ntitle = "A strategy"',
            (
                "sections[summary].questions[strategy].lots: must be a list of codes of"
                " Lots"
            ),
        ),
        (
            'lots = ["lot-2"]\ntitle = "A strategy"',
            'lots = [2]\ntitle = "A strategy"',
            (
                "sections[summary].questions[strategy].lots: must be a list of codes of"
                " Lots"
            ),
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(old, new, problem):
    with pytest.raises(FormError) as refused:
        parse_form(FORM.replace(old, new, 1))

    assert refused.value.problems == [problem]


def test_a_form_without_sections_is_refused():
    with pytest.raises(FormError) as refused:
        parse_form('format = 1\ntitle = "A form"\n[references]')

    assert refused.value.problems == ["sections: a form needs a section"]


@pytest.mark.parametrize("text", ["title", f"a = {'[' * 50_000}", f"a = {'9' * 5000}"])
def test_what_is_no_toml_is_refused(text):
    with pytest.raises(FormError, match="not TOML"):
        parse_form(text)
