"""Which column of somebody's sheet is which of ours: guessed, then chosen."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from alliances.files.partners import LIST_KEYS
from alliances.files.sheets import Row, Sheet
from alliances.files.synonyms import headings, other_columns, plain

MOST_SEARCHED = 20
"""Rows looked at for the heading: titles and logos stand above it."""
ENOUGH = 2
TELLING = frozenset({"pic", "email"})
"""Columns that one word tells, whatever stands beside it: "Contact e-mail"."""
NOT_KNOWN = "-"
"""What a word means that says nothing we could take."""
LENGTH = 10
"""Letters of the key of a word: enough to tell those of one list apart."""
MOST_MAPPED = 40
"""Columns offered; a list of partners has fewer."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is to be read.

    `columns` holds one of our keys per column of the sheet, "" to leave it out.
    `missing_role` is taken where a row states no role, "" for none;
    `yields` turns applicants beyond the one there can be into full partners.
    `left_out` are the numbers of rows somebody chose not to import. `words` says what
    a word of a column means that we do not know: a code, or NOT_KNOWN; the word by the
    key that `word_key` gives it.
    """

    heading: int
    columns: tuple[str, ...]
    missing_role: str = ""
    yields: bool = False
    left_out: frozenset[int] = frozenset()
    words: MappingOf[tuple[str, str], str] = field(default_factory=dict)

    def meant(self, key: str, cell: str) -> str:
        """Return what somebody said a cell means, or nothing."""
        return self.words.get((key, word_key(cell)), "")


def word_key(cell: str) -> str:
    """Return a short name of a word: fifty of them, in any script, fit an address."""
    return sha256(plain(cell).encode()).hexdigest()[:LENGTH]


def guess_mapping(sheet: Sheet, heading: int | None = None) -> Mapping:
    """Return the mapping that the heading suggests, nothing for what it does not.

    `heading` is the number of its row; without one it is looked for.
    """
    row = heading_row(sheet, heading)
    if row is None:
        return Mapping(heading=0, columns=())
    return Mapping(heading=row[0], columns=_guess_columns(row[1]))


def heading_row(sheet: Sheet, number: int | None = None) -> Row | None:
    """Return the row of this number, else the first that reads like a heading."""
    for row in sheet.rows:
        if row[0] == number:
            return row
    for row in sheet.rows[:MOST_SEARCHED]:
        found = set(_guess_columns(row[1])) - {""}
        if len(found) >= ENOUGH:
            return row
    return sheet.rows[0] if sheet.rows else None


def columns_found(sheet: Sheet) -> int:
    """Return how many of our columns the most telling of the first rows has."""
    return max(
        (len(set(_guess_columns(row[1])) - {""}) for row in sheet.rows[:MOST_SEARCHED]),
        default=-1,
    )


def _guess_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Give each of our columns at most once, to the heading that says it best."""
    guesses = [_guess(cell) for cell in cells[:MOST_MAPPED]]
    best: dict[str, tuple[int, int]] = {}
    for index, (key, rank) in enumerate(guesses):
        if key and (key not in best or rank < best[key][0]):
            best[key] = (rank, index)
    chosen = {index: key for key, (_rank, index) in best.items()}
    return tuple(chosen.get(index, "") for index in range(len(guesses)))


def _guess(heading: str) -> tuple[str, int]:
    """Return our column and how sure it is: 0 its own name, 1 a synonym, 2 a part."""
    words = plain(heading)
    if words in LIST_KEYS:
        return words, 0
    parts = words.split()
    is_other = bool(other_columns().intersection(parts))
    for key, synonyms in headings().items():
        if words in synonyms:
            return key, 1
        if synonyms.intersection(parts) and (key in TELLING or not is_other):
            return key, 2
    return "", 0
