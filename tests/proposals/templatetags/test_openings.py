"""A folded text begins as truncating all of it would have it begin."""

import pytest
from django.template.defaultfilters import truncatechars, truncatewords
from hypothesis import given
from hypothesis import strategies as st

from proposals.templatetags.openings import opening

TEXTS = st.lists(st.text(max_size=30), max_size=60).map(" ".join)


@given(TEXTS)
def test_opening_is_that_of_the_whole_text(text):
    assert opening(text) == truncatechars(truncatewords(text, 22), 200)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("", ""),
        ("One  line\nand another.", "One line and another."),
        ("word " * 22, ("word " * 22).strip()),
        ("word " * 23, "word " * 21 + "word …"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_opening_ends_where_there_are_more_words(text, begun):
    assert opening(text) == begun
