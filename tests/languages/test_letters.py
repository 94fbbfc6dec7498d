"""Every kind of letter in the language of who gets it: subject, text and markup."""

import html
import re

import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation

from proposals.selectors.letters.letter_kinds import KINDS, kind_of
from proposals.services.letters import send_letter
from tests.languages.dates import TAG, ill_dated
from tests.languages.letters import Letters

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|\b[0-9a-f]{8}\b")
"""Addresses and digests."""
WORD = re.compile(r"[^\W\d_]{2,}")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
TYPED = {"relevance", "test", "min", "full", "partners", "programme", "countries"}
"""The code of a section this call has not, why its tables were published, and the codes
of clauses, which have no titles in it."""
ENGLISH = {"and", "for", "has", "is", "of", "that", "the", "this", "with", "you"}
"""Words nearly every English sentence has, and no other language of ours."""


def letters_in(language):
    """Send letters of every kind; return what each says, by kind, and typed words."""
    with translation.override("en"):
        made = Letters(language)
        said = []
        for row in made.all():
            kind = kind_of(row).name
            mail.outbox.clear()
            send_letter(kind=kind, key=row.pk)
            assert len(mail.outbox) == 1, f"{kind} was not sent"
            said.append((kind, mail.outbox[0]))
    return said, TYPED | set(WORD.findall(made.alliance.call.title))


def texts_of(message):
    """Return the subject, the text and what people read of the markup."""
    (markup, _kind), *_ = message.alternatives
    read = html.unescape(TAG.sub(" ", markup))
    texts = [message.subject, message.body, read]
    return [NO_WORDS.sub(" ", each) for each in texts]


def foreign(word, language):
    """Say whether a word is of another language; in Serbian that is every Latin one."""
    if language == "sr" or CYRILLIC.search(word):
        return language != "sr" or not CYRILLIC.search(word)
    return language != "en" and word.casefold() in ENGLISH


def test_every_kind_of_letter_is_made():
    said, _typed = letters_in("en")

    # Those of accounts are texts of pages, which only wait here for a mail server.
    kinds = {each.name for each in KINDS} - {"account-letter"}
    assert {kind for kind, _message in said} == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_say_nothing_in_another_language(language):
    said, typed = letters_in(language)

    left = {
        (kind, word)
        for kind, message in said
        for text in texts_of(message)
        for word in WORD.findall(text)
        if foreign(word, language) and word not in typed and not word.isupper()
    }
    assert left == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_names_the_language_of_the_letter(language):
    said, _typed = letters_in(language)

    named = {
        kind
        for kind, message in said
        if f'<html lang="{language}"' not in message.alternatives[0][0]
    }
    assert named == set()


@pytest.mark.parametrize("language", ["sr", "sr-latn"])
def test_serbian_days_end_with_one_dot(language):
    said, _typed = letters_in(language)

    found = {
        (kind, wrong)
        for kind, message in said
        for text in texts_of(message)
        for wrong in ill_dated(text)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("od 3. maja 2020. i dalje", False),
        ("od 3. maja 2020 i dalje", True),
        ("do 3. maja 2020..", True),
        ("do 3. maja 2020., ne dalje", True),
        ("do 3. maja 2020. godine, ne dalje", False),
        ("3. 5. 2020 i dalje", True),
        ("3. 5. 2020. i dalje", False),
    ],
)
def test_serbian_days_with_another_sign_are_recognised(text, is_wrong):
    assert bool(ill_dated(text)) is is_wrong
