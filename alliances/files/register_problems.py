"""What is wrong with a file of the register: all of it on disk, as CSV."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from alliances.files.problems import MOST_LISTED, FileRefused, Problem
from alliances.files.sheets import neutral
from alliances.files.table_rows import cell_words

HEADING = ("row", "column", "found", "expected")
MOST_WRITTEN = 100_000
"""Rows of a list nobody works through by hand any more; the rest is counted."""


@dataclass
class ProblemFile:
    """Writes each problem as it is found; cells are harmless to a spreadsheet."""

    file: IO[str]
    number: int = 0
    """How many problems there are, written or not."""

    def __post_init__(self) -> None:
        self._writer = csv.writer(self.file)
        self._writer.writerow(HEADING)

    def note(self, number: int, column: str, found: str, expected: str) -> None:
        """Note what is wrong with a row; `column` is empty for the row as a whole."""
        self._write(str(number), column, found, expected)

    def note_refusal(self, refused: FileRefused) -> None:
        """Note why nothing more could be read."""
        for each in refused.problems:
            self._write(each.where, "", each.what, each.expected)

    def _write(self, *cells: str) -> None:
        self.number += 1
        if self.number <= MOST_WRITTEN:
            self._writer.writerow([neutral(each) for each in cells])


def first_problems(file: Iterable[str]) -> tuple[Problem, ...]:
    """Return the first problems of a list, from its lines, in words."""
    rows = islice(csv.reader(file), 1, MOST_LISTED + 1)
    return tuple(
        Problem(_where(number, column), found, expected)
        for number, column, found, expected in rows
    )


def _where(number: str, column: str) -> str:
    if not number.isdecimal():
        return number
    if column:
        return cell_words(int(number), column)
    return _("row %d") % int(number)
