"""What workers do: ids in, one service out."""

import uuid
from pathlib import Path
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import OperationalError

from alliances import clock
from alliances.services import register_uploads
from proposals import outbox
from proposals.selectors.letters.letter_kinds import KINDS, LetterKind
from proposals.services import (
    account_letters,
    bounces,
    closings,
    deadline_notices,
    digests,
    ended_sessions,
    erasure,
    formal_documents,
    letters,
    news,
    pack_drawing,
    pack_sealing,
    packs,
    proposal_files,
    recovery_codes,
    reminders,
    review_notices,
    rules_notices,
    sandboxes,
    sheets,
    signed_copies,
)

LETTER_SECONDS = 50
"""Less than a letter's claim lasts: a slow mail server must not meet two workers."""
SENDING: Any = {
    "autoretry_for": (OperationalError,),
    "retry_backoff": True,
    "max_retries": 5,
    "time_limit": LETTER_SECONDS,
}


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def render_pack(pack_id: str) -> None:
    """Draw the pack with this public id."""
    pack_drawing.render_pack(pack_id=uuid.UUID(pack_id))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def render_submitted_pack(pack_id: str) -> None:
    """Draw the pack of what was just submitted, unless people wait for pages."""
    pack_drawing.render_pack(pack_id=uuid.UUID(pack_id))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def render_document(key: str) -> None:
    """Draw this mandate or declaration."""
    formal_documents.render_document(key=int(key))


def sender_of(kind: LetterKind) -> Task[[str], None]:
    """Return the task that sends a letter of a kind, under a name of its own."""

    def send(key: str) -> None:
        letters.send_letter(kind=kind.name, key=int(key))

    make = shared_task(name=kind.task, **SENDING)
    task: Task[[str], None] = make(send)  # type: ignore[no-untyped-call]  # by table
    return task


SENDERS = {each.name: sender_of(each) for each in KINDS}
"""The task of each kind of letters."""


@shared_task
def send_each(task: str, *keys: str) -> None:
    """Send a task for each of these keys, unless people wait for pages."""
    outbox.send_each(task, keys)


@shared_task
def tell_news() -> None:
    """Tell people what was done to their proposals, daily, and before the deadline."""
    news.tell_news()
    news.tell_bounces()
    digests.make_digests(now=clock.now())
    closings.tell_of_closings(now=clock.now())
    deadline_notices.tell_of_deadlines(now=clock.now())
    rules_notices.tell_of_rules(now=clock.now())
    review_notices.tell_of_reviews(now=clock.now())
    reminders.remind_of_deadlines(now=clock.now())


@shared_task
def show_life() -> None:
    """Do nothing: that a task ends is the sign of life (`config.worker_figures`)."""


@shared_task
def resend_stale_jobs() -> None:
    """Send again what a lost message or a dead worker left behind."""
    packs.resend_stale_jobs()
    formal_documents.resend_lost_documents()
    signed_copies.sweep_copies()
    account_letters.delete_old_account_letters()
    recovery_codes.hide_recovery_codes()
    letters.resend_waiting_letters()
    register_uploads.resend_register_uploads()


@shared_task
def seal_packs() -> None:
    """Seal the packs whose seal failed, once the certificate works again."""
    pack_sealing.seal_waiting_packs()


@shared_task
def read_bounces() -> None:
    """Note which letters came back; scheduled only where reports are collected."""
    bounces.read_bounces(maildir=Path(settings.BOUNCE_MAILDIR))


@shared_task
def forget_old_calls() -> None:
    """Erase names and addresses whose time is over; nothing where none was set."""
    erasure.forget_by_the_clock(now=clock.now())


@shared_task
def delete_ended_sessions() -> None:
    """Delete from where people signed in once they are out again."""
    ended_sessions.delete_ended_sessions(now=clock.now())
    recovery_codes.hash_former_codes()


@shared_task
def delete_expired_sandboxes() -> None:
    """Delete the what-ifs nobody changed, and uploads nobody took, for thirty days."""
    sandboxes.delete_expired_sandboxes()
    sheets.delete_forgotten_sheets(now=clock.now())
    proposal_files.delete_forgotten_files(now=clock.now())
