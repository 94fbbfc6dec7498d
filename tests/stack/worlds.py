"""Rows that stand while the tests of a module run, each in a transaction inside."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

Built = TypeVar("Built")


@contextlib.contextmanager
def standing_rows(
    blocker: DjangoDbBlocker,
) -> Iterator[Callable[[Callable[[], Built]], Built]]:
    """Open a transaction, yield what builds rows in it, and roll it back.

    Only what is handed to that may reach the database: a fixture of a module has no
    right of its own to it.
    """

    def build(what: Callable[[], Built]) -> Built:
        with blocker.unblock():
            return what()

    with blocker.unblock():
        standing = transaction.atomic()
        # Django's own sign of a transaction that only tests open: services that have
        # to be outermost may still be so inside.
        standing._from_testcase = True  # type: ignore[attr-defined]  # not in the stubs
        standing.__enter__()
    try:
        yield build
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            standing.__exit__(None, None, None)
