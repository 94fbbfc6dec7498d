"""A form on paper: every answer finds its question again, nothing is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.files.docx_reader import read_docx
from proposals.files.paper import MOST_LOOSE, how_to, read_paper
from proposals.files.paper_files import write_docx, write_text
from tests.proposals.files.papers import make_paper

WORDS = st.text(
    st.characters(whitelist_categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20
)
TEXTS = st.lists(WORDS | st.just(""), max_size=4).map("\n".join)


def read(paper, lines):
    return read_paper(paper, lines)


def plain(paper):
    return [each.text for each in paper.lines()]


def test_blank_paper_says_what_is_asked_and_how_long():
    assert plain(make_paper())[:12] == [
        "ATLAS: A form",
        "Call 2020 · Lot 2",
        how_to(),
        "Section one",
        "Read me.",
        "Question what",
        "Help with what.",
        "At most 2,000 characters.",
        "[answer what]",
        "",
        "[end]",
        "Question why",
    ]


def test_partners_are_asked_by_their_role():
    marks = [each for each in plain(make_paper()) if each.startswith("[answer role")]

    assert marks == ["[answer role P1]", "[answer role P4]"]


def test_what_may_be_left_out_says_so():
    assert "At most 2,000 characters. Not required." in plain(make_paper())


def test_blank_paper_reads_as_nothing():
    found = read(make_paper(), plain(make_paper()))

    assert (found.answers, found.loose) == ({}, ())


@given(what=TEXTS, role=TEXTS)
def test_answers_come_back_from_a_document_as_they_were(what, role):
    paper = make_paper(what=what, role_4=role)

    text = read_docx(write_docx(paper.lines(), language="en"))
    found = read(paper, text.lines)

    given = {("what", None): what, ("role", 4): role}
    assert {key: each.strip() for key, each in found.answers.items()} == {
        key: each.strip() for key, each in given.items() if each.strip()
    }
    assert (found.loose, text.aside) == ((), ())


def test_answer_may_say_what_the_paper_says():
    paper = make_paper(what="Intro\nSection two\nMore")

    found = read(paper, plain(paper))

    assert found.answers == {("what", None): "Intro\nSection two\nMore"}


def test_answer_without_its_end_stops_before_the_next_question():
    lines = [each for each in plain(make_paper(what="Text")) if each != "[end]"]

    found = read(make_paper(), lines)

    assert found.answers == {("what", None): "Text"}


@pytest.mark.parametrize("place", [0, 5, -1])
def test_text_outside_of_every_answer_is_listed(place):
    lines = plain(make_paper(what="Text"))
    lines.insert(place if place >= 0 else len(lines), " A remark ")

    found = read(make_paper(), lines)

    assert found.loose == ("A remark",)
    assert found.answers == {("what", None): "Text"}


def test_one_code_twice_keeps_both_texts():
    lines = ["[answer what]", "One", "[end]", "[answer what]", "Two", "[end]"]

    assert read(make_paper(), lines).answers == {("what", None): "One\nTwo"}


def test_endless_remarks_are_listed_as_far_as_anybody_reads():
    lines = [f"Remark {number}" for number in range(MOST_LOOSE + 5)]

    loose = read(make_paper(), lines).loose

    assert loose[:MOST_LOOSE] == tuple(lines[:MOST_LOOSE])
    assert loose[MOST_LOOSE:] == ("and 5 more in the file",)


def test_document_takes_what_no_document_holds():
    paper = make_paper(what="Bell \x07 rings")

    text = read_docx(write_docx(paper.lines(), language="en"))

    assert read(paper, text.lines).answers == {("what", None): "Bell  rings"}


def test_plain_text_wraps_guidance_and_underlines_headings():
    text = write_text(make_paper(what="Text").lines()).decode()

    assert "\nSection one\n===========\n" in text
    assert "\n[answer what]\nText\n[end]\n" in text
    assert max(len(each) for each in text.splitlines()) <= 130
