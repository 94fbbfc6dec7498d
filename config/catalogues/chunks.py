"""Hands out what is not translated in portions, and takes the answers back."""

import json
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from config.catalogues import PLURALS, text_file, texts
from config.catalogues.faults import faults

TEXTS_EACH = 150


def split(language: str, folder: Path) -> list[Path]:
    """Write what a language lacks into files of 150 texts, those of a page together."""
    missing = [
        message
        for message in texts.messages(texts.read(text_file(language)))
        if message.fuzzy or not all(texts.strings(message))
    ]
    missing.sort(key=lambda message: message.locations[0][0])
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, start in enumerate(range(0, len(missing), TEXTS_EACH), 1):
        part = [_asked(one, language) for one in missing[start : start + TEXTS_EACH]]
        path = folder / f"{language}-{number:03}.json"
        path.write_text(json.dumps(part, ensure_ascii=False, indent=1) + "\n", "utf-8")
        files.append(path)
    return files


def merge(language: str, files: list[Path]) -> tuple[int, list[str]]:
    """Put answers into the catalogue; return how many, and what was refused and why."""
    catalogue = texts.read(text_file(language))
    taken, refused = 0, []
    for path in files:
        try:
            answers = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            refused.append(f"{path.name}: not JSON, {error}")
            continue
        for answer in answers:
            problems = _take(catalogue, answer, language)
            taken += not problems
            refused += [f"{path.name}: {answer['msgid']!r}: {it}" for it in problems]
    text_file(language).write_text(texts.written(catalogue, language), "utf-8")
    return taken, refused


def _asked(message: Message, language: str) -> dict[str, Any]:
    asked: dict[str, Any] = {"msgid": message.id}
    if message.pluralizable:
        asked = {"msgid": message.id[0], "msgid_plural": message.id[1]}
    if message.context:
        asked["msgctxt"] = message.context
    if message.auto_comments:
        asked["comment"] = " ".join(message.auto_comments)
    asked["where"] = [file for file, _ in message.locations]
    forms = PLURALS[language][0]
    return asked | {"msgstr": [""] * forms if message.pluralizable else ""}


def _take(catalogue: Catalog, answer: dict[str, Any], language: str) -> list[str]:
    """Put one answer in its place, or say why not."""
    message = catalogue.get(answer["msgid"], answer.get("msgctxt"))
    if message is None:
        return ["no such text (any more)"]
    said = answer["msgstr"]
    said = said if isinstance(said, str) else tuple(said)
    if problems := faults(message, said, language):
        return problems
    message.string = said
    message.flags.discard("fuzzy")
    return []
