"""Migrations build what the models say: other tests have tables made from models."""

import re

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

ALIAS = "migrated"
OURS = ("alliances_", "eligibility_", "proposals_")
COLUMNS_OF_SQLITE = """
    SELECT name, type, [notnull], dflt_value, pk, hidden FROM pragma_table_xinfo(%s)
"""
WORDS = re.compile(r"\w+|[^\w\s,]")
TRIGGERS = """
    SELECT pg_get_triggerdef(oid) FROM pg_trigger
     WHERE tgrelid = %s::regclass AND NOT tgisinternal
"""
NAMED_AFTER = "_not_null"
"""PostgreSQL names these after what a column was called once; columns say them too."""


@pytest.fixture
def migrated(db, settings):  # noqa: ARG001  # the tables to compare with
    """Migrate from nothing, in memory or in a schema of its own."""
    settings.MIGRATION_MODULES = {}
    server = connections[ALIAS] = connection.copy(ALIAS)
    if server.vendor == "sqlite":
        server.settings_dict["NAME"] = ":memory:"
    else:
        server.settings_dict["OPTIONS"]["options"] = f"-c search_path={ALIAS}"
    with server.cursor() as cursor:
        if server.vendor != "sqlite":
            cursor.execute(f"CREATE SCHEMA {ALIAS}")
        executor = MigrationExecutor(server)
        executor.migrate(executor.loader.graph.leaf_nodes())
        yield server
        if server.vendor != "sqlite":
            cursor.execute(f"DROP SCHEMA {ALIAS} CASCADE")
    server.close()
    del connections[ALIAS]


def described(server: BaseDatabaseWrapper) -> dict[str, object]:
    """Return what the engine says of each table, whatever order its parts stand in."""
    describe = by_sqlite if server.vendor == "sqlite" else by_postgresql
    with server.cursor() as cursor:
        return {
            table: describe(cursor, table)
            for table in server.introspection.table_names(cursor)
            if table.startswith(OURS)
        }


def by_sqlite(cursor: CursorWrapper, table: str) -> object:
    """Return columns, and the words of all definitions: they were written in turn."""
    # Django's own reading of SQLite stumbles over a condition that has a comma.
    cursor.execute(COLUMNS_OF_SQLITE, [table])
    columns = set(cursor.fetchall())
    cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s", [table])
    definitions = " ".join(sql for (sql,) in cursor.fetchall() if sql)
    return columns, sorted(WORDS.findall(definitions))


def by_postgresql(cursor: CursorWrapper, table: str) -> object:
    """Return columns, constraints with indexes, and triggers."""
    look = cursor.db.introspection
    constraints = {
        name: without_schema(repr(said))
        for name, said in look.get_constraints(cursor, table).items()
        if not name.endswith(NAMED_AFTER)
    }
    cursor.execute(TRIGGERS, [table])
    triggers = {without_schema(definition) for (definition,) in cursor.fetchall()}
    return set(look.get_table_description(cursor, table)), constraints, triggers


def without_schema(text: str) -> str:
    return text.replace(f" {ALIAS}.", " ").replace(" public.", " ")


def test_migrations_build_what_the_models_say(migrated):
    built = described(migrated)

    assert len(built) > 40
    assert built == described(connection)
