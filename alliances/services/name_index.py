"""The index of names, kept right for a whole publication in a few statements.

Many names at once are written without indexes, which are built afterwards: many times
faster than growing them. On PostgreSQL that happens in a table beside the searched one,
which takes its place at the end, so that searching waits for a moment only; on SQLite
readers see the state before for as long as it takes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection

from alliances.files.names import searched_once, tails_of
from alliances.models import NameTail, RegisterPublication
from alliances.models.organisations import LONGEST_TAIL
from alliances.models.register import RegisterChange
from alliances.selectors.register_diff import ENTRIES
from alliances.services.register_staging import plan_for_many

TAILS = NameTail._meta.db_table
BESIDE = f"{TAILS}_beside"
CHANGES = RegisterChange._meta.db_table
COLUMNS = "organisation_id, text, is_whole"
AT_ONCE = 2000
"""Names whose tails are in memory together."""
FEW = 20_000
"""Entries up to which the indexes grow while tails are written."""
OF_PUBLICATION = (
    f"EXISTS (SELECT 1 FROM {CHANGES} c WHERE c.publication_id = %s"
    f" AND c.organisation_id = {TAILS}.organisation_id)"
)
NAMES = (
    f"SELECT o.id, o.name FROM {CHANGES} c"
    f" JOIN {ENTRIES} o ON o.id = c.organisation_id"
    " WHERE c.publication_id = %s AND o.ended_on IS NULL ORDER BY o.id"
)
"""The name of each entry of a publication that has not ended."""


def index_publication(*, publication: RegisterPublication) -> None:
    """Make what a publication added and changed findable, what it ended no longer.

    Inside a transaction that holds the register; entries changed again since then are
    found by the names they have now. Twice changes nothing.
    """
    plan_for_many()
    with _table(publication) as table, connection.chunked_cursor() as names:
        names.execute(NAMES, [publication.pk])
        while found := names.fetchmany(AT_ONCE):
            _write_tails(table, [(entry, searched_once(name)) for entry, name in found])


@contextmanager
def _table(publication: RegisterPublication) -> Iterator[str]:
    """Give a table without the names of a publication, to write them into."""
    is_many = publication.touched > FEW
    if is_many and connection.vendor == "postgresql":
        with _table_beside(publication):
            yield BESIDE
        return
    with _indexes_set_aside() if is_many else nullcontext():
        with connection.cursor() as cursor:
            statement = f"DELETE FROM {TAILS} WHERE {OF_PUBLICATION}"
            cursor.execute(statement, [publication.pk])
        yield TAILS


def _write_tails(table: str, names: Iterable[tuple[int, str]]) -> None:
    """Write the tails of names: the entry of each, and the name as it is searched."""
    write = _copy if connection.vendor == "postgresql" else _insert
    write(table, names)


def _copy(table: str, names: Iterable[tuple[int, str]]) -> None:
    """Write by COPY, in half of the time INSERT takes for a million rows."""
    lines = []
    for entry, searched in names:
        # Small letters are themselves to COPY, and nearly all there is.
        write = _plain if searched.isascii() else _spelt
        whole = "t"
        for tail in map(write, tails_of(searched)):
            lines.append(f"{entry}\t{tail}\t{whole}\n")
            whole = "f"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({COLUMNS}) FROM STDIN") as copy,
    ):
        copy.write("".join(lines))


def _plain(tail: str) -> str:
    return tail[:LONGEST_TAIL]


def _spelt(tail: str) -> str:
    """Return bytes as COPY has them."""
    return rf"\\x{tail.encode()[:LONGEST_TAIL].hex()}"


def _insert(table: str, names: Iterable[tuple[int, str]]) -> None:
    rows = [
        (entry, tail.encode()[:LONGEST_TAIL], place == 0)
        for entry, searched in names
        for place, tail in enumerate(tails_of(searched))
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({COLUMNS}) VALUES (%s, %s, %s)", rows)


@contextmanager
def _table_beside(publication: RegisterPublication) -> Iterator[None]:
    """Fill a table beside the searched one, and put it in its place.

    Whoever searches waits while names change hands; a rollback leaves the old one.
    """
    key = f"{BESIDE}_pkey"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BESIDE} (LIKE {TAILS} INCLUDING IDENTITY)")
        cursor.execute(
            f"INSERT INTO {BESIDE} ({COLUMNS})"
            f" SELECT {COLUMNS} FROM {TAILS} WHERE NOT {OF_PUBLICATION}",
            [publication.pk],
        )
        yield
        cursor.execute(f"ALTER TABLE {BESIDE} ADD CONSTRAINT {key} PRIMARY KEY (id)")
        for statement in _indexes_beside():
            cursor.execute(statement)
        cursor.execute(f"ANALYZE {BESIDE}")
        cursor.execute(f"DROP TABLE {TAILS}")
        cursor.execute(f"ALTER TABLE {BESIDE} RENAME TO {TAILS}")
        cursor.execute(f"ALTER INDEX {key} RENAME TO {TAILS}_pkey")
        for index in NameTail._meta.indexes:
            cursor.execute(f"ALTER INDEX {index.name}_b RENAME TO {index.name}")


def _indexes_beside() -> Iterator[str]:
    """Yield the statements that build the indexes on the table beside."""
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    for index in NameTail._meta.indexes:
        beside = index.clone()
        beside.name = f"{index.name}_b"
        statement = beside.create_sql(NameTail, editor)
        statement.rename_table_references(TAILS, BESIDE)
        yield str(statement)


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
