"""Ways to the rows of partners, and many of them drawn at once."""

import html
import uuid
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.safestring import SafeString

from proposals.selectors.consortium import partner_parts
from proposals.selectors.consortium.partner_parts import Rows
from proposals.selectors.standing.coverage import Presence
from proposals.selectors.standing.matrix import Entry

register = template.Library()
escape = lru_cache(maxsize=4096)(html.escape)
"""Names are drawn in the list, the matrix and the table of countries, at each look;
states, types and countries are a few. What else draws partners takes it from here.
"""


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
    way = _way(rows)
    parts = [
        f"{way % {'number': each.number, 'name': escape(each.name)}}"
        f"<i>{each.label}</i><em> {escape(each.short)}</em>"
        f"{'' if each.counts else '<span>*</span>'}</a> "
        for each in entries
    ]
    return SafeString("".join(parts))


@register.filter
def numbered(present: Iterable[Presence], rows: Rows) -> SafeString:
    """Draw organisations with their label alone, as a table of countries does."""
    way = _way(rows)
    parts = [
        f"{way % {'number': each.number, 'name': escape(each.name)}}"
        f"{each.label}{'' if each.counts else '*'}</a> "
        for each in present
    ]
    return SafeString("".join(parts))


def _way(rows: Rows) -> str:
    """Begin a link, with places for number and name: hundreds are drawn at once.

    The way needs no escaping: an address of ours with a number at its end.
    """
    return f'<a class="org" href="{rows.at("%(number)s")}" title="%(name)s">'
