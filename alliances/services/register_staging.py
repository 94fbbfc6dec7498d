"""Rows of an upload on their way into the database: in bulk, on either engine."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from alliances.files.register_rows import StagedRow
from alliances.models import RegisterUpload, StagedOrganisation

AT_ONCE = 10_000
"""Rows in memory together, and between two signs of life."""
COLUMNS = "upload_id, number, pic, name, country, types"
TABLE = StagedOrganisation._meta.db_table


def stage_rows(
    *,
    upload: RegisterUpload,
    rows: Iterator[StagedRow],
    progress: Callable[[int], None],
) -> int:
    """Write rows beside the register; return how many.

    What an earlier, killed attempt left is thrown away first. `progress` gets the
    number so far, now and then, in the transaction that writes them, and may raise to
    stop.
    """
    forget_rows(upload=upload)
    write = _copy if connection.vendor == "postgresql" else _insert
    total = 0
    while batch := list(islice(rows, AT_ONCE)):
        total += len(batch)
        with transaction.atomic():
            # First, and held with the rows: no key keeps another worker's out.
            progress(total)
            write(upload.pk, batch)
    if connection.vendor == "postgresql":
        # Without it the comparison is planned for an empty table.
        _run(f"ANALYZE {TABLE} (upload_id, pic)")
    return total


def forget_rows(*, upload: RegisterUpload) -> None:
    """Throw the rows of an upload away; twice changes nothing."""
    StagedOrganisation.objects.filter(upload=upload)._raw_delete(using="default")


def plan_for_many() -> None:
    """Have the statements of this transaction planned for sets, not for a handful.

    Nothing is known yet of rows just written: a loop within a loop looks cheap then,
    and for 200,000 it does not end.
    """
    if connection.vendor == "postgresql":
        for setting in ("enable_nestloop = off", "jit = off", "work_mem = '64MB'"):
            _run(f"SET LOCAL {setting}")


def _copy(upload: int, rows: Sequence[StagedRow]) -> None:
    # They hold neither tabs nor line breaks; row by row takes six times as long.
    lines = [
        f"{upload}\t{number}\t{pic}\t{name}\t{country}\t{types}\n"
        for number, pic, name, country, types in rows
    ]
    text = "".join(lines).replace("\\", "\\\\")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {TABLE} ({COLUMNS}) FROM STDIN") as copy,
    ):
        copy.write(text)


def _insert(upload: int, rows: Sequence[StagedRow]) -> None:
    marks = ", ".join(["%s"] * 6)
    statement = f"INSERT INTO {TABLE} ({COLUMNS}) VALUES ({marks})"
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(upload, *row) for row in rows])


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
