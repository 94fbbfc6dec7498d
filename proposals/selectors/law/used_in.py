"""The rows of a difference, each with the drafts that use what it names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alliances.enums import ReferenceTable, SharedTable
from alliances.files.diff import Diff
from alliances.models import Call
from alliances.selectors.changes import ChangeRow, Changes, Used
from proposals.selectors.administrators.draft_states import OPEN, SUBMITTED
from proposals.selectors.law.uses import APART, uses_in_call, uses_of_sectors

Sectors = Mapping[str, dict[str, None]]
"""By key of a row, every name the sector goes by, before and after."""


def with_uses_in_call(
    changes: Changes,
    difference: Diff[Any],
    table: str,
    call: Call,
    *,
    counts_submitted: bool,
) -> Changes:
    """Say of each row of a call's table in how many of its drafts it is used.

    Open ones and, where these may be submitted again, submitted ones; one query. A band
    of mobility rates belongs to no draft in particular: such a table stays as it is.
    """
    if table == ReferenceTable.MOBILITY:
        return changes
    sides = 2 if counts_submitted else 1
    if table == ReferenceTable.SECTORS:
        names = _names(difference, {each.key for each in changes.rows})
        uses = uses_of_sectors(names, call=call)[:sides]
        return _with(changes, uses, lambda row: _sector(names, row), call)
    keys = [each.key for each in changes.rows]
    uses = uses_in_call(keys, call=call)[:sides]
    return _with(changes, uses, lambda row: {"country": row.key}, call)


def with_shared_uses(changes: Changes, uses: Mapping[str, int], table: str) -> Changes:
    """Say the same of a shared table, from what its impact counted; no query."""
    name = "country" if table == SharedTable.COUNTRIES else "sector"
    return _with(changes, [uses], lambda row: {name: row.key})


def _with(
    changes: Changes,
    uses: Sequence[Mapping[str, int]],
    query: Callable[[ChangeRow], Mapping[str, str]],
    call: Call | None = None,
) -> Changes:
    """Return the rows with their uses: of open drafts, then of submitted ones."""
    limits = {"call": call.pk} if call else {}
    rows = tuple(
        replace(each, used=_used(each.key, uses, {**limits, **query(each)}))
        for each in changes.rows
    )
    return replace(changes, rows=rows, has_uses=True)


def _used(
    key: str, uses: Sequence[Mapping[str, int]], query: Mapping[str, str]
) -> Used:
    found: list[Any] = []
    for state, counted in zip((OPEN, SUBMITTED), uses, strict=False):
        listed = urlencode({"state": state, **query})
        address = f"{reverse('administration-drafts')}?{listed}"
        number = counted.get(key, 0)
        found += [number, address if number else ""]
    return Used(*found)


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
