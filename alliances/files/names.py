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
MOST_LETTERS = 20_000
"""Letters remembered; a hostile file would have all of Unicode."""


class _Searched(dict[int, str]):
    """Each letter as it is searched, by its number; nothing marks it but itself."""

    def __missing__(self, number: int) -> str:
        words = plain(f"a{chr(number)}a")[1:-1]
        searched = words.translate(LETTERS)
        if len(self) < MOST_LETTERS:
            self[number] = searched
        return searched


SEARCHED = _Searched()


@lru_cache(maxsize=16_384)  # a person who types compares the same names again and again
def searchable(text: str) -> str:
    """Return text as it is searched: "Uniwersytet Łódzki" is "uniwersytet lodzki"."""
    return searched_once(text)


def searched_once(text: str) -> str:
    """Return text as `searchable` does, and remember nothing: for rows that pass by.

    Letter by letter, which gives what `plain` would: a third of the time it takes.
    """
    return " ".join(text.translate(SEARCHED).split())


def tails(name: str) -> list[str]:
    """Return a name from each of its words on, the whole one first."""
    return tails_of(searchable(name))


def tails_of(searched: str) -> list[str]:
    """Return a name that is written as it is searched, from each of its words on."""
    found = [searched] if searched else []
    while (blank := searched.find(" ")) > 0:
        searched = searched[blank + 1 :]
        found.append(searched)
    return found
