"""Names as they are searched: what people type without thinking finds them."""

import pytest

from alliances.files.names import searchable, tails


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
