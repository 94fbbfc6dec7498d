"""What the pages on composition are given: matrix and map, already in words."""

from dataclasses import dataclass

from proposals.documents.verdict_page import Verdict


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One organisation in a cell of the matrix."""

    label: str
    name: str
    mark: str
    """Why it is in neither group, or empty."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country of the matrix."""

    code: str
    name: str
    standing: str
    """Said of a country that is no Programme country, else empty."""
    cells: tuple[tuple[MatrixEntry, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries against the groups of the rules."""

    is_named: bool
    """Whether the cells carry names, or only partner numbers."""
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    footer: tuple[str, ...]
    """Found and needed: the countries, then one entry per column."""
    total: int


@dataclass(frozen=True, slots=True)
class MapFigure:
    """How many countries one reading counts; no verdict where no clause asks."""

    reading: str
    verdict: Verdict | None
    words: str


@dataclass(frozen=True, slots=True)
class MapShape:
    """One country on the map, and its label on a plate `width` wide."""

    state: str
    path: str
    words: str
    x: float
    y: float
    left: float
    top: float
    width: float
    mark: tuple[float, float] | None
    """Where a dot stands for a state too small to be seen."""


@dataclass(frozen=True, slots=True)
class MapState:
    """The countries of one state: a line of the key and a row of the table."""

    slug: str
    title: str
    countries: str
    """Names and partner numbers."""
    number: int


@dataclass(frozen=True, slots=True)
class PackMap:
    """Where the partners are."""

    width: int
    height: int
    alternative: str
    """The picture in words."""
    figures: tuple[MapFigure, ...]
    land: str
    """The outline of all countries that have no part in it."""
    shapes: tuple[MapShape, ...]
    states: tuple[MapState, ...]
    beside: str
    """What the map does not reach, in a sentence, or empty."""
