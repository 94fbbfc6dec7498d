"""The answers in a pack: what is missing is said."""

from dataclasses import replace

import pytest

from alliances.enums import Role
from proposals.documents.answers import answers_part as answers_part_of
from proposals.documents.contents import contents_of
from proposals.files.form import Per, QuestionKind, SectionKind
from proposals.snapshots import FrozenForm, FrozenQuestion, FrozenReply, FrozenSection
from tests.proposals.documents.applications import application, charter, partner
from tests.proposals.documents.filled import filled


def answers_part(content, numbers):
    return answers_part_of(content, numbers)


def asked(*replies, **stated):
    return FrozenQuestion(
        **{
            "code": "why",
            "title": "Why?",
            "help": "",
            "kind": QuestionKind.TEXT,
            "per": Per.PROPOSAL,
            "limit": 10,
            "is_required": True,
            "replies": replies or (FrozenReply(None, "", ""),),
            "work_packages": (),
            **stated,
        }
    )


def section_with(*questions, kind=SectionKind.QUESTIONS):
    form = FrozenForm(
        "Form", 3, "0" * 64, (FrozenSection("s", "Section", "", kind, questions),)
    )
    content = replace(
        application([partner("Vilnius", role=Role.APPLICANT), partner("Kaunas")]),
        form=form,
    )
    numbers = {each.slug: each.number for each in contents_of(content)}
    return answers_part(content, numbers).sections[0]


def reply_to(text="", use="", **stated):
    section = section_with(asked(FrozenReply(None, text, use), **stated))
    return section.questions[0].reply


def test_content_without_a_form_has_no_part():
    assert answers_part(charter(), {}) is None


def test_lead_counts_what_was_asked_and_what_was_answered():
    leads = [
        answers_part(each, {"plan": 5, "budget": 6, "mobility": 7, "organisations": 2})
        for each in (filled(), filled(share=0))
    ]

    form = "The form “Application 2020”, version 1, as it was filled in:"
    assert [each.lead for each in leads] == [
        f"{form} 104 of 104 questions are answered.",
        f"{form} 0 of 71 questions are answered.",
    ]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({}, "Not answered."),
        ({"text": " \n"}, "Not answered."),
        ({"is_required": False}, "Not answered. The question is optional."),
        (
            {"use": "used", "kind": QuestionKind.INSTRUMENT},
            "No text was written.",
        ),
        ({"text": "Because."}, ""),
    ],
)
def test_missing_answer_is_said(stated, words):
    assert reply_to(**stated).missing == words


@pytest.mark.parametrize(
    ("stated", "notes"),
    [
        ({"text": "0123456789"}, ()),
        ({"text": "01234567890"}, ("Too long: 11 of 10 characters",)),
        ({"kind": QuestionKind.INSTRUMENT}, ("Not said yet",)),
        ({"kind": QuestionKind.INSTRUMENT, "use": "not_relevant"}, ("Not relevant",)),
        ({"kind": QuestionKind.ACTIVITY}, ("In no work package",)),
        (
            {"kind": QuestionKind.ACTIVITY, "work_packages": (2, 11)},
            ("WP2, WP11",),
        ),
    ],
)
def test_notes_stand_beside_an_answer(stated, notes):
    assert reply_to(**stated).notes == notes


def test_text_is_printed_in_paragraphs():
    assert reply_to("One\n\ntwo").paragraphs == (("One",), ("two",))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (SectionKind.QUESTIONS, ""),
        (SectionKind.PROFILES, "No occupational profile has been named."),
        (SectionKind.WORK_PLAN, "The work plan stands in section 5."),
        (SectionKind.BUDGET, "Effort and budget stand in section 5."),
        (SectionKind.MOBILITY, "Mobility lines stand in section 5."),
        (
            SectionKind.ADDED_VALUE,
            "Each text stands with its organisation in section 2.",
        ),
    ],
)
def test_section_says_where_the_rest_of_it_stands(kind, sentence):
    assert section_with(kind=kind).elsewhere == sentence


def test_partners_are_read_one_by_one():
    role = asked(
        FrozenReply(1, "Leads.", ""),
        FrozenReply(2, "", ""),
        title="Role",
        help="What it does.",
        per=Per.ORGANISATION,
    )
    staff = asked(
        FrozenReply(1, "", ""),
        FrozenReply(2, "", ""),
        title="Staff",
        per=Per.ORGANISATION,
    )

    section = section_with(role, staff)

    assert section.asked == (("Role", "What it does."), ("Staff", ""))
    first, second = section.partners
    assert (first.label, first.name, first.missing) == ("P1", "Vilnius", "")
    assert [(title, each.missing) for title, each in first.replies] == [
        ("Role", ""),
        ("Staff", "Not answered."),
    ]
    assert (second.label, second.replies, second.missing) == (
        "P2",
        (),
        "Nothing answered.",
    )
    assert section.nobody == ""


def test_question_that_nobody_is_asked_says_so():
    unasked = replace(asked(per=Per.ASSOCIATED), replies=())

    section = section_with(unasked)

    assert (section.partners, section.nobody) == (
        (),
        "Nobody takes part who would be asked.",
    )


def rows_at_a_glance(section):
    return [
        (each.name, *(cell.words for cell in each.cells))
        for each in section.overview.rows
    ]


def test_activities_are_shown_at_a_glance():
    carried = asked(
        FrozenReply(None, "We do.", ""),
        kind=QuestionKind.ACTIVITY,
        title="Strategy",
        work_packages=(1, 3),
    )
    left = asked(kind=QuestionKind.ACTIVITY, title="Method")

    section = section_with(carried, left)

    assert rows_at_a_glance(section) == [
        ("Strategy", "WP1, WP3", "Answered"),
        ("Method", "None", "Not answered"),
    ]
    assert section.overview.columns[0].heading == "Work packages"


def test_instruments_are_shown_at_a_glance():
    section = section_with(
        asked(FrozenReply(None, "", "used"), kind=QuestionKind.INSTRUMENT, title="EQF"),
        asked(kind=QuestionKind.INSTRUMENT, title="ESCO"),
    )

    assert rows_at_a_glance(section) == [
        ("EQF", "Used", "Not answered"),
        ("ESCO", "Not said yet", "Not answered"),
    ]


def test_ordinary_questions_need_no_overview():
    assert section_with(asked()).overview is None
