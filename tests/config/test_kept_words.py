"""Texts that are kept say what Django's own catalogues say."""

from unittest.mock import Mock

import pytest
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override, trans_real

from config import kept_words
from config.kept_words import LONGEST_KEPT, Kept, KeptTranslation

CODES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("code", CODES)
def test_each_text_of_a_language_says_the_same(code):
    django, kept = trans_real.translation(code), KeptTranslation(code)
    catalog = vars(django)["_catalog"]
    texts = {text for text in catalog.keys() if isinstance(text, str)} - {""}  # noqa: SIM118  # it is no dict

    found = {text: (kept.gettext(text), kept.gettext(text)) for text in texts}

    own = super(KeptTranslation, kept).gettext
    assert found == {text: (own(text), own(text)) for text in texts}
    assert all(len(text) <= LONGEST_KEPT for text in texts)


def test_a_process_begins_with_it():
    assert type(trans_real.translation("de")) is KeptTranslation


def test_a_text_is_looked_up_once():
    ask = Mock(return_value="Speichern")
    kept = Kept(ask)

    assert [kept["Save"], kept["Save"]] == ["Speichern", "Speichern"]
    ask.assert_called_once_with("Save")


def test_no_more_is_kept_than_there_is_room(monkeypatch):
    monkeypatch.setattr(kept_words, "MOST_KEPT", 2)
    kept = Kept(str.upper)

    said = [kept[text] for text in ("a", "b", "c", "c")]

    assert (said, list(kept)) == (["A", "B", "C", "C"], ["a", "b"])


def test_a_text_longer_than_any_of_ours_is_not_kept():
    kept = Kept(str.upper)
    longest = "a" * LONGEST_KEPT

    said = [kept[text] for text in (longest, longest + "a")]

    assert (said, list(kept)) == (["A" * 500, "A" * 501], [longest])


def test_what_is_safe_once_is_not_safe_for_all():
    words = "<b>no text of ours</b>"

    with override("de"):
        found = [type(gettext(each)) for each in (SafeString(words), words)]

    assert found == [SafeString, str]


def test_two_languages_keep_their_own():
    said = []
    for code in ("de", "en", "de"):
        with override(code):
            said.append(gettext("Save"))

    assert said == ["Speichern", "Save", "Speichern"]
