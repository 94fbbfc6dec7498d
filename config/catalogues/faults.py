"""What makes a translation unusable, whatever it says: places, tags, edges, forms."""

import re
from collections import Counter

from babel.messages.catalog import Message

from config.catalogues import PLURALS

NAMED = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{\w*\}(?!\})")
COUNTED = re.compile(r"%+[sd]\b")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

Strings = str | tuple[str, ...]


def faults(message: Message, said: Strings, language: str) -> list[str]:
    """Return what is wrong with a translation; nothing when it can be used."""
    strings = (said,) if isinstance(said, str) else tuple(said)
    wanted = PLURALS[language][0] if message.pluralizable else 1
    if len(strings) != wanted:
        return [f"{len(strings)} forms instead of {wanted}"]
    found = (
        fault
        for form, text in enumerate(strings)
        for fault in _in_one(_originals(message, form, language), text)
    )
    return list(dict.fromkeys(found))


def _originals(message: Message, form: int, language: str) -> list[str]:
    """Return what a form may be a translation of.

    The first form says "one" in German alone. In French it is said for 0 too and in
    Serbian for 21, so it needs the number where the plural has it.
    """
    if isinstance(message.id, str):
        return [message.id]
    one, many = message.id
    return [many, one] if form == 0 and language == "de" else [many]


def _in_one(originals: list[str], text: str) -> list[str]:
    if not text.strip():
        return ["not translated"]
    found = [
        f"{what} {sorted(marks(text))} instead of {sorted(marks(originals[0]))}"
        for what, marks in (("placeholders", places), ("tags", tags))
        if not any(marks(text) == marks(original) for original in originals)
    ]
    for edge, name in ((_start, "start"), (_end, "end")):
        if edge(text) != edge(originals[0]):
            found.append(f"blanks at the {name}")
    return found


def places(text: str) -> Counter[str]:
    """Return the places a text has for values; named ones may be used twice."""
    named = Counter(dict.fromkeys(NAMED.findall(text), 1))
    return named + Counter(COUNTED.findall(NAMED.sub("", text)))


def tags(text: str) -> Counter[str]:
    """Return the tags of a text."""
    return Counter(TAG.findall(text))


def _start(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _end(text: str) -> str:
    return text[len(text.rstrip()) :]
