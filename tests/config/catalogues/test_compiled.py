"""What Django reads is made from the texts and never outlives them."""

from gettext import GNUTranslations

import pytest

from config import catalogues, checks
from config.catalogues import compiled


def read(language):
    with catalogues.compiled_file(language).open("rb") as file:
        return GNUTranslations(file)


def test_translations_are_read_and_all_else_stays_english(said, translated):
    said("Add", "Remove", "Change")
    translated("fr", "Add", "Ajouter")
    translated("fr", "Remove", "Retirer", flags=["fuzzy"])

    compiled.compile_outdated()

    french = read("fr")
    assert [french.gettext(it) for it in ("Add", "Remove", "Change")] == [
        "Ajouter",
        "Remove",
        "Change",
    ]


def test_serbian_counts_in_both_alphabets(said, translated):
    said(("%d day", "%d days"))
    translated("sr", "%d day", ("%d дан", "%d дана", "%d дана"))

    compiled.compile_outdated()

    counted = [
        read(name).ngettext("%d day", "%d days", number) % number
        for name in ("sr", "sr_Latn")
        for number in (1, 3, 5, 21)
    ]
    assert counted == [
        *("1 дан", "3 дана", "5 дана", "21 дан"),
        *("1 dan", "3 dana", "5 dana", "21 dan"),
    ]


def test_half_a_plural_is_not_used(said, translated):
    said(("%d day", "%d days"))
    translated("fr", "%d day", ("%d jour", ""))

    compiled.compile_outdated()

    assert read("fr").ngettext("%d day", "%d days", 1) == "%d day"


def test_only_what_changed_is_compiled_anew(said, translated):
    said("Add")
    everything = compiled.compile_outdated()
    again = compiled.compile_outdated()

    translated("sr", "Add", "Додај")

    assert (everything, again) == (["de", "fr", "sr", "sr_Latn"], [])
    assert compiled.compile_outdated() == ["sr", "sr_Latn"]


@pytest.mark.usefixtures("locale")
def test_nothing_is_compiled_where_there_are_no_texts():
    assert compiled.compile_outdated() == []


def test_outdated_translations_are_doubted(said):
    said("Add")
    before = checks.check_catalogues_are_compiled(None)
    compiled.compile_outdated()

    assert [(it.id, it.msg) for it in before] == [
        (
            "config.W005",
            "Translations are not compiled as written: de, fr, sr, sr_Latn.",
        )
    ]
    assert checks.check_catalogues_are_compiled(None) == []
