"""Two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.selectors.form.word_diff import MOST_LINES, MOST_WORDS, Part, word_diff

TEXTS = st.text(alphabet="ab \n", max_size=30)


def test_a_word_in_another_words_place_is_removed_and_added():
    assert word_diff("every six months", "every three months") == (
        Part("same", "every "),
        Part("removed", "six"),
        Part("added", "three"),
        Part("same", " months"),
    )


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "", ()),
        ("", "a", (Part("added", "a"),)),
        ("a", "", (Part("removed", "a"),)),
        ("a", "a", (Part("same", "a"),)),
    ],
)
def test_an_empty_text_adds_or_removes_all(before, after, parts):
    assert word_diff(before, after) == parts


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_difference(before, after):
    parts = word_diff(before, after)

    assert "".join(p.text for p in parts if p.kind != "added") == before
    assert "".join(p.text for p in parts if p.kind != "removed") == after


def test_an_endless_text_is_compared_line_by_line():
    before = "word " * MOST_WORDS + "\nlast"

    assert word_diff(before, before + " one") == (
        Part("same", "word " * MOST_WORDS + "\n"),
        Part("removed", "last"),
        Part("added", "last one"),
    )


def test_a_text_of_endless_lines_is_compared_as_a_whole():
    before, after = "a\nb\n" * MOST_LINES, "a\nc\n" * MOST_LINES

    assert word_diff(before, after) == (Part("removed", before), Part("added", after))
    assert word_diff(before, before) == (Part("same", before),)


def test_rewritten_words_are_one_change_and_not_islands_of_blanks():
    assert word_diff("We ask all of them", "We begin with two schools") == (
        Part("same", "We "),
        Part("removed", "ask all of them"),
        Part("added", "begin with two schools"),
    )


def test_two_hundred_long_texts_cost_a_page_little():
    before = " ".join(f"word{number * number % 900} says" for number in range(250))
    after = before.replace("word1", "another1")

    started = time.thread_time()
    for _ in range(200):
        word_diff(before, after)

    assert time.thread_time() - started < 4
