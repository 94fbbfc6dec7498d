"""Which errors of the database people are told to wait for."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection

from config.database_errors import is_away


def of_postgres(code):
    return psycopg.errors.lookup(code)()


def of_sqlite(name):
    error = sqlite3.OperationalError()
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("cause", "passes"),
    [
        (psycopg.OperationalError(), True),
        *[
            (of_postgres(code), True)
            for code in ("08006", "57P03", "53100", "53300", "40001", "55P03", "25P03")
        ],
        *[(of_postgres(code), False) for code in ("57014", "42P01")],
        *[
            (of_sqlite(f"SQLITE_{name}"), True)
            for name in ("BUSY", "BUSY_SNAPSHOT", "LOCKED", "CANTOPEN", "FULL")
        ],
        *[(of_sqlite(f"SQLITE_{name}"), False) for name in ("ERROR", "CORRUPT")],
        (sqlite3.OperationalError(), False),
        (None, False),
    ],
)
def test_only_what_passes_by_itself_is_waited_for(cause, passes):
    error = OperationalError("gone")
    error.__cause__ = cause

    assert is_away(error) is passes


@pytest.mark.parametrize(
    ("number", "passes"),
    [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EIO, False)],
)
def test_a_full_disk_is_waited_for(number, passes):
    assert is_away(OSError(number, "disk")) is passes


@pytest.mark.parametrize(
    "error", [None, ValueError("ours"), InterfaceError("closed too early")]
)
def test_mistakes_of_ours_are_not_waited_for(error):
    assert is_away(error) is False


@pytest.mark.django_db
def test_a_missing_table_is_a_mistake_of_ours():
    with pytest.raises(Exception, match="nowhere") as raised, connection.cursor() as of:
        of.execute("SELECT 1 FROM nowhere")

    assert is_away(raised.value) is False
