"""The cells of long lists, drawn at once.

A page of a list has hundreds of cells, and a template asks for each whether it is the
first, a number, a link or noted: most of the time the page took.
"""

from collections.abc import Iterator, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from alliances.selectors.listing import Cell, Heading

register = template.Library()


@register.filter
def labelled_cells(row: Sequence[Cell], headings: Sequence[Heading]) -> SafeString:
    """Draw the cells of a row; the first names it.

    The others say what they are: on a phone the row is a card.
    """
    labels = [
        format_html(' data-label="{}"', each.label) if each.label else ""
        for each in headings
    ]
    return mark_safe("".join(_drawn(row, labels)))  # noqa: S308  # each part is escaped below


def _drawn(row: Sequence[Cell], labels: Sequence[str]) -> Iterator[str]:
    for number, (cell, label) in enumerate(zip(row, labels, strict=True)):
        if number == 0:
            yield format_html('<th scope="row">{}</th>', _inside(cell))
        elif cell.is_number:
            yield format_html('<td class="num"{}>{}</td>', label, _inside(cell))
        else:
            yield format_html("<td{}>{}</td>", label, _inside(cell))


def _inside(cell: Cell) -> SafeString:
    text = format_html("{}", cell.text)
    if cell.address:
        text = format_html('<a href="{}">{}</a>', cell.address, text)
    if cell.note:
        text += format_html('<span class="quiet why">{}</span>', cell.note)
    return text
