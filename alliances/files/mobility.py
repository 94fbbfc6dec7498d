"""Mobility rates of a call: travel by distance, subsistence by day of the stay.

Pure: content in, frozen rows out. All problems are reported at once.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

from django.utils.translation import gettext as _

from alliances.enums import Confidence, MobilityKind
from alliances.files.problems import Problems, shown
from alliances.files.table_rows import RowCells, Rows, cell_words, read_table

MOBILITY_COLUMNS = ("kind", "first", "last", "amount", "confidence", "source")


@dataclass(frozen=True, slots=True)
class MobilityRow:
    """What one participant gets within a band, EUR.

    A band goes from `first` to `last`, both included: kilometres one way for the return
    trip of `travel`, days of the stay for the amount per day of `staff` and `learner`.
    `last` is None where nothing ends it.
    """

    kind: str
    first: int
    last: int | None
    amount: Decimal
    confidence: str
    source: str

    @property
    def key(self) -> str:
        """What tells rows apart."""
        return f"{self.kind}/{self.first:05}"


def parse_mobility(content: bytes) -> tuple[MobilityRow, ...]:
    """Read the mobility rates of a call; FileRefused with every problem.

    The bands of a kind follow one another without gap or overlap, so that there is one
    answer for each distance and day from the first to the last.
    """
    return read_table(content, MOBILITY_COLUMNS, _mobility_row, _check_bands)


def _mobility_row(cells: RowCells) -> MobilityRow:
    row = MobilityRow(
        cells.choice("kind", tuple(MobilityKind.values)),
        cells.count("first"),
        cells.count_or_none("last"),
        cells.amount("amount"),
        cells.choice("confidence", tuple(Confidence.values)),
        cells.text("source"),
    )
    if row.last is not None and row.last < row.first and not cells.is_refused:
        cells.refuse("last", _("%(first)d or more") % {"first": row.first})
    return row


def _check_bands(rows: Rows[MobilityRow], problems: Problems) -> None:
    """Refuse bands of one kind that overlap or leave a gap."""
    ordered = sorted(rows.values(), key=lambda each: each[1].key)
    for _kind, bands in groupby(ordered, key=lambda each: each[1].kind):
        for (_number, before), (number, after) in pairwise(bands):
            following = None if before.last is None else before.last + 1
            if following != after.first:
                expected = (
                    _("no band after one without an end")
                    if following is None
                    else _("%(first)d: bands follow one another") % {"first": following}
                )
                where = cell_words(number, "first")
                problems.add(where, shown(after.first), expected)


def in_order(rows: tuple[MobilityRow, ...]) -> tuple[MobilityRow, ...]:
    """Return rows by kind and band, whatever their order in a file."""
    return tuple(sorted(rows, key=attrgetter("key")))
