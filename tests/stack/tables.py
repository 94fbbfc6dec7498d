"""Makes the tables of a test run from the models: migrations take ten times as long.

`tests/config/test_migrations.py` holds both to the same.
"""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

if TYPE_CHECKING:
    from django.db.migrations.state import ProjectState


ON_TRUNCATE = 32
"""How PostgreSQL marks a trigger that runs before or after a table is emptied."""


def add_what_no_model_says(server: BaseDatabaseWrapper) -> None:
    """Run our migrations' own kinds of operation, such as one that makes triggers.

    They change the database and no model, so that any later state of these will do.
    """
    loader = MigrationLoader(None, load=False)
    with override_settings(MIGRATION_MODULES={}):
        loader.load_disk()
    # Making a true state renders every model anew, which takes a second.
    state = cast("ProjectState", SimpleNamespace(apps=apps))
    with server.schema_editor() as editor:
        for (app, _name), migration in sorted(loader.disk_migrations.items()):
            for each in migration.operations:
                if type(each).__module__ == type(migration).__module__:
                    each.database_forwards(app, editor, state, state)


def let_flushes_pass(server: BaseDatabaseWrapper) -> None:
    """Have tests that commit empty also the tables that no statement may empty.

    The guards step aside for the statements of a flush and come back after them.
    """
    aside = _dropped if server.vendor == "sqlite" else _disabled
    # Of the class: once a browser runs, its event loop makes Django open the database
    # anew for what it takes to be asynchronous code, and that connection flushes too.
    operations = type(server.ops)
    flush = operations.sql_flush

    def sql_flush(
        self: BaseDatabaseOperations, *args: Any, **options: Any
    ) -> list[str]:
        with self.connection.cursor() as cursor:
            before, after = aside(cursor)
        return [*before, *flush(self, *args, **options), *after]

    operations.sql_flush = sql_flush  # type: ignore[method-assign]  # for tests alone


def _dropped(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    cursor.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'trigger' AND sql LIKE '%%RAISE(ABORT%%'"
    )
    triggers = cursor.fetchall()
    dropped = [f"DROP TRIGGER {name}" for name, _sql in triggers]
    return dropped, [sql for _name, sql in triggers]


def _disabled(cursor: CursorWrapper) -> tuple[list[str], list[str]]:
    """Return how triggers on emptying a table are put off and on; others see no row."""
    cursor.execute(
        "SELECT tgrelid::regclass, tgname FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgtype & %s <> 0",
        [ON_TRUNCATE],
    )
    guards = [f"ALTER TABLE {table} {{}} TRIGGER {name}" for table, name in cursor]
    return (
        [each.format("DISABLE") for each in guards],
        [each.format("ENABLE") for each in guards],
    )
