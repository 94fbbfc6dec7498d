"""What is wrong with a file: each problem with its place and the way out."""

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_BYTES = 5 * 1024 * 1024
MOST_LISTED = 50
MOST_SHOWN = 40
# Comparing is quadratic; nobody misspells a code at this length.
MOST_COMPARED = 60
LONGEST_REPEATED = 60
"""Characters of what is expected that each row of a list says anew."""
# A wrong suggestion is worse than none: one letter in five may differ.
NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where it is, what is there, what is expected instead.

    `where` is a JSON pointer ("/partners/3/country"), a cell ("row 7, country") or an
    option ("--grant"). All three are plain text on one line, safe on a terminal.
    """

    where: str
    what: str
    expected: str

    def __str__(self) -> str:
        return _("%(where)s: %(what)s; expected %(expected)s") % {
            "where": self.where,
            "what": self.what,
            "expected": self.expected,
        }


class FileRefused(Exception):
    """The file cannot be taken; `problems` are listed, `unlisted` more are counted.

    `found` are all of them.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.found = tuple(problems)
        self.problems = self.found[:MOST_LISTED]
        self.unlisted = len(self.found) - len(self.problems)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return one line per problem, and one that counts the unlisted."""
        lines = [str(each) for each in self.problems]
        if self.unlisted:
            more = ngettext(
                "and %(count)d more problem",
                "and %(count)d more problems",
                self.unlisted,
            )
            lines.append(more % {"count": self.unlisted})
        return lines


class Problems:
    """Everything found wrong so far, in the order of the file."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, where: str, what: str, expected: str) -> None:
        """Note a problem and go on: people want to hear of all at once."""
        self._found.append(Problem(where, what, expected))

    def closest(self, value: str, known: Iterable[str]) -> str:
        """Return the known lower-case word that was meant, or nothing."""
        if len(self._found) >= MOST_LISTED or len(value) > MOST_COMPARED:
            return ""
        word = value.strip().casefold()
        close = difflib.get_close_matches(word, known, n=1, cutoff=NEAR)
        return close[0] if close else ""

    @property
    def found(self) -> tuple[Problem, ...]:
        """What was noted so far."""
        return tuple(self._found)

    def refuse_if_any(self) -> None:
        """Raise FileRefused with all problems if there is one."""
        if self._found:
            raise FileRefused(self._found)


def refuse(where: str, what: str, expected: str) -> FileRefused:
    """Return the refusal for a problem after which nothing else can be read."""
    return FileRefused([Problem(where, what, expected)])


def refuse_if_too_large(content: bytes) -> None:
    """Refuse before anything is read: parsing costs many times the size."""
    if len(content) > MOST_BYTES:
        raise refuse(_("the file"), _("larger than 5 MB"), _("at most 5 MB"))


class Guessed(str):
    """What is expected, with a guess at the word that was meant; both also apart."""

    __slots__ = ("expected", "word")
    expected: str
    word: str

    def __new__(cls, expected: str, word: str) -> Self:
        """Return both in one sentence."""
        words = _("%(expected)s (did you mean %(word)s?)")
        said = words % {"expected": expected, "word": shown(word)}
        guessed = super().__new__(cls, said)
        guessed.expected, guessed.word = expected, word
        return guessed


def did_you_mean(expected: str, word: str) -> str:
    """Return what is expected, and the word that was meant where there is one."""
    return Guessed(expected, word) if word else expected


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems of which a long list of choices stands in the first row alone.

    The rows after it say where that is, and what was meant there.
    """
    first: dict[str, str] = {}
    return tuple([_told(each, first) for each in problems])


def _told(problem: Problem, first: dict[str, str]) -> Problem:
    whole = problem.expected
    expected, word = (
        (whole.expected, whole.word) if isinstance(whole, Guessed) else (whole, "")
    )
    place = first.setdefault(expected, problem.where)
    if place == problem.where or len(expected) <= LONGEST_REPEATED:
        return problem
    again = _("the same as for %(where)s") % {"where": place}
    return replace(problem, expected=did_you_mean(again, word))


def zeros_dropped(expected: str) -> str:
    """Return what is expected of a number that lost zeros, and what took them."""
    words = _("%(expected)s (a spreadsheet drops zeros in front of a number)")
    return words % {"expected": expected}


def odd_columns(names: Sequence[str], columns: Sequence[str]) -> str:
    """Say which columns are missing or not known; the file is another table then."""
    missing = [each for each in columns if each not in names]
    unknown = [each for each in names if each not in columns]
    if len(missing) == len(columns):
        return shown(",".join(names))
    words = []
    if missing:
        words.append(_("no column %s") % ", ".join(missing))
    if unknown:
        words.append(_("column %s not known") % shown(", ".join(unknown)))
    return "; ".join(words) or _("a column twice")


def shown(value: object) -> str:
    """Return a value from a file as it may be shown: short, on one line, harmless."""
    if isinstance(value, dict):
        return _("an object")
    if isinstance(value, list):
        return _("a list")
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return json.dumps(value)
    text = shown_short(str(value))
    return f'"{text}"' if isinstance(value, str) else text


def shown_short(text: str) -> str:
    """Return text cut, without anything a terminal or a log would act on."""
    cut = f"{text[: MOST_SHOWN - 1]}…" if len(text) > MOST_SHOWN else text
    return "".join(
        each if each.isprintable() else f"\\u{ord(each):04x}" for each in cut
    )


def shown_step(key: str) -> str:
    """Return a key as one step of a JSON pointer."""
    return shown_short(key).replace("~", "~0").replace("/", "~1")
