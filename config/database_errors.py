"""Which errors of the database pass by themselves, and which are mistakes of ours."""

import psycopg
from django.db import OperationalError

AWAY = ("08", "57P", "53300", "40001", "40P01", "55P03")
"""How SQLSTATEs of PostgreSQL begin: no connection, shutting down or starting, too many
connections, a conflict with another transaction, a deadlock, a lock nobody got."""
AWAY_IN_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN")


def is_away(error: BaseException | None) -> bool:
    """Say whether the database cannot be reached or is too busy just now.

    Drivers call much more an operational error: a missing table, a full disk. What says
    so is their own error, from which Django raises its own.
    """
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, psycopg.Error):
        # None: the server never answered, so that it could not say why.
        return cause.sqlstate is None or cause.sqlstate.startswith(AWAY)
    return getattr(cause, "sqlite_errorname", "").startswith(AWAY_IN_SQLITE)
