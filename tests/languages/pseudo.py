"""A language in which every text of the product is readable and none is English.

Each Latin letter of a text becomes its full-width twin, an A the letter U+FF21. What
a page still says in plain Latin letters went through no translation.
"""

import re
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser

from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from config.templatetags import once

CODE = "el"
"""Greek, whose dates and countries Django and CLDR write without Latin letters."""

KEPT = re.compile(r"%\(\w+\)[a-z]|%+[sd]|\{\w*\}|</?[a-zA-Z][^<>]*>|&#?\w+;")
WIDE = {ord(a): ord(a) + 0xFEE0 for a in map(chr, range(33, 127)) if a.isalpha()}
ANY_WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

READ = {"alt", "aria-description", "aria-label", "placeholder", "title"}
TOLD = {
    *("action", "class", "cx", "cy", "d", "datetime", "fill", "for", "height", "href"),
    *("id", "max", "maxlength", "min", "name", "points", "r", "src", "step"),
    *("transform", "type", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2"),
}
"""Attributes that only machines read."""
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b|key=[^#]*")
SILENT = {"code", "script", "style"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Pseudo(NullTranslations):
    """Stands where Django keeps the catalogue of a language."""

    def gettext(self, message: str) -> str:
        return wide(message.rpartition("\x04")[2]) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        return CODE


def wide(text: str) -> str:
    """Return a text in the language, its places and tags as they are."""
    pieces, end = [], 0
    for kept in KEPT.finditer(text):
        pieces += [text[end : kept.start()].translate(WIDE), kept[0]]
        end = kept.end()
    return "".join([*pieces, text[end:].translate(WIDE)])


@contextmanager
def offered():
    """Offer the language beside English."""
    with override_settings(LANGUAGES=[("en", "English"), (CODE, "Pseudo")]):
        # Django forgets every catalogue when languages change, also on the way out.
        vars(trans_real)["_translations"][CODE] = Pseudo()
        # What was drawn once names the languages there were.
        once._drawn.cache_clear()
        yield
    once._drawn.cache_clear()


def speak():
    """Speak it in the code that runs."""
    return translation.override(CODE)


class Said(HTMLParser):
    """Collects what people read of a page, and what machines read of it."""

    def __init__(self) -> None:
        super().__init__()
        self.english: list[str] = []
        self.machine: list[tuple[str, str, str]] = []
        self._stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        is_other = tag in SILENT or said.get("lang", CODE) != CODE
        for name, value in attrs:
            if name in READ and not is_other and self._is_ours():
                self._look(value or "")
        if tag not in VOID:
            self._stack.append((tag, is_other))
        self.machine += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        while self._stack and tag in {name for name, _ in self._stack}:
            if self._stack.pop()[0] == tag:
                return

    def handle_data(self, data):
        if self._is_ours():
            self._look(data)

    def told_machines(self) -> list[tuple[str, str, str]]:
        """Return the attributes nobody reads, without what each request makes anew."""
        return [
            (tag, name, TOKEN.sub("", value))
            for tag, name, value in self.machine
            if name in TOLD
        ]

    def _is_ours(self):
        return not any(is_other for _, is_other in self._stack)

    def _look(self, text):
        if LATIN_WORD.search(text):
            self.english.append(" ".join(text.split()))


def said_by(page: str) -> Said:
    """Read a page."""
    reader = Said()
    reader.feed(page)
    return reader
