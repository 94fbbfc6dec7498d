"""Finds what must be translated: Python, templates, and our words in data files.

Data files are read for the product's own words alone. What they quote, and how a
source names its own chapters, stays in the language of the source.
"""

import csv
import io
import itertools
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from config.catalogues import BASE, short

FOLDERS = ("alliances", "config", "eligibility", "proposals")
CALLS = BASE / "fixtures" / "calls"
SAID_TO_TRANSLATORS = ("Translators:",)
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "_lazy": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Text(NamedTuple):
    """One text as it stands in one file."""

    msgid: str | tuple[str, str]
    """What the code says; a pair where it depends on a number."""
    context: str | None
    file: str
    comments: tuple[str, ...] = ()


def catalogue() -> Catalog:
    """Return every text of the product, without translations, sorted."""
    found = Catalog(charset="utf-8")
    everything = itertools.chain(of_python(), of_templates(), of_data())
    for text in sorted(everything, key=_place):
        found.add(
            text.msgid,
            locations=[(text.file, 0)],
            auto_comments=text.comments,
            context=text.context,
        )
    return found


def _place(text: Text) -> tuple[str, ...]:
    """Sort by what is said: a text that moves to another file keeps its place."""
    first = text.msgid if isinstance(text.msgid, str) else text.msgid[0]
    return first, text.context or "", text.file, *text.comments


def of_python() -> Iterator[Text]:
    """Yield what the product's code marks; migrations repeat what models say."""
    for folder in FOLDERS:
        for path in (BASE / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield from _marked(path.read_text(encoding="utf-8"), short(path))


def of_templates() -> Iterator[Text]:
    """Yield what pages, mails and documents mark."""
    for path in (BASE / "templates").rglob("*.*"):
        if path.suffix in {".html", ".txt", ".svg"}:
            yield from of_template(path.read_text(encoding="utf-8"), short(path))


def of_template(source: str, file: str) -> Iterator[Text]:
    """Yield what one template marks."""
    calls = templatize(source, origin=file)
    # It keeps the indentation of the page, which means something in Python.
    lines = (line.strip() for line in calls.splitlines())
    return _marked("\n".join(lines) + "\n", file)


UNREAD = "reference not read"
"""What stands for the official number of a call that nobody has read."""


def of_data() -> Iterator[Text]:
    """Yield our words in the rulebooks, forms and sector lists of the calls."""
    for path in CALLS.rglob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for words in own_words(content):
            yield Text(words, None, short(path))
    for path in CALLS.rglob("sectors.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Text(row["title"], None, short(path))


def own_words(content: dict[str, Any]) -> Iterator[str]:
    """Yield titles, helps and notes of a rulebook or form, however deep."""
    for key, value in content.items():
        if isinstance(value, str):
            if key in {"title", "help", "note"} or value == UNREAD:
                yield value
        else:
            parts = value if isinstance(value, list) else [value]
            for part in parts:
                if isinstance(part, dict):
                    yield from own_words(part)


def _marked(source: str, file: str) -> Iterator[Text]:
    found = extract(
        "python",
        io.BytesIO(source.encode()),
        keywords=KEYWORDS,
        comment_tags=SAID_TO_TRANSLATORS,
    )
    for _, message, comments, context in found:
        msgid = message if isinstance(message, str) else (message[0], message[1])
        yield Text(msgid, context, file, tuple(comments))
