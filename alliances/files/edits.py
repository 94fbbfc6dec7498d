"""A table put in the place of the present one: what a call's tables would be then.

Pure: the command and the administrators' pages compare before anything is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from alliances.enums import ReferenceTable
from alliances.files.diff import Diff, diff_rows
from alliances.files.mobility import MOBILITY_COLUMNS, parse_mobility
from alliances.files.problems import refuse, shown
from alliances.files.tables import (
    COUNTRY_COLUMNS,
    RATE_COLUMNS,
    SECTOR_COLUMNS,
    ReferenceTables,
    parse_countries,
    parse_rates,
    parse_sectors,
)

NO_TABLES = ReferenceTables((), (), ())
FIELDS: Mapping[str, str] = {
    ReferenceTable.STATUS: "countries",
    ReferenceTable.SECTORS: "sectors",
    ReferenceTable.RATES: "rates",
    ReferenceTable.MOBILITY: "mobility",
}
"""What people call a table → the field of a call's tables."""
PARSERS: Mapping[str, Callable[[bytes], tuple[Any, ...]]] = {
    ReferenceTable.STATUS: parse_countries,
    ReferenceTable.SECTORS: parse_sectors,
    ReferenceTable.RATES: parse_rates,
    ReferenceTable.MOBILITY: parse_mobility,
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    ReferenceTable.STATUS: COUNTRY_COLUMNS,
    ReferenceTable.SECTORS: SECTOR_COLUMNS,
    ReferenceTable.RATES: RATE_COLUMNS,
    ReferenceTable.MOBILITY: MOBILITY_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """The tables of a call before and after, and the difference in the one table."""

    before: ReferenceTables
    after: ReferenceTables
    difference: Diff[Any]

    @property
    def is_nothing(self) -> bool:
        """Say whether the tables would be the same, also in their order."""
        return self.before.sha256 == self.after.sha256

    @property
    def is_order_only(self) -> bool:
        """Say whether only the order of the rows would change."""
        return not (self.is_nothing or self.difference.has_changes)


def edited(
    present: ReferenceTables, table: str, content: bytes, *, lot: str = ""
) -> Edit:
    """Return what a file would make of the present tables.

    `lot` takes a list of sectors as that of one Lot, and the others stay. Raises
    FileRefused with every problem of the file.
    """
    rows = PARSERS[table](content)
    if lot:
        rows = _with_other_lots(rows, lot, present)
    field = FIELDS[table]
    return Edit(
        before=present,
        after=replace(present, **{field: rows}),
        difference=diff_rows(getattr(present, field), rows),
    )


def _with_other_lots(
    rows: tuple[Any, ...], lot: str, present: ReferenceTables
) -> tuple[Any, ...]:
    """Return the Lot's new list among the present ones of the other Lots."""
    if others := sorted({row.lot for row in rows} - {lot}):
        what = _("rows of %(lots)s") % {"lots": ", ".join(others)}
        raise refuse(_("column lot"), what, _("only %(lot)s") % {"lot": shown(lot)})
    mixed = [*(row for row in present.sectors if row.lot != lot), *rows]
    return tuple(sorted(mixed, key=lambda row: row.lot))
