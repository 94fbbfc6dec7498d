"""What the template of drawings needs beside Django's own filters."""

from collections.abc import Mapping

from django import template

from proposals.selectors.pictures.picture import Column, EqualTable, TableRow

register = template.Library()


@register.filter
def shape(shapes: Mapping[str, str], code: str) -> str:
    """Return the outline of a country, as path data."""
    return shapes[code]


@register.filter
def cells(table: EqualTable, row: TableRow) -> list[tuple[Column, str]]:
    """Return the cells of a row, each with the head of its column."""
    return list(zip(table.columns, row.cells, strict=True))
