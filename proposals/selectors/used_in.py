"""The rows of a difference, each with the open drafts that use what it names."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alliances.enums import ReferenceTable, SharedTable
from alliances.files.diff import Diff
from alliances.models import Call
from alliances.selectors.changes import ChangeRow, Changes, Used
from proposals.selectors.draft_states import OPEN
from proposals.selectors.uses import APART, uses_of_countries, uses_of_sectors

Sectors = Mapping[str, dict[str, None]]
"""By key of a row, every name the sector goes by, before and after."""


def with_uses_in_call(
    changes: Changes, difference: Diff[Any], table: str, call: Call
) -> Changes:
    """Say of each row of a call's table in how many of its drafts it is used.

    One query. A band of mobility rates belongs to no draft in particular: such a table
    stays as it is.
    """
    if table == ReferenceTable.MOBILITY:
        return changes
    if table == ReferenceTable.SECTORS:
        names = _names(difference, {each.key for each in changes.rows})
        uses = uses_of_sectors(names, call=call)
        return _with(
            changes, uses, lambda row: {"call": call.pk, **_sector(names, row)}
        )
    by_country = uses_of_countries([each.key for each in changes.rows], call=call)
    return _with(changes, by_country, lambda row: {"country": row.key}, call)


def with_shared_uses(changes: Changes, uses: Mapping[str, int], table: str) -> Changes:
    """Say the same of a shared table, from what its impact counted; no query."""
    name = "country" if table == SharedTable.COUNTRIES else "sector"
    return _with(changes, uses, lambda row: {name: row.key})


def _with(
    changes: Changes,
    uses: Mapping[str, int],
    query: Callable[[ChangeRow], Mapping[str, str]],
    call: Call | None = None,
) -> Changes:
    limits = {"state": OPEN, **({"call": call.pk} if call else {})}
    rows = tuple(
        replace(each, used=_used(uses.get(each.key, 0), {**limits, **query(each)}))
        for each in changes.rows
    )
    return replace(changes, rows=rows, has_uses=True)


def _used(drafts: int, query: Mapping[str, str]) -> Used:
    if not drafts:
        return Used(0, "")
    return Used(drafts, f"{reverse('administration-drafts')}?{urlencode(query)}")


def _names(difference: Diff[Any], keys: Collection[str]) -> Sectors:
    """Return the names of the sectors with these keys, of both sides of a change."""
    found: dict[str, dict[str, None]] = {}
    sides = (each for pair in difference.changed for each in pair)
    for row in (*difference.added, *difference.removed, *sides):
        if row.key in keys:
            found.setdefault(row.key, {}).update({row.slug: None, row.title: None})
    return found


def _sector(names: Sectors, row: ChangeRow) -> Mapping[str, str]:
    return {"sector": APART.join(names[row.key])}
