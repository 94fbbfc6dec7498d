"""What stands in the tables of ours, whatever their columns are by now."""

from collections import Counter
from typing import Any

from django.db import connection

OURS = ("alliances_", "eligibility_", "proposals_", "account_", "mfa_")

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


def rows_of_all() -> Tables:
    """Return the rows of each table by its columns, as the engine gives them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _rows(cursor, name) for name in names if name.startswith(OURS)}


def _rows(cursor: Any, table: str) -> Rows:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # the engine's own names
    columns = [each[0] for each in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def tables_that_differ(before: Tables, after: Tables) -> list[str]:
    """Return the tables of which a row is gone or says something else than before.

    Columns and tables may have come.
    """
    return [name for name in before if not _says(before[name], after.get(name, []))]


def _says(before: Rows, after: Rows) -> bool:
    names = before[0].keys() if before else {}
    known = [{name: row.get(name) for name in names} for row in after]
    return _counted(before) == _counted(known)


def _counted(rows: Rows) -> Counter[str]:
    return Counter(repr(sorted(row.items())) for row in rows)
