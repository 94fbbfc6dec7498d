"""Which errors of the database and the disk pass, and which are mistakes of ours."""

import errno

import psycopg
from django.db import OperationalError

AWAY = ("08", "57P", "53", "58030", "40001", "40P01", "55P03", "25P03")
"""How SQLSTATEs of PostgreSQL begin: no connection, shutting down or starting, no more
disk, memory or connections, a disk that fails, a conflict with another transaction, a
deadlock, a lock nobody got, a transaction that was left lying."""
AWAY_IN_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_FULL")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_away(error: BaseException | None) -> bool:
    """Say whether the database cannot be reached, is too busy, or a disk is full.

    Whoever runs the service mends that, and nothing was stored. Drivers call much more
    an operational error, such as a missing table. What says so is their own error, from
    which Django raises its own.
    """
    if isinstance(error, OSError):
        return error.errno in FULL
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, psycopg.Error):
        # None: the server never answered, so that it could not say why.
        return cause.sqlstate is None or cause.sqlstate.startswith(AWAY)
    return getattr(cause, "sqlite_errorname", "").startswith(AWAY_IN_SQLITE)
