"""Names that may mean one organisation: other languages, legal forms, typing errors.

Only ever the reason for a question. A name is read as weighted words: what kind of body
it is weighs little, what sets it apart from others of the kind weighs much
(`fixtures/name_words.toml`). The limits were chosen on labelled pairs (ADR 27).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from alliances.files.names import searchable

WORDS_FILE = Path(__file__).parents[2] / "fixtures" / "name_words.toml"

THRESHOLD = 0.8
"""From here on two names are asked about; the labelled pairs decide."""
KIND_WEIGHT = 0.3
"""The weight of "university" beside the 1 of a name of its own."""
LEAST_OF_WHOLE = 1.3
"""What the name of a whole must weigh, to be found again in that of a part."""
LEAST_OF_OTHER_NAME = 2.0
"""What the words in brackets must weigh, to be taken for the name once more."""
SHORTEST_TYPED = 5
"""Letters a word must have, for one wrong letter to be taken for a typing error."""
LONG_WORD = 10
"""Letters from which on two wrong ones are."""
SHORTEST_ACRONYM = 3
BLOCK = 3
"""Names are compared only if a word of each begins or ends with the same letters."""

BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
DOTTED = re.compile(r"\b(?:\w\.\s?){2,}")
SEPARATOR = re.compile(r"\s[-–—]\s|[,;:|/–—]|\.\s(?=\w{4})")


class Resemblance(StrEnum):
    """How two names resemble each other."""

    ALIKE = "alike"
    PART = "part"
    """One may be a campus, faculty or department of the other."""


@dataclass(frozen=True)
class Reading:
    """One way to read a name: the whole, a part of it, or what stands in brackets."""

    words: tuple[str, ...]
    acronym: str = ""
    """The reading itself, if it is one word in capitals."""

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """The weight of each word."""
        kinds = _kinds()
        return tuple(KIND_WEIGHT if each in kinds else 1.0 for each in self.words)

    @cached_property
    def weight(self) -> float:
        """The weight of all words together."""
        return sum(self.weights)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words with digits: school 5 is not school 12."""
        return frozenset(e for e in self.words if any(map(str.isdigit, e)))

    @cached_property
    def has_unit(self) -> bool:
        """Whether a word says "campus", "faculty", "department"."""
        return not _all_unit_ideas().isdisjoint(self.words)


@dataclass(frozen=True)
class NameKey:
    """A name as it is compared with others."""

    whole: Reading
    parts: tuple[Reading, ...]
    """What stands before and after a comma or dash; none if nothing divides it."""
    others: tuple[Reading, ...]
    """What stands in brackets: an acronym or the name in another language."""
    blocks: frozenset[str]
    """Beginnings and ends of words: without a common one nothing is compared."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to read the whole name."""
        return (self.whole, *self.others)


def resemblance(one: str, other: str) -> Resemblance | None:
    """Return how two names resemble each other, None if they do not."""
    a, b = name_key(one), name_key(other)
    if a.blocks.isdisjoint(b.blocks):
        return None
    return _compared(*sorted((one, other)))


@lru_cache(maxsize=65_536)  # a page of 300 partners asks for the same pairs every time
def _compared(one: str, other: str) -> Resemblance | None:
    a, b = name_key(one), name_key(other)
    if any(_are_alike(x, y) for x in a.readings for y in b.readings):
        return Resemblance.ALIKE
    if _is_part(a, b) or _is_part(b, a):
        return Resemblance.PART
    return None


@lru_cache(maxsize=16_384)  # the same names are compared on every page of an alliance
def name_key(name: str) -> NameKey:
    """Return a name as it is compared."""
    joined = DOTTED.sub(
        lambda each: each[0].replace(".", "").replace(" ", "") + " ", name
    )
    bare = BRACKETS.sub(" ", joined)
    whole = _reading(bare)
    parts = _telling(_divided(bare), LEAST_OF_WHOLE)
    others = _telling(BRACKETS.findall(joined), LEAST_OF_OTHER_NAME)
    return NameKey(whole, parts, others, _blocks((whole, *parts, *others)))


def score(one: Reading, other: Reading) -> float:
    """Return how much of the weight of both is common: 0 to 1."""
    if not one.words or not other.words or one.numbers != other.numbers:
        return 0.0
    common = 0.0
    free = list(zip(other.words, other.weights, strict=True))
    for word, weight in zip(one.words, one.weights, strict=True):
        best = max(free, key=lambda each: _likeness(word, each[0]), default=None)
        if best is not None and (likeness := _likeness(word, best[0])):
            common += likeness * (weight + best[1])
            free.remove(best)
    return common / (one.weight + other.weight)


def _are_alike(one: Reading, other: Reading) -> bool:
    if one.acronym or other.acronym:
        return one.acronym == other.acronym
    if "".join(one.words) == "".join(other.words):
        return bool(one.words)
    most = 2 * min(one.weight, other.weight)
    if most < THRESHOLD * (one.weight + other.weight):
        return False
    return score(one, other) >= THRESHOLD


def _is_part(whole: NameKey, part: NameKey) -> bool:
    """Say whether one name has all of the other, and a word like "campus" besides."""
    name = whole.whole
    if any(_are_alike(name, each) for each in part.parts):
        return True
    longer = part.whole
    if not longer.has_unit or name.has_unit or name.weight < LEAST_OF_WHOLE:
        return False
    found = [
        max((_likeness(word, e) for e in longer.words), default=0)
        for word in name.words
    ]
    return len(longer.words) > len(name.words) and all(found)


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    """Return 1 for the same word, less for a typing error, else 0."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < SHORTEST_TYPED or any(map(str.isdigit, one + other)):
        return 0.0
    allowed = 2 if longest >= LONG_WORD else 1
    wrong = OSA.distance(one, other, score_cutoff=allowed)
    return 0.0 if wrong > allowed else 1 - wrong / longest


def _reading(text: str) -> Reading:
    written = text.strip()
    is_acronym = (
        written.isupper() and written.isalpha() and len(written) >= SHORTEST_ACRONYM
    )
    words = [each for each in searchable(text).split() if each not in _small_words()]
    forms = _legal_forms()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    while len(words) > 1 and words[0] in forms:
        words.pop(0)
    ideas = _ideas()
    meant = " ".join(ideas.get(each, each) for each in words).split()
    acronym = words[0] if is_acronym and len(words) == 1 else ""
    return Reading(tuple(meant), acronym)


def _divided(text: str) -> list[str]:
    pieces = SEPARATOR.split(text)
    return pieces if len(pieces) > 1 else []


def _telling(pieces: Iterable[str], least: float) -> tuple[Reading, ...]:
    """Return the pieces of a name that are enough to know an organisation by."""
    readings = map(_reading, pieces)
    return tuple(each for each in readings if each.acronym or each.weight >= least)


def _blocks(readings: Iterable[Reading]) -> frozenset[str]:
    kinds = _kinds()
    words = {e for each in readings for e in each.words if e not in kinds}
    return frozenset(
        edge for word in words for edge in (word[:BLOCK], f"-{word[-BLOCK:]}")
    )


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(_words()["small_words"])


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(_words()["legal_forms"])


@cache
def _kinds() -> frozenset[str]:
    return frozenset(_words()["kinds"])


@cache
def _ideas() -> Mapping[str, str]:
    """Return the idea behind each word; a short form stands for several."""
    found = dict(_words()["short_forms"])
    for section in ("kinds", "ideas", "places"):
        for idea, words in _words()[section].items():
            found |= dict.fromkeys(words, idea)
    return found


@cache
def _all_unit_ideas() -> frozenset[str]:
    ideas = _ideas()
    return frozenset(ideas.get(each, each) for each in _words()["unit_words"])
