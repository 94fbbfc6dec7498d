"""Rows of an upload on their way into the database: in bulk, on either engine."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection

from alliances.files.register_rows import StagedRow
from alliances.models import RegisterUpload, StagedOrganisation

AT_ONCE = 20_000
"""Rows between two signs of life; they are never in memory together on PostgreSQL."""
COLUMNS = "upload_id, number, pic, name, country, types, searched"
TABLE = StagedOrganisation._meta.db_table


def stage_rows(
    *,
    upload: RegisterUpload,
    rows: Iterator[StagedRow],
    progress: Callable[[int], None],
) -> int:
    """Write rows beside the register; return how many.

    What an earlier, killed attempt left is thrown away first. `progress` gets the
    number so far, now and then, and may raise to stop.
    """
    forget_rows(upload=upload)
    write = _copy if connection.vendor == "postgresql" else _insert
    total = 0
    while number := write(upload.pk, islice(rows, AT_ONCE)):
        total += number
        progress(total)
    if connection.vendor == "postgresql":
        # Without it the comparison is planned for an empty table.
        _run(f"ANALYZE {TABLE}")
    return total


def forget_rows(*, upload: RegisterUpload) -> None:
    """Throw the rows of an upload away; twice changes nothing."""
    StagedOrganisation.objects.filter(upload=upload)._raw_delete(using="default")


def _copy(upload: int, rows: Iterator[StagedRow]) -> int:
    number = 0
    with connection.cursor() as cursor:
        statement = f"COPY {TABLE} ({COLUMNS}) FROM STDIN"
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((upload, *row))
                number += 1
    return number


def _insert(upload: int, rows: Iterator[StagedRow]) -> int:
    batch = [(upload, *row) for row in rows]
    if batch:
        marks = ", ".join(["%s"] * 7)
        statement = f"INSERT INTO {TABLE} ({COLUMNS}) VALUES ({marks})"
        with connection.cursor() as cursor:
            cursor.executemany(statement, batch)
    return len(batch)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
