"""A shared table put in the place of the list in force: countries, and NACE.

Pure, as `edits` is for the tables of a call.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from alliances.enums import SharedTable
from alliances.files.diff import Diff, diff_rows
from alliances.files.nace import NACE_COLUMNS, NaceRow, parse_nace
from alliances.files.sheets import write_csv
from alliances.files.tables import REGISTER_COLUMNS, RegisteredCountry, parse_register

SharedRow = RegisteredCountry | NaceRow


def parse_country_list(content: bytes) -> tuple[RegisteredCountry, ...]:
    """Read the countries there are, by code: their order says nothing."""
    return tuple(sorted(parse_register(content), key=lambda row: row.code))


SHARED_PARSERS: Mapping[str, Callable[[bytes], tuple[Any, ...]]] = {
    SharedTable.COUNTRIES: parse_country_list,
    SharedTable.NACE: parse_nace,
}
SHARED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    SharedTable.COUNTRIES: REGISTER_COLUMNS,
    SharedTable.NACE: NACE_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class SharedEdit:
    """A shared table before and after, and the difference."""

    before: tuple[Any, ...]
    after: tuple[Any, ...]
    difference: Diff[Any]

    @property
    def is_nothing(self) -> bool:
        """Say whether the table would be the same, also in its order."""
        return self.before == self.after

    @property
    def is_order_only(self) -> bool:
        """Say whether only the order of the rows would change."""
        return not (self.is_nothing or self.difference.has_changes)


def shared_edited(present: tuple[Any, ...], table: str, content: bytes) -> SharedEdit:
    """Return what a file would make of a shared table.

    Raises FileRefused with every problem of the file.
    """
    rows = SHARED_PARSERS[table](content)
    return SharedEdit(present, rows, diff_rows(present, rows))


def shared_file(table: str, rows: Sequence[SharedRow]) -> bytes:
    """Return a shared table as it is uploaded again."""
    cells = [[str(cell) for cell in astuple(row)] for row in rows]
    return write_csv([SHARED_COLUMNS[table], *cells])
