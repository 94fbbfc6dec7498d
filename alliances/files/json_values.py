"""JSON that keeps what Python would lose: repeated keys and the spelling of numbers."""

import json

from django.utils.translation import gettext as _

from alliances.files.problems import FileRefused, Problem

# No field holds a number this long, and converting one takes quadratic time.
MOST_DIGITS = 18


class NotJson(FileRefused):
    """The bytes are no JSON at all, whatever they were meant to say."""


class JsonObject(dict[str, object]):
    """An object that remembers which keys were written twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated: list[str] = []
        if len(self) < len(pairs):
            seen: set[str] = set()
            for key, _value in pairs:
                if key in seen:
                    self.repeated.append(key)
                seen.add(key)


class OddNumber:
    """A number no field takes: a fraction, a giant, NaN. It keeps its spelling."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def decode_json(content: bytes, *, expected: str) -> object:
    """Return the value of JSON bytes; NotJson says where they break."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _("byte %(number)d") % {"number": error.start + 1}
        raise NotJson([Problem(place, _("not UTF-8 text"), expected)]) from None
    if not text.strip():
        raise NotJson([Problem(_("the file"), _("empty"), expected)])
    try:
        return _loads(text)
    except json.JSONDecodeError as error:
        place = _("line %(line)d, column %(column)d") % {
            "line": error.lineno,
            "column": error.colno,
        }
        what = _("not JSON (%(reason)s)") % {"reason": error.msg}
        raise NotJson([Problem(place, what, expected)]) from None
    except RecursionError:
        raise NotJson(
            [Problem(_("the file"), _("nested too deeply"), expected)]
        ) from None


def _loads(text: str) -> object:
    return json.loads(
        text,
        object_pairs_hook=JsonObject,
        parse_int=_whole,
        parse_float=OddNumber,
        parse_constant=OddNumber,
    )


def _whole(text: str) -> int | OddNumber:
    return int(text) if len(text) <= MOST_DIGITS else OddNumber(text)
