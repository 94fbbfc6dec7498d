import json
from pathlib import Path

import pytest

from proposals.files.counting import characters, composed

FILE = Path(__file__).parents[3] / "fixtures" / "counting.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: ascii(each["text"]))
def test_a_text_has_as_many_characters_as_its_vector_says(vector):
    assert characters(vector["text"]) == vector["characters"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: ascii(each["text"]))
def test_composing_twice_changes_nothing(vector):
    once = composed(vector["text"])

    assert composed(once) == once


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("Soft skills\x0b(line)", "Soft skills\n(line)"),
        ("\uf0b7\tFirst\r\n \uf076 second", "•\tFirst\n • second"),
        ("a \uf0a7 b", "a • b"),
        ("the angle \uf061", "the angle \uf061"),
    ],
)
def test_what_word_puts_for_breaks_and_bullets_is_stored_as_such(pasted, stored):
    assert composed(pasted) == stored
