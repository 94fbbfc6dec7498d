"""Serbian in Latin letters, letter by letter from Serbian in Cyrillic.

Both alphabets have the same thirty letters, three of which take two signs in Latin;
whatever is not Cyrillic (placeholders, tags, names in Latin letters) stays.
"""

import re

LETTERS: dict[str, str] = dict(
    zip(
        "абвгдђежзијклмнопрстћуфхцчшљњџ",
        [*"abvgdđežzijklmnoprstćufhcčš", "lj", "nj", "dž"],
        strict=True,
    )
)
CYRILLIC = re.compile(r"[Ѐ-ӿ]+")


def in_latin(text: str) -> str:
    """Return a Serbian text in Latin letters."""
    return CYRILLIC.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    """Return one word; a word in capitals has both signs of a letter in capitals."""
    capitals = len(word) > 1 and word.isupper()
    return "".join(_letter(letter, capitals=capitals) for letter in word)


def _letter(letter: str, *, capitals: bool) -> str:
    latin = LETTERS.get(letter.lower(), letter)
    if not letter.isupper():
        return latin
    return latin.upper() if capitals else latin.capitalize()
