"""Reference tables of a call as CSV: country status, sectors and rates.

Pure: text in, frozen rows out. All problems are reported at once, each with row and
column, and nothing is guessed.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TypeVar

from django.utils.translation import gettext as _

from alliances.files.countries import ISO_OF_EU, shipped_countries
from alliances.files.problems import Problems, one_of, refuse, shown
from alliances.files.sheets import column_name, decode_text, is_formula, read_rows

Row = TypeVar("Row")
Cells = Mapping[str, str]

STANDINGS = ("programme", "partner")
YES_NO = ("yes", "no")
COUNTRY_COLUMNS = ("code", "standing", "eu_member", "counts_as", "region")
SECTOR_COLUMNS = ("lot", "slug", "title")
RATE_COLUMNS = (
    "country",
    "group",
    "manager",
    "teacher",
    "technician",
    "administrative",
)
CENTS = 2
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class CountryRow:
    """The status of a country; `counts_as` is set for overseas territories."""

    code: str
    standing: str
    is_eu_member: bool
    counts_as: str
    region: str

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.code


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One sector of a Lot's closed list, in the order of the file."""

    lot: str
    slug: str
    title: str

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return f"{self.lot}/{self.slug}"


@dataclass(frozen=True, slots=True)
class RateRow:
    """Unit costs of a country, EUR per working day."""

    country: str
    group: int
    manager: Decimal
    teacher: Decimal
    technician: Decimal
    administrative: Decimal

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.country


@dataclass(frozen=True)
class ReferenceTables:
    """All reference data of one call."""

    countries: tuple[CountryRow, ...]
    sectors: tuple[SectorRow, ...]
    rates: tuple[RateRow, ...]

    @cached_property
    def sha256(self) -> str:
        """Digest of the content; the order of countries and rates does not matter."""
        content = {
            "countries": [asdict(each) for each in sorted(self.countries, key=_key)],
            "sectors": [asdict(each) for each in self.sectors],
            "rates": [asdict(each) for each in sorted(self.rates, key=_key)],
        }
        text = json.dumps(
            content,
            default=str,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(text.encode()).hexdigest()


def _key(row: CountryRow | RateRow) -> str:
    return row.key


def parse_countries(content: bytes) -> tuple[CountryRow, ...]:
    """Read the status of countries; FileRefused with every problem."""
    return _parse(content, COUNTRY_COLUMNS, _country_row)


def parse_sectors(content: bytes) -> tuple[SectorRow, ...]:
    """Read the sector lists of a call's Lots; FileRefused with every problem."""
    return _parse(content, SECTOR_COLUMNS, _sector_row)


def parse_rates(content: bytes) -> tuple[RateRow, ...]:
    """Read the unit costs; FileRefused with every problem."""
    return _parse(content, RATE_COLUMNS, _rate_row)


class _Cells:
    """The cells of one row, with a place for each complaint."""

    def __init__(self, number: int, cells: Cells, problems: Problems) -> None:
        self._number = number
        self._cells = cells
        self._problems = problems

    def where(self, column: str) -> str:
        return _("row %(row)d, %(column)s") % {"row": self._number, "column": column}

    def refuse(self, column: str, expected: str) -> None:
        self._problems.add(self.where(column), shown(self._cells[column]), expected)

    def text(self, column: str) -> str:
        if not (text := self._cells[column]):
            self.refuse(column, _("a value"))
        return text

    def country(self, column: str, *, is_optional: bool = False) -> str:
        code = self._cells[column].upper()
        code = ISO_OF_EU.get(code, code)
        if not (code in shipped_countries() or (is_optional and not code)):
            self.refuse(column, _("an ISO 3166-1 country code, XK, EL or UK"))
        return code

    def choice(self, column: str, choices: tuple[str, ...]) -> str:
        value = self._cells[column].casefold()
        if value not in choices:
            self.refuse(column, one_of(choices))
        return value

    def number(self, column: str) -> int:
        if re.fullmatch(r"[0-9]{1,3}", self._cells[column]):
            return int(self._cells[column])
        self.refuse(column, _("a whole number"))
        return 0

    def amount(self, column: str) -> Decimal:
        try:
            amount = Decimal(self._cells[column].replace(",", "."))
        except InvalidOperation:
            amount = Decimal(-1)
        exponent = amount.as_tuple().exponent
        if not (isinstance(exponent, int) and exponent >= -CENTS and amount >= 0):
            self.refuse(column, _("an amount in EUR, such as 353 or 353.50"))
            return Decimal(0)
        return amount.quantize(Decimal("0.01"))


def _country_row(cells: _Cells) -> CountryRow:
    return CountryRow(
        cells.country("code"),
        cells.choice("standing", STANDINGS),
        cells.choice("eu_member", YES_NO) == "yes",
        cells.country("counts_as", is_optional=True),
        cells._cells["region"],  # noqa: SLF001  # any text, also none
    )


def _sector_row(cells: _Cells) -> SectorRow:
    slug = cells.text("slug")
    if slug and not SLUG.fullmatch(slug):
        cells.refuse("slug", _("small letters, digits and hyphens"))
    return SectorRow(cells.text("lot"), slug, cells.text("title"))


def _rate_row(cells: _Cells) -> RateRow:
    return RateRow(
        cells.country("country"),
        cells.number("group"),
        cells.amount("manager"),
        cells.amount("teacher"),
        cells.amount("technician"),
        cells.amount("administrative"),
    )


def _parse(
    content: bytes, columns: tuple[str, ...], build: Callable[[_Cells], Row]
) -> tuple[Row, ...]:
    """Read every row, then refuse all at once or return them."""
    problems = Problems()
    rows = read_rows(decode_text(content), columns)
    _number, heading = next(rows, (1, []))
    names = [column_name(cell) for cell in heading]
    if sorted(names) != sorted(columns):
        raise refuse(_("row 1"), shown(",".join(heading)), ",".join(columns))
    found: dict[str, Row] = {}
    for number, cells in rows:
        row = _one_row(number, names, cells, problems, build)
        if row is not None and (key := str(getattr(row, "key", ""))) in found:
            where = _("row %d") % number
            problems.add(where, shown(key), _("each entry once"))
        elif row is not None:
            found[key] = row
    problems.refuse_if_any()
    return tuple(found.values())


def _one_row(
    number: int,
    names: list[str],
    cells: list[str],
    problems: Problems,
    build: Callable[[_Cells], Row],
) -> Row | None:
    where = _("row %d") % number
    if len(cells) != len(names):
        expected = _("%d cells") % len(names)
        problems.add(where, _("%d cells") % len(cells), expected)
        return None
    if formulas := [cell for cell in cells if is_formula(cell)]:
        problems.add(where, shown(formulas[0]), _("a value, not a formula"))
        return None
    stripped = [cell.strip() for cell in cells]
    return build(_Cells(number, dict(zip(names, stripped, strict=True)), problems))
