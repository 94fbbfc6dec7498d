"""A folder of catalogues of one's own, and short ways to write in it."""

import pytest
from babel.messages.catalog import Catalog

from config import catalogues
from config.catalogues import sources, texts


@pytest.fixture
def locale(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    return tmp_path


@pytest.fixture
def said(locale, monkeypatch):  # noqa: ARG001  # where it writes
    """Return what makes the product say these texts, and writes its catalogues."""

    def say(*msgids):
        catalogue = Catalog(charset="utf-8")
        for msgid in msgids:
            catalogue.add(msgid, locations=[("a.py", 0)])
        monkeypatch.setattr(sources, "catalogue", lambda: catalogue)
        texts.make_messages()

    return say


@pytest.fixture
def translated(locale):  # noqa: ARG001  # where it writes
    """Return what gives a text a translation in a language."""

    def translate(language, msgid, string, *, flags=()):
        path = catalogues.text_file(language)
        catalogue = texts.read(path)
        message = catalogue.get(msgid)
        assert message
        message.string = string
        message.flags |= set(flags)
        path.write_text(texts.written(catalogue, language), "utf-8")

    return translate
