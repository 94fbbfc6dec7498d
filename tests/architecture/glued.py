"""Finds sentences glued from pieces, whose order and signs other languages change.

What a template says beside a value is one text with a place for the value. A label and
what it leads to are joined by the filters of `proposals/templatetags/colons.py`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

APART = (
    "address|article|aside|blockquote|body|br|button|caption|dd|details|dialog|div|dl|"
    "dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|input|label|"
    "legend|li|link|main|meta|nav|ol|option|p|section|select|summary|svg|table|tbody|"
    "td|template|textarea|text|tfoot|th|thead|title|tr|tspan|ul"
)
"""Tags that end a line: nothing is read across them."""
PIECE = re.compile(
    r"""
    (?P<why>{%\s*comment\b.*?endcomment\s*%}|{\#.*?\#})
    |{%\s*blocktranslate\b(?P<how>.*?)%}(?P<block>.*?){%\s*endblocktranslate\s*%}
    |{%\s*translate\s+"(?P<text>.*?)"(?P<named>.*?)%}
    |(?P<value>{{.*?}})
    |(?P<hop>{%\s*(?:if|endif|with|endwith)\b.*?%})
    |(?P<stop>{%.*?%})
    |</?(?P<tag>[a-zA-Z][\w-]*)(?:{%.*?%}|{{.*?}}|[^<>])*>
    |(?P<plain>[^<{]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
BESIDE = {
    *("advice", "archived", "changed", "left, not counted", "missing"),
    *("optional", "takes none here", "takes submissions here", "the same amount"),
    *("since {{ day }}", "to {{ email }}", "unverified"),
    *("on “{{ title }}”", "of “{{ title }}”", "in force", "rules not established"),
}
"""Words that stand beside a name as a tag of their own, in any order."""
GOES_ON = re.compile(
    r"\b(about|and|as|at|by|for|from|in|is|of|on|or|the|than|that|to|with)$"
)
ENDS = (".", "?", "…", ":")


class Piece(NamedTuple):
    """Something a line says: a text, a value, or signs in between."""

    kind: str
    words: str
    line: int


def glued(source: str) -> list[tuple[int, str]]:
    """Return line and words of what a template glues."""
    found = []
    for line in _lines(source):
        for before, piece in zip([None, *line], line, strict=False):
            found += [(piece.line, why) for why in _faults(before, piece)]
    return found


def has_edges(text: str) -> bool:
    """Say whether a text starts or ends as part of another one."""
    return text != text.strip() or text.startswith((",", ".", ";", ":", ")"))


def _faults(before: Piece | None, piece: Piece) -> Iterator[str]:
    if piece.kind == "signs":
        if before and before.kind != "signs" and piece.words.startswith(": "):
            yield f"{before.words}:"
        return
    if before is None or before.kind == "signs":
        return
    if _goes_on(before) or _continues(piece, before):
        yield f"{before.words} + {piece.words}"


def _goes_on(piece: Piece) -> bool:
    return piece.kind == "text" and bool(GOES_ON.search(piece.words))


def _continues(piece: Piece, before: Piece) -> bool:
    if piece.kind != "text" or not piece.words[:1].islower():
        return False
    has_ended = before.kind == "text" and before.words.endswith(ENDS)
    return not has_ended and piece.words not in BESIDE


def _lines(source: str) -> Iterator[list[Piece]]:
    """Yield what is read in one go, without the tags inside of it."""
    line: list[Piece] = []
    for match in PIECE.finditer(source):
        number = source.count("\n", 0, match.start()) + 1
        is_apart = re.fullmatch(APART, (match["tag"] or "").lower())
        if match["stop"] or is_apart:
            yield line
            line = []
        elif said := _said(match):
            line.append(Piece(*said, number))
    yield line


def _said(match: re.Match[str]) -> tuple[str, str] | None:
    if match["value"]:
        return "value", match["value"]
    if match["plain"]:
        signs = " ".join(match["plain"].split(" ")).strip("\n")
        return ("signs", signs) if signs.strip() else None
    how, text = match["how"] or match["named"], match["block"] or match["text"]
    is_kept = re.search(r"\b(as|asvar) \w+", how or "")
    return ("text", " ".join(text.split())) if text and not is_kept else None
