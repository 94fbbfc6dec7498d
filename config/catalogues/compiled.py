"""Makes what Django reads from the catalogues, and knows when that is outdated.

A compiled file carries the digest of the text it was made from, so a text changed
later, by a person or by git, is noticed whatever the clocks of the files say.
"""

import hashlib
import io
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from config.catalogues import (
    DERIVED,
    LANGUAGES,
    PLURALS,
    compiled_file,
    serbian,
    text_file,
    texts,
)

WAY = "1"
"""To be raised when the same text must compile to something else."""


class Compiled(Catalog):
    """A catalogue whose header says what Django asks for, and where it is from."""

    def __init__(self, language: str) -> None:
        super().__init__(charset="utf-8")
        forms, plural = PLURALS[DERIVED.get(language, language)]
        self.header = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", f"nplurals={forms}; plural={plural};"),
            ("X-Made-From", _digest(language)),
        ]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what stands in front of the texts."""
        return self.header


def compile_outdated() -> list[str]:
    """Compile what changed since it was compiled; return the languages."""
    outdated = outdated_languages()
    for language in outdated:
        _replace(compiled_file(language), compiled(language))
    return outdated


def outdated_languages() -> list[str]:
    """Return the languages whose compiled file is missing or of another text."""
    written = [name for name in LANGUAGES if text_file(name).exists()]
    derived = [name for name, source in DERIVED.items() if source in written]
    return [name for name in (*written, *derived) if not _is_current(name)]


def compiled(language: str) -> bytes:
    """Return what Django reads of a language: translated texts, no fuzzy ones."""
    source = DERIVED.get(language, language)
    change = serbian.in_latin if language in DERIVED else str
    result = Compiled(language)
    for text in texts.messages(texts.read(text_file(source))):
        strings = texts.strings(text)
        if all(strings) and not text.fuzzy:
            said = tuple(change(string) for string in strings)
            result.add(
                text.id, said if text.pluralizable else said[0], context=text.context
            )
    file = io.BytesIO()
    write_mo(file, result)
    return file.getvalue()


def _is_current(language: str) -> bool:
    path = compiled_file(language)
    return path.exists() and _digest(language).encode() in path.read_bytes()


def _digest(language: str) -> str:
    source = text_file(DERIVED.get(language, language)).read_bytes()
    return hashlib.sha256(WAY.encode() + source).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write a file at once: other processes may be reading or writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    new = Path(file.name)
    new.chmod(0o644)
    new.replace(path)
