"""Which database there is: an address, with its password in a file of its own.

`pooled=1` behind an address tells of a pooler that lends a connection for one
transaction (PgBouncer): nothing may then outlive a transaction.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OUR_POSTGRESQL = "config.postgresql"
POSTGRESQL = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"
POOLED = "pooled"
WAITING = {
    "connect_timeout": 3,
    # What was sent and nobody received: a statement, in milliseconds.
    "tcp_user_timeout": 5000,
    # Who waits for an answer asks every few seconds whether the other end is there.
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""How PostgreSQL's client is told to wait: seconds, not minutes. An address may say
otherwise after its question mark."""
KEPT_SECONDS = 600
"""How long a connection serves; each begins without any plan."""
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 2}
"""For PostgreSQL: values travel beside the statement, which is planned at its second
time; Django's default writes them into it, so that no two are alike."""


def databases(address: str, *, folder: Path, password: str) -> dict[str, Any]:
    """Return Django's databases; without an address a file in `folder`.

    One on a server is asked so that nobody waits for it in vain (`WAITING`), and
    PostgreSQL plans what it is asked a second time on a connection once, not each time:
    half of its work for a page. Behind a pooler each time.

    Refuses an address that is none without repeating it, for it may hold a password.
    """
    address, is_pooled = _without_pooled(address or f"sqlite:///{folder}/db.sqlite3")
    try:
        found: Any = dj_database_url.parse(
            address, conn_max_age=KEPT_SECONDS, conn_health_checks=True
        )
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL must be an address such as"
            " postgres://user:password@host/name."
        ) from error
    if found["ENGINE"] == SQLITE:
        return {"default": found | _for_sqlite(folder)}
    # Plans and cursors live longer than a transaction, and so on another's connection.
    plans = {} if is_pooled else PLANNED_ONCE
    if found["ENGINE"] == POSTGRESQL:
        found["ENGINE"] = OUR_POSTGRESQL
        found["OPTIONS"] = plans | WAITING | found.get("OPTIONS", {})
        found["DISABLE_SERVER_SIDE_CURSORS"] = is_pooled
    return {"default": found | {"PASSWORD": found["PASSWORD"] or password}}


def with_password(address: str, password: str) -> str:
    """Return an address of Redis with the password that its file holds, if none."""
    parts = urlsplit(address)
    if not (address and password) or parts.password:
        return address
    host = f":{quote(password, safe='')}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit(parts._replace(netloc=host))


def _without_pooled(address: str) -> tuple[str, bool]:
    """Return the address as drivers know it, and whether it is of a pooler."""
    before, _mark, asked = address.partition("?")
    options = dict(parse_qsl(asked))
    is_pooled = options.pop(POOLED, "0") == "1"
    rest = f"?{urlencode(options)}" if options else ""
    return f"{before}{rest}", is_pooled


def _for_sqlite(folder: Path) -> dict[str, Any]:
    return {
        "OPTIONS": {
            # Take the write lock when a transaction starts: taking it later can fail
            # at once, without waiting for the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
        # A file, not memory: threads and the worker of the tests must reach it.
        "TEST": {"NAME": str(folder / "test.sqlite3")},
    }
