"""What the product says, each language it offers says too."""

import re

import pytest
from django.conf import settings

from config import catalogues
from config.catalogues import sources, texts
from config.catalogues.faults import faults

OFFERED = [
    code.replace("-latn", "")
    for code, _ in settings.LANGUAGES
    if code not in {"en", "sr"}
]
"""Serbian in Latin letters is Serbian in Cyrillic."""


def catalogue(language):
    return texts.read(catalogues.text_file(language))


@pytest.fixture(scope="module")
def said():
    """Return what `make messages` extracts now."""
    return sources.catalogue()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogue_holds_the_texts_of_the_product(language, said):
    written = catalogues.text_file(language).read_text("utf-8")

    brought_up = texts.written(texts.brought_up(said, language), language)

    assert written == brought_up, "Run `make messages` and commit what changes."


def test_french_never_begins_a_line_with_a_sign():
    """A blank before a double sign must not break: U+202F before ; ? !, U+00A0 else."""
    loose = [
        words
        for text in texts.messages(catalogue("fr"))
        for words in texts.strings(text)
        if re.search(r" [;:?!»](?=\s|$|<)|« ", words)
    ]

    assert loose == []


def test_german_breaks_no_mail_after_its_hyphen():
    """A line that ends in “E-” reads as if a word were missing: U+2011 stays whole."""
    loose = [
        words
        for text in texts.messages(catalogue("de"))
        for words in texts.strings(text)
        if "E-Mail" in words
    ]

    assert loose == []


def broken(language):
    """Return what is untranslated, doubtful or unusable in a catalogue."""
    found = [
        (text.id, "fuzzy") for text in texts.messages(catalogue(language)) if text.fuzzy
    ]
    return found + [
        (text.id, fault)
        for text in texts.messages(catalogue(language))
        for fault in faults(text, texts.strings(text), language)
    ]


@pytest.mark.parametrize("language", OFFERED)
def test_language_that_is_offered_says_everything(language):
    assert broken(language) == [], "See docs/translations.md."


def test_what_is_untranslated_fuzzy_or_broken_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    path = catalogues.text_file("fr")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid "Add"\nmsgstr ""\n\n#, fuzzy\nmsgid "Drop"\nmsgstr "Retirer"\n\n'
        'msgid "Add %(name)s"\nmsgstr "Ajouter"\n',
        "utf-8",
    )

    assert broken("fr") == [
        ("Drop", "fuzzy"),
        ("Add", "not translated"),
        ("Add %(name)s", "placeholders [] instead of ['%(name)s']"),
    ]


def test_a_language_and_its_letters_are_offered_together():
    codes = {code for code, _ in settings.LANGUAGES}

    assert ("sr" in codes) == ("sr-latn" in codes)
    assert set(OFFERED) <= set(catalogues.LANGUAGES)
