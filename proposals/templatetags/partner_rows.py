"""Ways to the rows of partners, and many of them drawn at once."""

import html
import uuid
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from proposals.selectors.consortium import partner_parts
from proposals.selectors.consortium.partner_parts import Rows
from proposals.selectors.standing.coverage import Presence
from proposals.selectors.standing.matrix import Entry

register = template.Library()
escape = lru_cache(maxsize=4096)(html.escape)
"""Names are drawn in the matrix, in the table of countries and at each look anew."""


@register.simple_tag
def partner_url(public_id: uuid.UUID, number: int | str) -> str:
    """Return the address of a partner's row, in the part of the list that has it."""
    return partner_parts.partner_url(public_id, number)


@register.filter
def at(rows: Rows, number: int | str) -> str:
    """Return the way to a row from within the workspace."""
    return rows.at(number)


@register.filter
def named(entries: Iterable[Entry], rows: Rows) -> SafeString:
    """Draw organisations with a short name, as the matrix has room for."""
    return _joined(
        f"{_way(rows, each)}<i>{each.label}</i><em> {escape(each.short)}</em>"
        f"{'' if each.counts else '<span>*</span>'}</a> "
        for each in entries
    )


@register.filter
def numbered(present: Iterable[Presence], rows: Rows) -> SafeString:
    """Draw organisations with their label alone, as a table of countries does."""
    return _joined(
        f"{_way(rows, each)}{each.label}{'' if each.counts else '*'}</a> "
        for each in present
    )


def _way(rows: Rows, each: Entry | Presence) -> str:
    """Begin a link; hundreds of them are drawn at once.

    The way needs no escaping: an address of ours with a number at its end.
    """
    return f'<a class="org" href="{rows.at(each.number)}" title="{escape(each.name)}">'


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  # names are escaped above, labels are ours
