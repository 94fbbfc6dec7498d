"""The index of names, kept right for a whole publication in a few statements."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection

from alliances.models import NameTail, RegisterPublication
from alliances.models.organisations import LONGEST_TAIL
from alliances.models.register import RegisterChange
from alliances.selectors.register_diff import ENTRIES, STAGED

TAILS = NameTail._meta.db_table
CHANGES = RegisterChange._meta.db_table
FEW = 20_000
"""Entries up to which the indexes are kept while tails are written.

Beyond it, building them anew afterwards is many times faster than growing them.
"""


def index_publication(*, publication: RegisterPublication) -> None:
    """Make what a publication added and changed findable, what it ended no longer.

    Inside its transaction, with the rows of its upload still there.
    """
    touched = publication.added + publication.changed + publication.ended
    write = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    aside = _indexes_set_aside() if touched > FEW else nullcontext()
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TAILS} WHERE organisation_id IN ("
            f"SELECT organisation_id FROM {CHANGES}"
            " WHERE publication_id = %s AND kind <> 'added')",
            [publication.pk],
        )
    with aside, connection.cursor() as cursor:
        cursor.execute(write, [publication.upload_id, publication.pk])


NAMES = (
    f"{CHANGES} c JOIN {ENTRIES} o ON o.id = c.organisation_id"
    f" JOIN {STAGED} s ON s.pic = o.pic AND s.upload_id = %s"
    " WHERE c.publication_id = %s AND s.searched <> ''"
)
"""The searched name of each entry of a publication that is in its file."""


def _postgresql() -> str:
    tail = "convert_to(array_to_string(words[place:], ' '), 'UTF8')"
    return (
        f"INSERT INTO {TAILS} (organisation_id, text, is_whole)"
        f" SELECT id, substring({tail} FOR {LONGEST_TAIL}), place = 1 FROM ("
        f"SELECT o.id, string_to_array(s.searched, ' ') AS words FROM {NAMES}) named,"
        " generate_series(1, cardinality(words)) place"
    )


def _sqlite() -> str:
    return (
        "WITH RECURSIVE tail(id, text, is_whole) AS ("
        f"SELECT o.id, s.searched, 1 FROM {NAMES}"
        " UNION ALL SELECT id, substr(text, instr(text, ' ') + 1), 0 FROM tail"
        " WHERE instr(text, ' ') > 0)"
        f" INSERT INTO {TAILS} (organisation_id, text, is_whole)"
        f" SELECT id, substr(CAST(text AS BLOB), 1, {LONGEST_TAIL}), is_whole FROM tail"
    )


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
