"""How a cell is read: the code meant by a word, or the cell as it stands."""

import re

from alliances.enums import Role
from alliances.files.country_names import country_of
from alliances.files.synonyms import codes_by_word, plain, unknown_words

PARTNER_NUMBER = re.compile(r"p ?0*([1-9][0-9]{0,2})")
SEPARATORS = re.compile(r"[|;]")
"""Blanks around them are taken off the parts: sought here, a cell of blanks that holds
no sign would be read for minutes."""
BRACKETED = re.compile(r"(?P<name>.+)\((?P<code>[A-Za-z]{2})\)")
SIGNS_OF_A_PIC = re.compile(r"(?i)pic|[\s.:\u00a0'-]")
PIC = re.compile(r"[0-9]{9}", re.ASCII)
ADDRESS = re.compile(
    r"(?i)(?:.*<)?\s*(?:mailto:)?(?P<address>[^\s<>@]+@[^\s<>@]+?)\s*>?"
)
"""With one sign in the middle: with more, a cell of them would be read for minutes."""


def is_blank(key: str, cell: str) -> bool:
    """Say whether a cell states nothing: empty, a dash, or a word for not known."""
    word = plain(cell)
    if not word:
        return key != "name" or not cell.strip()
    return key != "name" and not _code(key, cell) and word in unknown_words()


def read_cell(key: str, cell: str) -> object:
    """Return what is meant, as JSON would hold it; an unknown word stays itself."""
    if key == "type":
        parts = map(str.strip, SEPARATORS.split(cell))
        read = [_code(key, each) or each for each in parts]
        return read if len(read) > 1 else read[0]
    return _code(key, cell) or cell


def _code(key: str, cell: str) -> str:
    """Return the code a word stands for, "" where it is none we know."""
    word = plain(cell)
    if key == "country":
        return country_of(cell) or _bracketed_country(cell)
    if key == "role":
        return codes_by_word("role").get(word, "") or _numbered_role(word)
    if key in {"type", "status"}:
        return codes_by_word(key).get(word, "")
    if key == "pic":
        digits = SIGNS_OF_A_PIC.sub("", cell)
        return digits if PIC.fullmatch(digits) else ""
    if key == "email":
        found = ADDRESS.fullmatch(cell.strip())
        return found["address"] if found else ""
    return ""


def _bracketed_country(cell: str) -> str:
    """Read "Germany (DE)", if name and code agree."""
    found = BRACKETED.fullmatch(cell.strip())
    if found is None:
        return ""
    code = country_of(found["code"])
    return code if code == country_of(found["name"]) else ""


def _numbered_role(word: str) -> str:
    """Read a partner number: P1 applies, the others are full partners."""
    found = PARTNER_NUMBER.fullmatch(word)
    if found is None:
        return ""
    return Role.APPLICANT.value if found[1] == "1" else Role.FULL_PARTNER.value
