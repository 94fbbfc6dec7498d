"""A pack with answers, plan and budget, drawn: what a reader finds in it."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from proposals.documents.pack import pack_html, pack_page
from proposals.snapshots import FrozenLead
from tests.proposals.documents.filled import filled
from tests.proposals.documents.test_pack import DIGEST, drawn, texts

ODD = '<script>alert("1")</script> & *stars* \x0bΛΞΨ\n\n' + "unbroken" * 80


def with_text(content, text):
    """Put a text into the first question of the form."""
    (section, *others) = content.form.sections
    (first, *rest) = section.questions
    first = replace(first, replies=(replace(first.replies[0], text=text),))
    section = replace(section, questions=(first, *rest))
    return replace(content, form=replace(content.form, sections=(section, *others)))


@pytest.fixture(scope="module")
def content():
    return with_text(filled(share=0.02), ODD)


@pytest.fixture(scope="module")
def pack(content):
    return drawn(content)


@pytest.fixture(scope="module")
def pages(pack):
    return texts(pack.content)


def test_outline_leads_to_every_question_and_work_package(pack):
    with pypdfium2.PdfDocument(pack.content) as pdf:
        titles = [(each.level, each.get_title()) for each in pdf.get_toc()]

    assert [title for level, title in titles if level == 0] == [
        "CHARTER",
        "Contents",
        "Eligibility report",
        "Organisations",
        "Composition",
        "Answers to the form",
        "Work plan",
        "Budget",
        "Mobility",
        "The official documents",
        "What the rules do not decide",
    ]
    start = titles.index((0, "Answers to the form"))
    assert titles[start + 1 : start + 4] == [
        (1, "Summary"),
        (2, "What will the alliance do?"),
        (2, "The summary in English"),
    ]
    plan = titles.index((0, "Work plan"))
    assert titles[plan + 1 : plan + 3] == [
        (1, "Work packages"),
        (2, "Preparation of the common skills strategy"),
    ]


def test_what_people_typed_is_text_and_nothing_else(content, pages):
    html = pack_html(pack_page(content, digest=DIGEST))
    text = " ".join(pages)

    assert "<script>" not in html
    assert '<script>alert("1")</script> & *stars* ΛΞΨ' in text
    assert "unbroken" * 5 in text
    assert "Not answered." not in text


def test_sums_stand_with_a_row_of_their_table(pages):
    tops = [
        re.search(r"(?:Grant|Days|Total|Share|Subsistence) Total [\d,.]+", each)
        for each in pages
    ]

    assert sum("Total" in each for each in pages) > 3
    assert not any(tops)


def test_heads_repeat_on_the_next_page(pages):
    heads = [each for each in pages if "No Partner WP1 WP2" in each]

    assert len(heads) == 2 or "P21" in heads[0]


def test_running_line_names_the_section_of_the_form(pages):
    assert any("Partnership Draft, not submitted" in each for each in pages)


def test_unfinished_application_is_drawn_and_says_what_is_missing():
    content = filled(share=0, packages=0)

    text = " ".join(texts(drawn(content).content))

    assert "0 of 71 questions are answered." in text
    assert "Not answered. The question is optional." in text
    assert "Nothing answered." in text
    assert "No work package has been added yet." in text
    assert "Neither days nor mobility have been entered yet." in text
    assert "No mobility line has been added yet." in text


def test_long_package_breaks_and_a_lead_that_left_is_named(content):
    (first, *others) = content.plan
    long = replace(
        first,
        description="A long paragraph about the work. " * 300,
        lead=FrozenLead(2, "Akademie", "full_partner", takes_part=False),
        tasks=tuple(replace(first.tasks[0], number=each) for each in range(1, 61)),
    )

    pages = texts(drawn(replace(content, plan=(long, *others))).content)

    assert any("Lead P2 Akademie (left)" in each for each in pages)
    with_tasks = [each for each in pages if re.search(r"T1\.\d+ Step 1", each)]
    assert len(with_tasks) > 1
    assert all("Tasks, results, milestones Months" in each for each in with_tasks)
