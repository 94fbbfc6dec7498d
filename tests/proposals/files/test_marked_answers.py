"""Answers as Markdown: headings name question, partner and use."""

import pytest

from proposals.files.marked_answers import parse_marked_answers
from proposals.files.proposal_file import Part, Place


def test_a_heading_names_the_question_and_lines_of_a_paragraph_are_one():
    rows = parse_marked_answers("# needs\n\nOne line\nand another.\n\n\nA paragraph.\n")

    assert rows == {
        Place(Part.ANSWERS, ("needs",)): {
            "text": "One line and another.\n\nA paragraph.",
            "use": "",
        }
    }


def test_a_number_is_the_partner_and_a_word_the_use():
    rows = parse_marked_answers("# role 12\nOurs.\n# instrument-eqf used\nYes.\n")

    assert rows == {
        Place(Part.ANSWERS, ("role", 12)): {"text": "Ours.", "use": ""},
        Place(Part.ANSWERS, ("instrument-eqf",)): {"text": "Yes.", "use": "used"},
    }


def test_a_use_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="perhaps"):
        parse_marked_answers("# instrument-eqf perhaps\nWho knows.\n")


def test_text_without_a_heading_answers_nothing():
    assert parse_marked_answers("Nobody asked.\n") == {}
