"""Proves that a page only reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITING = (
    "INSERT",
    "UPDATE",
    "DELETE",
    "REPLACE",
    "CREATE",
    "DROP",
    "ALTER",
    "TRUNCATE",
)


class WroteWhileReading(AssertionError):
    """A page that answers GET changed the database."""


@contextmanager
def only_reading() -> Iterator[None]:
    """Fail on the first statement that writes, on any engine."""
    with connection.execute_wrapper(_refuse_writes):
        yield


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    if sql.lstrip(" (").upper().startswith(WRITING):
        raise WroteWhileReading(f"GET must not write; a form posts instead: {sql}")
    return execute(sql, params, many, context)
