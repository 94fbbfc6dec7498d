"""Rows of the register's file as they would stand in it, every problem noted.

Pure: rows of text in, rows of values out. Two hundred thousand pass here, so some
hundred at a time are tried as columns; where one of them is odd, each is read by itself
and the long way finds the words for what is wrong.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext as _

from alliances.enums import PartnerType
from alliances.files.country_names import country_of
from alliances.files.problems import odd_columns, refuse, shown, zeros_dropped
from alliances.files.sheets import (
    FORMULA_STARTS,
    Row,
    Rows,
    column_name,
    is_below_zero,
    is_formula,
)
from alliances.files.synonyms import codes_by_word, plain
from alliances.phrases import either

ORGANISATION_COLUMNS = ("pic", "name", "country", "type")
ORGANISATION = ("999999999", "University of Example", "BE", "higher_education")
LONGEST_NAME = 300
TYPE_SEPARATORS = re.compile(r"\s*[|]\s*")
PIC = re.compile(r"[0-9]{9}", re.ASCII)
PIC_LENGTH = 9
SHORT_PIC = re.compile(r"[0-9]{6,8}", re.ASCII)
BREAKS = re.compile(r"\s+")
UNPRINTABLE = frozenset({"Cc", "Cs"})
MOST_REMEMBERED = 5000
AT_ONCE = 500
"""Rows tried as columns: an odd one slows no more than so many."""

Note = Callable[[int, str, str, str], None]
"""Takes what is wrong: row, column ("" for all), what is there and what is meant."""
StagedRow = tuple[int, str, str, str, str]
"""Number, PIC, name, ISO code of the country, types."""


def read_register(
    rows: Rows, *, countries: Collection[str], note: Note
) -> Iterator[StagedRow]:
    """Yield the rows that can be read; `note` gets every problem of the others.

    `countries` are the ISO codes there are. FileRefused for a heading that is not the
    register's, and where the rows themselves raise it.
    """
    heading = next(rows, None)
    places = _places(heading)
    reader = _Reader(places, countries, note)
    while batch := list(islice(rows, AT_ONCE)):
        yield from reader.read_at_once(batch) or filter(None, map(reader.read, batch))


def _places(heading: Row | None) -> list[int]:
    """Return where each of our columns stands; FileRefused where one is missing."""
    expected = _("the heading %s") % ",".join(ORGANISATION_COLUMNS)
    if heading is None:
        raise refuse(_("the file"), _("no row with anything in it"), expected)
    number, cells = heading
    names = [column_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if sorted(names) != sorted(ORGANISATION_COLUMNS):
        raise refuse(
            _("row %d") % number, odd_columns(names, ORGANISATION_COLUMNS), expected
        )
    return [names.index(each) for each in ORGANISATION_COLUMNS]


class _Reader:
    """Reads one row after the other, and remembers how countries are written."""

    def __init__(
        self, places: Sequence[int], countries: Collection[str], note: Note
    ) -> None:
        self._pic, self._name, self._country, self._type = places
        self._width = len(places)
        self._known = frozenset(countries)
        self._countries: dict[str, str] = {}
        self._types: dict[str, str] = {"": ""}
        self._note = note

    def read_at_once(self, rows: Sequence[Row]) -> Iterable[StagedRow] | None:
        """Return rows that need no second look; None if one of them does."""
        numbers, cells = zip(*rows, strict=True)
        if {*map(len, cells)} != {self._width}:
            return None
        columns = list(zip(*cells, strict=True))
        pics = [*map(str.strip, columns[self._pic])]
        names = [*map(str.strip, columns[self._name])]
        try:
            countries = [*map(self._countries.__getitem__, columns[self._country])]
            types = [*map(self._types.__getitem__, columns[self._type])]
        except KeyError:
            return None
        if not (_are_pics(pics) and _are_plain(names)):
            return None
        return zip(numbers, pics, names, countries, types, strict=True)

    def read(self, row: Row) -> StagedRow | None:
        """Return a row as the register would have it, or note what is wrong."""
        number, cells = row
        if len(cells) != self._width and not self._fits(number, cells):
            return None
        pic, name = cells[self._pic].strip(), cells[self._name].strip()
        country = self._countries.get(cells[self._country])
        types = self._types.get(cells[self._type])
        if (
            country is None
            or types is None
            or not (_are_pics([pic]) and _are_plain([name]))
        ):
            return self._read_slowly(number, cells)
        return number, pic, name, country, types

    def _fits(self, number: int, cells: list[str]) -> bool:
        """Make a row as wide as the heading; False where cells stand beyond it."""
        if any(cell.strip() for cell in cells[self._width :]):
            what = _("%d cells") % len(cells)
            self._note(number, "", what, _("%d cells") % self._width)
            return False
        del cells[self._width :]
        cells += [""] * (self._width - len(cells))
        return True

    def _read_slowly(self, number: int, cells: list[str]) -> StagedRow | None:
        values = {
            "pic": self._read_pic(cells[self._pic]),
            "name": self._read_name(cells[self._name]),
            "country": self._read_country(cells[self._country]),
            "type": self._read_types(cells[self._type]),
        }
        wrong = [column for column, (_value, expected) in values.items() if expected]
        for column in wrong:
            cell = cells[getattr(self, f"_{column}")]
            expected = values[column][1]
            if is_formula(cell) and not (column == "pic" and is_below_zero(cell)):
                expected = _("a value, not a formula")
            self._note(number, column, shown(cell), expected)
        if wrong:
            return None
        pic, name, country, types = (value for value, _expected in values.values())
        return number, pic, name, country, types

    def _read_pic(self, cell: str) -> tuple[str, str]:
        pic = cell.strip()
        if PIC.fullmatch(pic):
            return pic, ""
        expected = _("exactly nine digits")
        if SHORT_PIC.fullmatch(pic):
            expected = zeros_dropped(expected)
        return "", expected

    def _read_name(self, cell: str) -> tuple[str, str]:
        if len(cell) > 10 * LONGEST_NAME:
            return "", _("at most %d characters") % LONGEST_NAME
        name = BREAKS.sub(" ", cell).strip()
        if not name:
            return "", _("a name")
        if is_formula(name):
            return "", _("a value, not a formula")
        if len(name) > LONGEST_NAME:
            return "", _("at most %d characters") % LONGEST_NAME
        if any(unicodedata.category(each) in UNPRINTABLE for each in name):
            return "", _("text without control characters")
        return name, ""

    def _read_country(self, cell: str) -> tuple[str, str]:
        code = self._countries.get(cell) or country_of(cell[:LONGEST_NAME])
        if code not in self._known:
            return "", _("a two-letter ISO code, EL, UK or XK, or a country's name")
        _remember(self._countries, cell, code)
        return code, ""

    def _read_types(self, cell: str) -> tuple[str, str]:
        if not cell.strip():
            return "", ""
        known = codes_by_word("type")
        words = [plain(each) for each in TYPE_SEPARATORS.split(cell[:LONGEST_NAME])]
        codes = {known.get(each, "") for each in words}
        if "" in codes:
            choice = either(PartnerType.values)
            return "", _("%(choice)s; open ones joined by |") % {"choice": choice}
        types = "|".join(each for each in PartnerType.values if each in codes)
        _remember(self._types, cell, types)
        return types, ""


def _are_plain(names: Sequence[str]) -> bool:
    """Say whether each name can be taken as it stands."""
    joined = "|".join(names)
    return (
        all(names)
        and max(map(len, names)) <= LONGEST_NAME
        and joined.isprintable()
        and "  " not in joined
        and {each[0] for each in names}.isdisjoint(FORMULA_STARTS)
    )


def _are_pics(texts: Sequence[str]) -> bool:
    """Say whether each text is a PIC."""
    joined = "".join(texts)
    are_long = {*map(len, texts)} == {PIC_LENGTH}
    return are_long and joined.isascii() and joined.isdecimal()


def _remember(memory: dict[str, str], cell: str, value: str) -> None:
    """Keep how a value is written; a hostile file writes each in another way."""
    if len(memory) < MOST_REMEMBERED and len(cell) <= LONGEST_NAME:
        memory[cell] = value
