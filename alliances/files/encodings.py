"""Text of files as people save them: by its mark, as UTF-8, else by a stated guess.

Three code pages are told apart by which bytes stand next to letters. None of them
marks its files, so whoever takes a guess says so.
"""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.files.problems import FileRefused, refuse

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_FILES = (
    (b"PK\x03\x04", _lazy("an Excel workbook")),
    (b"\xd0\xcf\x11\xe0", _lazy("an old Excel workbook")),
    (b"%PDF", _lazy("a PDF")),
)
WESTERN, CENTRAL, GREEK = "Windows-1252", "Windows-1250", "ISO-8859-7"
CODECS = {WESTERN: "cp1252", CENTRAL: "cp1250", GREEK: "iso8859_7"}
# Words of letters outside ASCII alone: a script of its own.
OTHER_SCRIPT = re.compile(rb"(?<![A-Za-z])[\xb6-\xff]{3,}(?![A-Za-z])")
HIGH = re.compile(rb"[\x80-\xff]")
OTHER_SCRIPT_SHARE = 0.7
# Cyrillic writes its most frequent letter as this; Greek hardly ever does.
CYRILLIC_A = b"\xe0"
CYRILLIC_SHARE = 0.03
# Signs in Western Europe, letters in Central Europe: "Łódź" would be "£ódŸ".
SIGN_IN_WORD = re.compile(
    rb"[A-Za-z\xc0-\xff][\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf\x8d\x8f\x9d\x9f]"
    rb"[A-Za-z\xc0-\xff]|(?<![A-Za-z\xc0-\xff])[\xa3\xaf\x8f]"
    rb"[a-z\x9a\x9c-\x9f\xb3\xb9\xba\xbe\xbf\xc0-\xff]{3}"
)
# These are alike in both; beside them, an "è" was meant as "č", an "ø" as "ř".
CARON = re.compile(rb"[\x8a\x8e\x9a\x9e]")
BESIDE_CARON = re.compile(rb"[\xc8\xd8\xe6\xe8\xec\xf0\xf8]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `guess` names the encoding where nothing proves it."""

    text: str
    guess: str = ""


def decode(content: bytes) -> Decoded:
    """Return the text of a file; FileRefused where none of the encodings fits."""
    if kind := other_kind(content):
        expected = _("the table saved as CSV or as a workbook (.xlsx)")
        raise refuse(_("the file"), kind, expected)
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(_text(content, encoding))
    if b"\0" in content:
        raise _unreadable(_("not text in a known encoding"))
    try:
        return Decoded(_text(content, "utf-8"))
    except FileRefused:
        return _guessed(content)


def other_kind(content: bytes) -> str:
    """Name the kind of file that is no text, by how it begins; empty for any other."""
    begun = (name for mark, name in OTHER_FILES if content.startswith(mark))
    return str(next(begun, ""))


def _text(content: bytes, encoding: str) -> str:
    """Return the text; FileRefused where it is none in this encoding."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable(_("not text in a known encoding")) from None
    if "\0" in text:
        raise _unreadable(_("not text in a known encoding"))
    return text


def _guessed(content: bytes) -> Decoded:
    """Return the text in the code page the bytes look like, and which that is."""
    page = _code_page(content)
    try:
        return Decoded(_text(content, CODECS[page]), guess=page)
    except FileRefused:
        # Five bytes mean nothing in Western Europe, of which some are letters here.
        return Decoded(_text(content, CODECS[CENTRAL]), guess=CENTRAL)


def _code_page(content: bytes) -> str:
    """Say which code page the bytes look like; FileRefused for Cyrillic ones."""
    high = len(HIGH.findall(content))
    own = b"".join(OTHER_SCRIPT.findall(content))
    if len(own) >= high * OTHER_SCRIPT_SHARE:
        if own.count(CYRILLIC_A) >= len(own) * CYRILLIC_SHARE:
            raise _unreadable(_("text in an encoding for Cyrillic letters"))
        return GREEK
    if SIGN_IN_WORD.search(content):
        return CENTRAL
    if CARON.search(content) and BESIDE_CARON.search(content):
        return CENTRAL
    return WESTERN


def _unreadable(what: str) -> FileRefused:
    expected = _(
        "CSV saved as UTF-8, as UTF-16 with its mark, or as %(western)s, %(central)s"
        " or %(greek)s"
    ) % {"western": WESTERN, "central": CENTRAL, "greek": GREEK}
    return refuse(_("the file"), what, expected)
