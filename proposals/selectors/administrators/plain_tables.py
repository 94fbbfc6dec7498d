"""Tables of administrators that only say something: rows of words, icons and notes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What one row says in one column."""

    text: str
    mark: str = ""
    """Name of the icon in front; empty without one."""
    note: str = ""
    """A quieter second line."""
    is_code: bool = False
    """Whether it is an identifier, the same in every language."""


Row = tuple[Shown, ...]
NOTHING = Shown("")


@dataclass(frozen=True, slots=True)
class Table:
    """One thing about a draft; the first cell of a row names it."""

    key: str
    title: str
    headings: tuple[str, ...]
    cells: tuple[Row, ...]
    empty: str
    """What is said where there is no row."""

    @property
    def rows(self) -> tuple[tuple[tuple[str, Shown], ...], ...]:
        """Each row as cells with the headings of their columns."""
        return tuple(tuple(zip(self.headings, row, strict=True)) for row in self.cells)
