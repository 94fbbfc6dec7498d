"""What a new table would change, as lines to read on a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from alliances.files.countries import shipped_countries
from alliances.files.diff import Diff

HEADINGS: Mapping[str, str] = {"is_eu_member": "eu_member"}
NOTHING = "–"


def diff_lines(difference: Diff[Any]) -> Iterator[str]:
    """Yield the rows that come, change and go, then how many they are.

    A row is written as its columns under the heading of the file; of a changed row only
    what changes.
    """
    yield from _table("Added", "+", difference.added)
    if difference.changed:
        yield "Changed"
    for before, after in difference.changed:
        yield f"  ~ {_name(before)}: {'; '.join(_changes(before, after))}"
    yield from _table("Removed", "-", difference.removed)
    yield (
        f"{len(difference.added)} added, {len(difference.changed)} changed,"
        f" {len(difference.removed)} removed, {len(difference.unchanged)} unchanged."
    )


def _table(title: str, sign: str, rows: tuple[Any, ...]) -> Iterator[str]:
    """Yield rows in columns as wide as their longest cell."""
    if not rows:
        return
    yield title
    heading = [HEADINGS.get(each.name, each.name) for each in fields(rows[0])]
    cells = [[*_cells(row).values(), _country_name(row)] for row in rows]
    lines = [[*heading, ""], *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for mark, line in zip([" ", *(sign for _row in rows)], lines, strict=True):
        padded = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        yield f"  {mark} {'  '.join(padded)}".rstrip()


def _changes(before: Any, after: Any) -> Iterator[str]:  # noqa: ANN401  # any of the three rows
    old, new = _cells(before), _cells(after)
    for name in old:
        if old[name] != new[name]:
            yield f"{HEADINGS.get(name, name)} {old[name]} → {new[name]}"


def _cells(row: Any) -> dict[str, str]:  # noqa: ANN401  # any of the three rows
    return {each.name: _cell(getattr(row, each.name)) for each in fields(row)}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return NOTHING
    return str(value) or NOTHING


def _name(row: Any) -> str:  # noqa: ANN401  # any of the three rows
    return " ".join(filter(None, [row.key, _country_name(row)]))


def _country_name(row: Any) -> str:  # noqa: ANN401  # any of the three rows
    """Return the name of a row's country: nobody knows all codes by heart."""
    return "" if hasattr(row, "name") else shipped_countries().get(row.key, "")
