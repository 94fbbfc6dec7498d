"""The name people use for an organisation where there is room for two words."""

import re
from functools import lru_cache

LONGEST = 24
LONGEST_ABBREVIATION = 14
JOINING = 4
"""No longer than this are the words that join others: of, der, voor."""
UNIVERSITY = re.compile(
    r"universi(dad|dade|tà|tas|tat|tatea|tät|té|teit|tet|tetet|ty)"
    r"|univerz(a|ita|itet)|uniwersytet|πανεπιστήμιο",
    re.IGNORECASE,
)
"""Written "Univ.", because in a list of partners every second name has it."""


@lru_cache(maxsize=4096)  # every page of an alliance names all of its partners
def short_name(name: str) -> str:
    """Return an abbreviation the name carries, else its beginning in whole words.

    "European network on cultural management (ENCATC)" is ENCATC, "FARO. Steunpunt
    voor erfgoed" is FARO, "Erasmus Universiteit Rotterdam" Erasmus Univ. Rotterdam.
    """
    before, bracket, rest = name.partition("(")
    abbreviation = rest.partition(")")[0].strip()
    is_one = abbreviation[:1].isupper()  # "(invented)" is a remark
    if bracket and is_one and 1 < len(abbreviation) <= LONGEST_ABBREVIATION:
        return abbreviation
    title, stop, _rest = before.partition(". ")
    if stop and title.isupper():
        return title
    return _beginning(before.strip() or name.strip())


def _beginning(name: str) -> str:
    words = ["Univ." if UNIVERSITY.fullmatch(each) else each for each in name.split()]
    if len(" ".join(words)) <= LONGEST:
        return " ".join(words)
    words = " ".join(words).partition(",")[0].split()
    short = words[:1]
    for word in words[1:]:
        if len(" ".join([*short, word])) > LONGEST:
            break
        short.append(word)
    while len(short) > 1 and short[-1].islower() and len(short[-1]) <= JOINING:
        short.pop()
    text = " ".join(short)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
