"""Makes the tables of a test run from the models: migrations take ten times as long.

`tests/config/test_migrations.py` holds both to the same.
"""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

if TYPE_CHECKING:
    from django.db.migrations.state import ProjectState


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

    SQLite deletes row by row where PostgreSQL truncates, which triggers do not see.
    """
    if server.vendor != "sqlite":
        return
    # Of the class: once a browser runs, its event loop makes Django open the database
    # anew for what it takes to be asynchronous code, and that connection flushes too.
    operations = type(server.ops)
    flush = operations.sql_flush

    def sql_flush(
        self: BaseDatabaseOperations, *args: Any, **options: Any
    ) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master"
                " WHERE type = 'trigger' AND sql LIKE '%%RAISE(ABORT%%'"
            )
            triggers = cursor.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        remade = [sql for _name, sql in triggers]
        return [*dropped, *flush(self, *args, **options), *remade]

    operations.sql_flush = sql_flush  # type: ignore[method-assign]  # for tests alone
