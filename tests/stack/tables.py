"""Makes the tables of a test run from the models: migrations take ten times as long.

`tests/config/test_migrations.py` holds both to the same.
"""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate
from django.test import override_settings

if TYPE_CHECKING:
    from django.db.migrations.state import ProjectState

PERMISSIONS = "django.contrib.auth.management.create_permissions"
"""Under which Django's own app connects it."""
KEPT = ("django_content_type", "auth_permission")
"""What no test changes, and what Django writes anew after each flush otherwise."""


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


def flush_what_tests_wrote(server: BaseDatabaseWrapper) -> None:
    """Have tests that commit empty all tables but KEPT, row by row.

    PostgreSQL would truncate: a new file for each of hundreds of tables and indexes,
    for a dozen rows. Rows are deleted also where triggers forbid it, which neither
    ours nor those of foreign keys see here.
    """
    post_migrate.disconnect(create_permissions, dispatch_uid=PERMISSIONS)
    post_migrate.disconnect(create_contenttypes)
    sqlite = server.vendor == "sqlite"
    unseen = _without_triggers if sqlite else _in_a_replica
    # Of the class: once a browser runs, its event loop makes Django open the database
    # anew for what it takes to be asynchronous code, and that connection flushes too.
    operations = type(server.ops)

    def sql_flush(
        self: BaseDatabaseOperations, _style: object, tables: Iterable[str], **_: Any
    ) -> list[str]:
        names = [self.quote_name(each) for each in tables if each not in KEPT]
        return unseen(self, names, [f"DELETE FROM {each}" for each in names])  # noqa: S608  # names of ours

    operations.sql_flush = sql_flush  # type: ignore[assignment, method-assign]  # for tests alone


def _without_triggers(
    operations: BaseDatabaseOperations, _names: list[str], deletes: list[str]
) -> list[str]:
    with operations.connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND sql LIKE '%%RAISE(ABORT%%'"
        )
        triggers = cursor.fetchall()
    dropped = [f"DROP TRIGGER {name}" for name, _sql in triggers]
    remade = [sql for _name, sql in triggers]
    return [*dropped, *deletes, *remade]


def _in_a_replica(
    _operations: BaseDatabaseOperations, names: list[str], deletes: list[str]
) -> list[str]:
    """Delete as a replica would, once nobody else is writing any more."""
    return [
        "SET LOCAL session_replication_role = replica",
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
        "; ".join(deletes),
    ]
