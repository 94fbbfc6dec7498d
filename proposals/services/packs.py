"""Application packs: asked for, drawn by one worker at a time, never lost.

The row is the truth and the queue only a messenger. A worker takes a pack by a
conditional UPDATE under a fresh key, and only the holder of that key may finish it.
"""

import hashlib
import time
import uuid
from datetime import timedelta
from pathlib import PurePosixPath

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alliances.models import User
from proposals import outbox
from proposals.documents.fetching import RenderingRefused
from proposals.documents.pack import draw_pack
from proposals.documents.renderer import RenderedPdf
from proposals.enums import ActivityKind, MailKind, PackState, PackStep
from proposals.models import ApplicationPack, News, Proposal, Submission
from proposals.services.activity import note_act
from proposals.services.drafts import hold_draft, lock_draft
from proposals.services.news import spread
from proposals.services.pack_contents import facts_in, pack_digest, present_content
from proposals.services.pack_copies import copies_named_in
from proposals.snapshots import with_withdrawal_test

log = structlog.get_logger(__name__)

STALE_AFTER = timedelta(seconds=30)
"""Without a heartbeat for so long, the worker of a pack is taken for dead."""

RESEND_AFTER = timedelta(seconds=60)
"""Not taken by a worker for so long, the message of a pack is taken for lost."""

MOST_ATTEMPTS = 3
"""Crashes after which a pack is given up: its content may be what kills workers."""

HEARTBEAT_SECONDS = 0.5
"""Progress within one step is written no more often than this."""

JOB = "pack"


class ClaimLost(Exception):
    """Another worker has taken the pack over; this one must stop."""


def request_pack(
    *,
    proposal: Proposal,
    by: User,
    submission: Submission | None = None,
    prints_withdrawals: bool = False,
) -> ApplicationPack:
    """Return the pack of a submission, or of the draft as it stands; queued if new.

    A draft that says what its live submission says has the submission's pack. The same
    content is the same pack, so a double click changes nothing; a failed pack is
    queued again. `prints_withdrawals` adds the withdrawal test, which is part of the
    content: with and without it are two packs. Refuses with NotAllowed.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        content = submission.snapshot if submission else present_content(draft=draft)
        live = draft.submissions.live().first()
        if (
            live
            and not submission
            and facts_in(content=content) == facts_in(content=live.snapshot)
        ):
            submission, content = live, live.snapshot
    if prints_withdrawals:
        # Up to a second of reckoning, so nobody waits for the lock of the draft.
        content = with_withdrawal_test(content)
    with transaction.atomic():
        hold_draft(proposal=draft)
        pack, is_new = _queued(draft, content, submission, by)
        if is_new or _queued_again(pack):
            told = {"content": pack.digest}
            note_act(draft=draft, kind=ActivityKind.PACK_REQUESTED, by=by, facts=told)
            outbox.add(JOB, str(pack.public_id))
    pack.refresh_from_db()
    return pack


def queue_submitted_pack(*, submission: Submission) -> ApplicationPack:
    """Queue the pack of what was just submitted, in the transaction of submitting.

    Nobody asked for it, so the log has no row of it. It is drawn after the commit; that
    it cannot be drawn never touches the submission.
    """
    pack, _is_new = _queued(
        submission.proposal, submission.snapshot, submission, submission.submitted_by
    )
    outbox.add(JOB, str(pack.public_id))
    return pack


def render_pack(*, pack_id: uuid.UUID) -> None:
    """Draw a pack and store its file; do nothing while another worker does.

    A failure is kept in words on the row; asking for the pack again retries it. A
    crash leaves the row to `resend_stale_jobs`.
    """
    claim = uuid.uuid4()
    if not _claimed(pack_id, claim):
        return
    pack = ApplicationPack.objects.get(claim=claim)
    heartbeat = _Heartbeat(claim)
    try:
        copies = copies_named_in(pack=pack)
        drawing = draw_pack(pack.content, progress=heartbeat, copies=copies)
        heartbeat(PackStep.SAVING, drawing.pages, drawing.pages)
        _store(pack, claim, drawing)
    except ClaimLost:
        log.warning("pack_taken_over", pack=str(pack_id))
    except Exception as error:
        log.exception("pack_failed", pack=str(pack_id))
        _give_up(ApplicationPack.objects.filter(claim=claim), _in_words(error))


def resend_stale_jobs() -> int:
    """Send again what got lost; return how many messages were sent.

    A pack whose worker died is queued again, or given up after three crashes; a pack
    that nobody took is sent once more. Twice the same message does no harm.
    """
    now = timezone.now()
    crashed = ApplicationPack.objects.filter(
        state=PackState.RENDERING, heartbeat_at__lt=now - STALE_AFTER
    )
    _give_up(crashed.filter(attempt__gte=MOST_ATTEMPTS), _crashed_in_words())
    crashed.update(state=PackState.QUEUED, claim=None, heartbeat_at=None)
    waiting = ApplicationPack.objects.filter(
        Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - RESEND_AFTER),
        state=PackState.QUEUED,
    )
    lost = list(waiting.values_list("public_id", flat=True))
    for pack_id in lost:
        outbox.add(JOB, str(pack_id))
    waiting.filter(public_id__in=lost).update(heartbeat_at=now)
    return len(lost)


def _queued(
    draft: Proposal, content: str, submission: Submission | None, by: User
) -> tuple[ApplicationPack, bool]:
    """Return the pack of a content, and whether it is new; the draft is locked."""
    return ApplicationPack.objects.get_or_create(
        proposal=draft,
        digest=pack_digest(content=content),
        defaults={
            "content": content,
            "submission": submission,
            "requested_by": by,
            "heartbeat_at": timezone.now(),
        },
    )


def _queued_again(pack: ApplicationPack) -> bool:
    """Queue a failed pack with all its attempts; say whether it was failed."""
    failed = ApplicationPack.objects.filter(pk=pack.pk, state=PackState.FAILED)
    return bool(
        failed.update(
            state=PackState.QUEUED,
            attempt=0,
            failure="",
            step="",
            done=0,
            total=0,
            finished_at=None,
            heartbeat_at=timezone.now(),
        )
    )


def _claimed(pack_id: uuid.UUID, claim: uuid.UUID) -> bool:
    """Take a pack that waits, or whose worker is dead; False if there is none."""
    now = timezone.now()
    dead = Q(
        state=PackState.RENDERING,
        heartbeat_at__lt=now - STALE_AFTER,
        attempt__lt=MOST_ATTEMPTS,
    )
    claimable = ApplicationPack.objects.filter(
        Q(state=PackState.QUEUED) | dead, public_id=pack_id
    )
    return bool(
        claimable.update(
            state=PackState.RENDERING,
            claim=claim,
            attempt=F("attempt") + 1,
            step=PackStep.PREPARING,
            done=0,
            total=0,
            heartbeat_at=now,
        )
    )


class _Heartbeat:
    """Writes progress to the row; raises ClaimLost once the row is another's."""

    def __init__(self, claim: uuid.UUID) -> None:
        self.claim = claim
        self.step: PackStep | None = None
        self.written_at = 0.0

    def __call__(self, step: PackStep, done: int, total: int) -> None:
        """Write a new step at once, progress within it every half second."""
        now = time.monotonic()
        if step == self.step and now - self.written_at < HEARTBEAT_SECONDS:
            return
        self.step, self.written_at = step, now
        held = ApplicationPack.objects.filter(claim=self.claim)
        if not held.update(
            step=step, done=done, total=total, heartbeat_at=timezone.now()
        ):
            raise ClaimLost


def _store(pack: ApplicationPack, claim: uuid.UUID, drawing: RenderedPdf) -> None:
    """Save the file, then flip the row; whoever comes too late removes its file."""
    storage = pack.file.storage
    name = storage.save(f"{pack.public_id}/{claim}.pdf", ContentFile(drawing.content))
    with transaction.atomic():
        finished = ApplicationPack.objects.filter(claim=claim).update(
            state=PackState.READY,
            claim=None,
            file=name,
            file_sha256=hashlib.sha256(drawing.content).hexdigest(),
            pages=drawing.pages,
            step="",
            done=drawing.pages,
            total=drawing.pages,
            failure="",
            finished_at=timezone.now(),
        )
        if finished:
            spread(news=[_ready(pack, claim)])
    if not finished:
        storage.delete(name)
        raise ClaimLost
    _remove_leftovers(storage, keep=PurePosixPath(name))


def _ready(pack: ApplicationPack, claim: uuid.UUID) -> News:
    return News(
        person_id=pack.requested_by_id,
        proposal_id=pack.proposal_id,
        kind=MailKind.PACK,
        event=MailKind.PACK,
        happened_at=timezone.now(),
        source=f"pack:{claim}",
    )


def _remove_leftovers(storage: Storage, *, keep: PurePosixPath) -> None:
    """Delete what workers saved that died before they could flip the row."""
    folder = str(keep.parent)
    for name in storage.listdir(folder)[1]:
        if name != keep.name:
            storage.delete(f"{folder}/{name}")


def _give_up(packs: QuerySet[ApplicationPack], reason: str) -> None:
    """Mark packs as failed, with the reason a person reads."""
    packs.update(
        state=PackState.FAILED,
        claim=None,
        failure=reason,
        finished_at=timezone.now(),
    )


def _in_words(error: Exception) -> str:
    """Say why drawing failed, without the inside of the machine."""
    if isinstance(error, RenderingRefused):
        return _("The document asked for something outside itself, so it was stopped.")
    if isinstance(error, SoftTimeLimitExceeded):
        return _("Drawing took too long and was stopped.")
    if isinstance(error, OSError):
        return _("The file could not be saved. Nothing of the application is lost.")
    return _("Drawing stopped with an error, which is logged.")


def _crashed_in_words() -> str:
    return _("The worker died %d times while it drew this pack.") % MOST_ATTEMPTS
