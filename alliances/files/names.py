"""Names of organisations as they are searched: without accents, case and signs."""

from functools import lru_cache

from alliances.files.synonyms import plain

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
    }
    | {"þ": "th"}
)
"""Letters of their own, which people without that keyboard write with these."""


@lru_cache(maxsize=16_384)  # a person who types compares the same names again and again
def searchable(text: str) -> str:
    """Return text as it is searched: "Uniwersytet Łódzki" is "uniwersytet lodzki"."""
    return searched_once(text)


def searched_once(text: str) -> str:
    """Return text as `searchable` does, and remember nothing: for rows that pass by."""
    words = plain(text)
    return words if words.isascii() else words.translate(LETTERS)


def tails(name: str) -> list[str]:
    """Return a name from each of its words on, the whole one first."""
    words = searchable(name).split()
    return [" ".join(words[start:]) for start in range(len(words))]
