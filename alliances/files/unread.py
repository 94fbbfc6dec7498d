"""Words of a list that are none of ours: somebody says what they mean."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from alliances.enums import PartnerType, Role
from alliances.files.countries import ISO_OF_EU, shipped_countries
from alliances.files.partners import STATUSES
from alliances.files.readings import is_blank, read_cell
from alliances.files.sheets import is_error, is_formula
from alliances.files.synonyms import plain


@dataclass(frozen=True, slots=True)
class Unread:
    """A word that is none of ours, whatever it was said to mean since."""

    key: str
    stated: str
    rows: int


def known_codes() -> Mapping[str, Collection[str]]:
    """Return the codes that a word of a column can mean."""
    return {
        "role": Role.values,
        "type": PartnerType.values,
        "status": STATUSES,
        "country": shipped_countries(),
    }


def unread_words(rows: Iterable[Mapping[str, str]]) -> tuple[Unread, ...]:
    """Return each word once, of rows with what they say by our columns."""
    counted: dict[tuple[str, str], tuple[str, int]] = {}
    known = known_codes()
    for cells in rows:
        for key in known.keys() & cells.keys():
            cell = cells[key]
            if not _is_read(key, cell, known[key]):
                stated, number = counted.get((key, plain(cell)), (cell, 0))
                counted[key, plain(cell)] = stated, number + 1
    return tuple(
        Unread(key, stated, number)
        for (key, _word), (stated, number) in sorted(counted.items())
    )


def _is_read(key: str, cell: str, known: Collection[str]) -> bool:
    """Say whether a cell says something we know, nothing, or what no word mends."""
    if is_blank(key, cell) or is_formula(cell) or is_error(cell):
        return True
    read = read_cell(key, cell)
    codes = read if isinstance(read, list) else [read]
    return all(ISO_OF_EU.get(str(each), str(each)) in known for each in codes)
