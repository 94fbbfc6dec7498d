"""Reads and writes the catalogues people translate in, always in the same form."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from config.catalogues import LANGUAGES, PLURALS, sources, text_file

HEADER = """\
# Translations of this product; `make messages` keeps them in step with its texts.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={forms}; plural={plural};\\n"

"""
"""Without dates and names: two people who extract the same texts write the same."""


def make_messages() -> None:
    """Bring the catalogue of each language up to date with the product's texts.

    What is no longer said goes, what is new waits untranslated; nothing is guessed.
    """
    said = sources.catalogue()
    for language in LANGUAGES:
        path = text_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(brought_up(said, language), language), "utf-8")


def brought_up(said: Catalog, language: str) -> Catalog:
    """Return the texts with what a language says for them so far."""
    path = text_file(language)
    known = read(path) if path.exists() else Catalog(charset="utf-8")
    forms = PLURALS[language][0]
    # Without its language babel writes two forms, and Serbian has three.
    result = Catalog(locale=language, charset="utf-8")
    for text in messages(said):
        before = known.get(text.id, text.context)
        # A text that now depends on a number must be translated anew, and back.
        same = before and before.string and before.id == text.id
        nothing = ("",) * forms if text.pluralizable else ""
        result.add(
            text.id,
            before.string if before and same else nothing,
            locations=text.locations,
            flags=before.flags & {"fuzzy"} if before and same else (),
            auto_comments=text.auto_comments,
            user_comments=before.user_comments if before and same else (),
            context=text.context,
        )
    return result


def messages(catalogue: Catalog) -> list[Message]:
    """Return the texts of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def strings(message: Message) -> tuple[str, ...]:
    """Return what a language says for a text, in each form of a number."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def read(path: Path) -> Catalog:
    """Return a catalogue as it is written."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def written(catalogue: Catalog, language: str) -> str:
    """Return a catalogue as its file says it, with files and without lines."""
    forms, plural = PLURALS[language]
    file = io.BytesIO()
    write_po(file, catalogue, omit_header=True, include_lineno=False)
    header = HEADER.format(language=language, forms=forms, plural=plural)
    return header + file.getvalue().decode().lstrip("\n")
