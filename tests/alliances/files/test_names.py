"""Names as they are searched: what people type without thinking finds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files import names
from alliances.files.names import LETTERS, searchable, searched_once, tails
from alliances.files.synonyms import plain


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("  École  d'Été ", "ecole d ete"),
        ("Uniwersytet Łódzki", "uniwersytet lodzki"),
        ("Ærø Højskole", "aero hojskole"),
        ("Straße & Söhne", "strasse sohne"),
        ("Πανεπιστήμιο Αθηνών", "πανεπιστημιο αθηνων"),
        ("…", ""),
    ],
)
def test_accents_case_and_signs_do_not_matter(name, searched):
    assert searchable(name) == searched


def test_name_has_a_tail_from_each_of_its_words():
    assert tails("Universitat de Barcelona") == [
        "universitat de barcelona",
        "de barcelona",
        "barcelona",
    ]


def test_name_of_signs_alone_has_no_tail():
    assert tails("…") == []


@given(st.text())
def test_name_searched_letter_by_letter_is_as_it_would_be_as_a_whole(text):
    words = plain(text)

    assert searched_once(text) == words.translate(LETTERS)


def test_letters_of_a_hostile_file_are_not_all_remembered(monkeypatch):
    monkeypatch.setattr(names, "SEARCHED", names._Searched())
    monkeypatch.setattr(names, "MOST_LETTERS", 1)

    assert searched_once("ÉÀ") == "ea"
    assert len(names.SEARCHED) == 1
