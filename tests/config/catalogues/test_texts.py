"""`make messages` keeps translations, drops what is no longer said, guesses nothing."""

import pytest

from config import catalogues
from config.catalogues import texts


def strings(language):
    catalogue = texts.read(catalogues.text_file(language))
    return {message.id: message.string for message in texts.messages(catalogue)}


def test_new_text_waits_untranslated_in_every_language(said):
    said("Add", ("%d day", "%d days"))

    assert strings("fr") == {"Add": "", ("%d day", "%d days"): ("", "")}
    assert strings("sr") == {"Add": "", ("%d day", "%d days"): ("", "", "")}


def test_translation_stays_while_its_text_is_said(said, translated):
    said("Add", "Remove")
    translated("fr", "Add", "Ajouter")
    translated("fr", "Remove", "Retirer", flags=["fuzzy"])

    said("Add", "Remove", "Change")
    assert strings("fr") == {"Add": "Ajouter", "Remove": "Retirer", "Change": ""}
    removed = texts.read(catalogues.text_file("fr")).get("Remove")
    assert removed
    assert removed.fuzzy

    said("Change")
    assert strings("fr") == {"Change": ""}


def test_translation_keeps_all_its_forms_of_a_number(said, translated):
    days = ("%d day", "%d days")
    said(days)
    translated("sr", days, ("%d дан", "%d дана", "%d дана"))

    said(days)

    assert strings("sr") == {days: ("%d дан", "%d дана", "%d дана")}


def test_text_that_comes_to_depend_on_a_number_is_translated_anew(said, translated):
    said("%d day")
    translated("fr", "%d day", "%d jour")

    said(("%d day", "%d days"))

    assert strings("fr") == {("%d day", "%d days"): ("", "")}


def test_same_texts_give_the_same_file(said):
    said("Add", "Remove")
    before = catalogues.text_file("sr").read_bytes()

    said("Add", "Remove")

    assert catalogues.text_file("sr").read_bytes() == before


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_file_says_how_its_language_counts(said, language):
    said("Add")

    catalogue = texts.read(catalogues.text_file(language))

    assert (catalogue.num_plurals, catalogue.plural_expr) == catalogues.PLURALS[
        language
    ]
