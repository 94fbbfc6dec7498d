"""The engine named by DATABASES: Django's own, with an end to waiting for nobody.

A server that was killed refuses at once. One behind a network that drops everything
answers nothing, and each thread that connects waits until its time is over. With eight
threads and hundreds of people everybody would wait for all before them, so after one
has waited in vain the others are refused at once, for a moment.
"""

import time
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import OperationalError

LONG_SECONDS = 1
"""Who refuses needs no second; who took longer waited in vain."""
REST_SECONDS = 2
"""How long nobody of a process tries again after one waited in vain."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of Django, refused at once while the server does not answer."""

    tries_from = 0.0
    """From when on a connection is tried again; of all threads of the process."""

    def get_new_connection(
        self, conn_params: dict[str, Any]
    ) -> psycopg.Connection[Any]:
        """Connect, or raise what PostgreSQL's own client raises."""
        begun = time.monotonic()
        if begun < DatabaseWrapper.tries_from:
            raise OperationalError("The database did not answer a moment ago.")
        try:
            connection: psycopg.Connection[Any] = super().get_new_connection(
                conn_params
            )
        except OperationalError:
            now = time.monotonic()
            if now - begun >= LONG_SECONDS:
                DatabaseWrapper.tries_from = now + REST_SECONDS
            raise
        return connection
