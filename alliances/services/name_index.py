"""The index of names, kept right for a whole publication in a few statements."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection

from alliances.files.names import searched_once, tails_of
from alliances.models import NameTail, RegisterPublication
from alliances.models.organisations import LONGEST_TAIL
from alliances.models.register import RegisterChange
from alliances.selectors.register_diff import ENTRIES

TAILS = NameTail._meta.db_table
CHANGES = RegisterChange._meta.db_table
COLUMNS = "organisation_id, text, is_whole"
AT_ONCE = 2000
"""Names whose tails are in memory together."""
FEW = 20_000
"""Entries up to which the indexes are kept while tails are written.

Beyond it, building them anew afterwards is many times faster than growing them.
"""


def index_publication(*, publication: RegisterPublication) -> None:
    """Make what a publication added and changed findable, what it ended no longer.

    Inside its transaction, with the rows of its upload still there.
    """
    touched = publication.added + publication.changed + publication.ended
    aside = _indexes_set_aside() if touched > FEW else nullcontext()
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TAILS} WHERE organisation_id IN ("
            f"SELECT organisation_id FROM {CHANGES}"
            " WHERE publication_id = %s AND kind <> 'added')",
            [publication.pk],
        )
    with aside, connection.chunked_cursor() as names:
        names.execute(NAMES, [publication.pk])
        while found := names.fetchmany(AT_ONCE):
            _write_tails([(entry, searched_once(name)) for entry, name in found])


NAMES = (
    f"SELECT o.id, o.name FROM {CHANGES} c"
    f" JOIN {ENTRIES} o ON o.id = c.organisation_id"
    " WHERE c.publication_id = %s AND o.ended_on IS NULL ORDER BY o.id"
)
"""The name of each entry of a publication that did not end."""


def _write_tails(names: Iterable[tuple[int, str]]) -> None:
    """Write the tails of names: the entry of each, and the name as it is searched."""
    write = _copy if connection.vendor == "postgresql" else _insert
    write(names)


def _copy(names: Iterable[tuple[int, str]]) -> None:
    """Write by COPY, in half of the time INSERT takes for a million rows."""
    lines = []
    for entry, searched in names:
        # Small letters are themselves to COPY, and nearly all there is.
        write = _plain if searched.isascii() else _spelt
        for place, each in enumerate(map(write, tails_of(searched))):
            lines.append(f"{entry}\t{each}\t{'f' if place else 't'}\n")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {TAILS} ({COLUMNS}) FROM STDIN") as copy,
    ):
        copy.write("".join(lines))


def _plain(tail: str) -> str:
    return tail[:LONGEST_TAIL]


def _spelt(tail: str) -> str:
    """Return bytes as COPY has them."""
    return rf"\\x{tail.encode()[:LONGEST_TAIL].hex()}"


def _insert(names: Iterable[tuple[int, str]]) -> None:
    rows = [
        (entry, tail.encode()[:LONGEST_TAIL], place == 0)
        for entry, searched in names
        for place, tail in enumerate(tails_of(searched))
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TAILS} ({COLUMNS}) VALUES (%s, %s, %s)", rows)


@contextmanager
def _indexes_set_aside() -> Iterator[None]:
    """Drop the indexes for as long as it takes; a rollback brings them back too."""
    # Only asked for its words: on SQLite it refuses to run inside a transaction.
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    editor.deferred_sql = []
    indexes = NameTail._meta.indexes
    for index in indexes:
        editor.remove_index(NameTail, index)
    dropping = len(editor.collected_sql)
    for index in indexes:
        editor.add_index(NameTail, index)
    _run(editor.collected_sql[:dropping])
    yield
    _run(editor.collected_sql[dropping:])


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
