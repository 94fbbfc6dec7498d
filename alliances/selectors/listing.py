"""Lists that people sort by the links in their headings, with rows as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PAGE_SIZE = 100
"""Rows of a table people scan; the file to download has all of them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column."""

    label: str
    order: str
    """What its link sorts by, `-` in front for downwards; empty for no link."""
    direction: str
    """ascending or descending where the list is sorted by it; else empty."""
    is_number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row says in one column."""

    text: str
    address: str = ""
    """Where it leads; empty for plain text."""
    note: str = ""
    """A quieter second line."""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of one page of rows; the first cell of a row names it."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    """Rows on all pages."""
    pages: Page[Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """A list beside this one."""

    label: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list with what it is a list of."""

    title: str
    lead: str
    in_force: str
    """Which state is shown, since when, by whom and why; empty where there is none."""
    in_force_address: str
    day: str
    """The day whose state is shown, in words; empty for now."""
    tabs: tuple[Tab, ...]
    listing: Listing
    has_kosovo: bool = False


def sorted_by(wanted: str, columns: Mapping[str, str], default: str) -> str:
    """Return the wanted order if there is such a column, else the default."""
    return wanted if wanted.removeprefix("-") in columns else default


def headings(
    columns: Mapping[str, str],
    order: str = "",
    *,
    plain: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> tuple[Heading, ...]:
    """Return headings by key; `plain` ones lead nowhere, `numbers` stand right."""
    return tuple(
        Heading(
            label=label,
            order="" if key in plain else (f"-{key}" if order == key else key),
            direction=_direction(key, order),
            is_number=key in numbers,
        )
        for key, label in columns.items()
    )


def _direction(key: str, order: str) -> str:
    if order.removeprefix("-") != key:
        return ""
    return "descending" if order.startswith("-") else "ascending"


def paged(rows: Sequence[object] | QuerySet[Any], page: str | None) -> Page[Any]:
    """Return one page of rows; a number out of range is the nearest page."""
    return Paginator(rows, PAGE_SIZE).get_page(page)


def csv_rows(
    columns: Mapping[str, str], rows: Sequence[Sequence[Cell]]
) -> list[list[str]]:
    """Return rows as a file has them: the headings, then the text of every cell."""
    return [list(columns.values()), *([each.text for each in row] for row in rows)]
