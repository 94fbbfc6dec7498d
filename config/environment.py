"""Reads the environment: one typed function per kind of value, errors in words."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OUR_POSTGRESQL = "config.postgresql"
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
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})
POSTGRESQL = "django.db.backends.postgresql"
KEPT_SECONDS = 600
"""How long a connection serves; each begins without any plan."""
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 2}
"""For PostgreSQL: values travel beside the statement, which is planned at its second
time; Django's default writes them into it, so that no two are alike."""


def text(name: str, default: str = "") -> str:
    """Return the variable without outer blanks; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """Return a yes or no; refuse every other word."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    """Return a whole number that is not negative."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def database(name: str, default: str) -> Any:  # noqa: ANN401  # Django's own shape
    """Return the database an address names, with connections that are kept.

    One on a server is asked so that nobody waits for it in vain (`WAITING`), and
    PostgreSQL plans what it is asked a second time on a connection once, not each time:
    half of its work for a page. `?server_side_binding=0` at the end of the address ends
    that, for poolers that keep no prepared statements.
    """
    address = text(name, default)
    try:
        found = dj_database_url.parse(
            address, conn_max_age=KEPT_SECONDS, conn_health_checks=True
        )
    except (ValueError, KeyError) as error:
        # The address may hold a password, so it is not repeated.
        raise ImproperlyConfigured(
            f"{name} must be an address such as postgres://user:password@host/name."
        ) from error
    if found["ENGINE"] == POSTGRESQL:
        found["ENGINE"] = OUR_POSTGRESQL
        found["OPTIONS"] = PLANNED_ONCE | WAITING | found.get("OPTIONS", {})
    return found


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return a list written with commas."""
    values = [item.strip() for item in text(name).split(",") if item.strip()]
    return values or list(default)


def folder(name: str, default: Path) -> Path:
    """Return an absolute path; nothing is created here."""
    return Path(text(name, str(default))).expanduser().absolute()


def file_content(path: Path) -> str:
    """Return the text of a secret's file, or nothing where there is no file."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except PermissionError as error:
        raise ImproperlyConfigured(f"{path} may not be read: {error}.") from error
