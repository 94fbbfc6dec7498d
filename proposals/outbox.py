"""Messages about proposals to the workers: which task, and many at once.

What sending promises stands in `alliances.outbox`, which does it.
"""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from alliances.outbox import send as _send

TASKS = {
    "pack": "proposals.tasks.render_pack",
    "submitted-pack": "proposals.tasks.render_submitted_pack",
    "formal-document": "proposals.tasks.render_document",
}
"""The task of each kind of job but letters, whose kinds have a register of their own
(`selectors.letters.letter_kinds`); services name kinds, so nobody imports tasks."""

SPREAD = "proposals.tasks.send_each"
"""What makes one message many."""


def add(kind: str, key: str) -> None:
    """Send the task of `kind` with `key` once the present transaction commits.

    Nothing is sent if it rolls back. KeyError for a kind that is not in the table.
    """
    add_task(TASKS[kind], key)


def add_task(task: str, key: str) -> None:
    """Send a task, by its name, once the present transaction commits."""
    transaction.on_commit(partial(_send, task, key))


def add_tasks(task: str, keys: Sequence[str]) -> None:
    """Have a task sent for each key once the present transaction commits.

    One message, which a worker makes many: in the last hour before a deadline people
    wait for this process, and each message takes its time.
    """
    transaction.on_commit(partial(_send, SPREAD, task, *keys))


def send_each(task: str, keys: Sequence[str]) -> None:
    """Send a task for each key now.

    The first that cannot be sent ends it: nobody waits for a broker many times over.
    """
    for key in keys:
        if _send(task, key) is False:
            return
