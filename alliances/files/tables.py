"""Reference tables of a call, CSV or XLSX: country status, sectors and rates.

Pure: text in, frozen rows out. All problems are reported at once, each with row and
column, and nothing is guessed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from alliances.files.mobility import MobilityRow, in_order
from alliances.files.problems import Problems, shown
from alliances.files.table_rows import RowCells, Rows, cell_words, read_table

STANDINGS = ("programme", "partner")
YES_NO = ("yes", "no")
REGISTER_COLUMNS = ("code", "eu_code", "name")
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


@dataclass(frozen=True, slots=True)
class RegisteredCountry:
    """A country there is, whatever it is under a call."""

    code: str
    eu_code: str
    name: str

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return self.code


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
    mobility: tuple[MobilityRow, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Digest of the content; only the order of sectors matters.

        Tables without mobility rates keep the digest they had before there were any.
        """
        content: dict[str, object] = {
            "countries": [asdict(each) for each in sorted(self.countries, key=_key)],
            "sectors": [asdict(each) for each in self.sectors],
            "rates": [asdict(each) for each in sorted(self.rates, key=_key)],
        }
        if self.mobility:
            content["mobility"] = [asdict(each) for each in in_order(self.mobility)]
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


def parse_register(content: bytes) -> tuple[RegisteredCountry, ...]:
    """Read the countries there are; FileRefused with every problem."""
    return read_table(content, REGISTER_COLUMNS, _registered, _check_eu_codes)


def parse_countries(content: bytes) -> tuple[CountryRow, ...]:
    """Read the status of countries; FileRefused with every problem.

    A territory that counts as a state must agree with the row of that state, so that
    nobody has to ask which of the two decides.
    """
    return read_table(content, COUNTRY_COLUMNS, _country_row, _check_territories)


def parse_sectors(content: bytes) -> tuple[SectorRow, ...]:
    """Read the sector lists of a call's Lots; FileRefused with every problem."""
    return read_table(content, SECTOR_COLUMNS, _sector_row)


def parse_rates(content: bytes) -> tuple[RateRow, ...]:
    """Read the unit costs; FileRefused with every problem."""
    return read_table(content, RATE_COLUMNS, _rate_row)


def _registered(cells: RowCells) -> RegisteredCountry:
    return RegisteredCountry(
        cells.letters("code"), cells.letters("eu_code"), cells.text("name")
    )


def _check_eu_codes(rows: Rows[RegisteredCountry], problems: Problems) -> None:
    """Refuse two countries that would be printed with one code."""
    seen: dict[str, str] = {}
    for number, row in rows.values():
        code = seen.setdefault(row.eu_code, row.code)
        if code != row.code:
            expected = _("another code than that of %s") % code
            problems.add(cell_words(number, "eu_code"), shown(row.eu_code), expected)


def _country_row(cells: RowCells) -> CountryRow:
    row = CountryRow(
        cells.country("code"),
        cells.choice("standing", STANDINGS),
        cells.choice("eu_member", YES_NO) == "yes",
        cells.country_or_none("counts_as"),
        cells.number_or_none("region"),
    )
    if row.is_eu_member and row.standing == "partner":
        cells.refuse("standing", _("programme for an EU Member State"))
    return row


def _check_territories(rows: Rows[CountryRow], problems: Problems) -> None:
    """Refuse a territory without its state, or with another status than that has."""
    for number, row in rows.values():
        if not row.counts_as:
            continue
        where = cell_words(number, "counts_as")
        _number, state = rows.get(row.counts_as, (0, None))
        if state is None or state.counts_as:
            expected = _("a state that has a row of its own and counts as itself")
            problems.add(where, shown(row.counts_as), expected)
        elif (state.standing, state.is_eu_member) != (row.standing, row.is_eu_member):
            expected = _("the standing and eu_member of %s") % state.code
            problems.add(where, shown(row.counts_as), expected)


def _sector_row(cells: RowCells) -> SectorRow:
    return SectorRow(cells.slug("lot"), cells.slug("slug"), cells.text("title"))


def _rate_row(cells: RowCells) -> RateRow:
    return RateRow(
        cells.country("country"),
        cells.number("group"),
        cells.amount("manager"),
        cells.amount("teacher"),
        cells.amount("technician"),
        cells.amount("administrative"),
    )
