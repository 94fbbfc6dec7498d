"""The words people write: each means one thing, written as it is compared."""

import tomllib
from itertools import chain

import pytest

from alliances.enums import PartnerType, Role, StatedAnswer
from alliances.files.partners import LIST_KEYS
from alliances.files.synonyms import (
    WORDS_FILE,
    codes_by_word,
    headings,
    other_columns,
    plain,
    unknown_words,
)

WORDS = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" Größe ", "grosse"),
        ("Éta-t d'Œuvre", "eta t d œuvre"),
        ("full_partner", "full partner"),
        ("P. 1", "p 1"),
        ("–", ""),
    ],
)
def test_words_are_compared_small_and_without_signs(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("role", Role.values),
        ("type", PartnerType.values),
        ("status", [each for each in StatedAnswer.values if each]),
    ],
)
def test_every_code_has_words_and_is_one_of_them(key, codes):
    assert set(WORDS[key]) == set(codes)
    assert {codes_by_word(key)[plain(code)] for code in codes} == set(codes)


@pytest.mark.parametrize("key", ["role", "type", "status"])
def test_no_word_has_two_meanings(key):
    written = list(chain.from_iterable(WORDS[key].values()))

    assert [word for word in written if written.count(word) > 1] == []


def test_every_word_is_written_as_it_is_compared():
    tables = [*WORDS.values()]
    words = [word for table in tables for written in table.values() for word in written]

    assert [word for word in words if plain(word) != word] == []


def test_headings_are_those_of_our_columns():
    assert set(headings()) == set(LIST_KEYS)
    assert "contact" in other_columns()
    assert "tbc" in unknown_words()
