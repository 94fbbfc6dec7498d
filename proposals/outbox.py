"""Messages to the workers: sent after commit, never the reason a stored act fails.

The job's own row is the truth (DESIGN decision 9). A message that cannot be sent is
logged, and the sweeper sends it again.
"""

from functools import partial

from django.db import transaction

from alliances.outbox import send as _send

TASKS = {
    "answer-copy": "proposals.tasks.send_answer_copy",
    "pack": "proposals.tasks.render_pack",
    "formal-document": "proposals.tasks.render_document",
    "confirmation-request": "proposals.tasks.send_confirmation_request",
    "bulletin": "proposals.tasks.send_bulletin",
    "colleague-invitation": "proposals.tasks.send_colleague_invitation",
    "link-code": "proposals.tasks.send_link_code",
    "mention": "proposals.tasks.send_mention",
    "figure-notice": "proposals.tasks.send_figure_notice",
    "verdict-notice": "proposals.tasks.send_verdict_notice",
}
"""The task of each kind of job; services name kinds, so nobody imports tasks."""


def add(kind: str, key: str) -> None:
    """Send the task of `kind` with `key` once the present transaction commits.

    Nothing is sent if it rolls back. KeyError for a kind that is not in the table.
    """
    transaction.on_commit(partial(_send, TASKS[kind], key))
