"""Messages to the workers: sent after commit, never the reason a stored act fails.

The job's own row is the truth (ADR 5). A message that cannot be sent is logged, and the
sweeper sends it again.
"""

import time
from dataclasses import dataclass
from functools import partial

import structlog
from celery import current_app
from django.db import transaction

TASKS = {
    "register-upload": "alliances.tasks.read_register_upload",
    "register-publication": "alliances.tasks.publish_register_upload",
    "register-names": "alliances.tasks.index_register_names",
}
"""The task of each kind of job; services name kinds, so nobody imports tasks."""

PATIENCE = 2
"""Seconds in which a queue answers, or does not."""
LONG_SECONDS = 1
"""A queue that refuses needs no second; one that took longer did not answer."""
REST_SECONDS = 5


log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Last:
    """When this process last could not send, and until when it does not try."""

    failed: float = 0.0
    rests_until: float = 0.0


_last = _Last()


def add(kind: str, key: str) -> None:
    """Send the task of `kind` with `key` once the present transaction commits.

    Nothing is sent if it rolls back. KeyError for a kind that is not in the table.
    """
    transaction.on_commit(partial(send, TASKS[kind], key))


def send(task: str, *keys: str) -> bool:
    """Send a task by its name now and say whether that was possible.

    A queue that is ill is logged, not raised. After one message waited for it in vain,
    the next ones are left to the sweeper for a moment: whoever submits waits once, and
    not for each mail, and who comes next not at all.
    """
    begun = time.monotonic()
    if begun < _last.rests_until:
        _last.failed = begun
        log.warning("message_left", task=task, keys=keys)
        return False
    try:
        current_app.send_task(task, args=list(keys), retry=False)
    except Exception:  # whatever the queue suffers from, the row is stored
        log.exception("message_not_sent", task=task, keys=keys)
        _last.failed = now = time.monotonic()
        if now - begun >= LONG_SECONDS:
            _last.rests_until = now + REST_SECONDS
        return False
    return True


def has_failed_since(moment: float) -> bool:
    """Say whether this process could not send something after a monotonic moment."""
    return _last.failed > moment


def reach() -> None:
    """Open the queue within two seconds, or raise what keeps us from it."""
    with current_app.connection_for_write(connect_timeout=PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, timeout=PATIENCE)
        broker.default_channel  # noqa: B018  # opening it is the check for folders


def answers() -> bool:
    """Say whether the queue takes messages now."""
    try:
        reach()
    except Exception as error:  # noqa: BLE001  # whatever the queue suffers from
        log.warning("queue_away", error=type(error).__name__)
        return False
    return True
