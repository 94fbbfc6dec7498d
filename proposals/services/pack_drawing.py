"""Drawing a pack: taken by one worker at a time, drawn apart, stored, said.

A worker takes a pack by a conditional UPDATE under a fresh key, and only the holder of
that key may finish it.
"""

import hashlib
import time
import uuid
from pathlib import PurePosixPath

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.documents.apart import DrawingTooLarge, DrawingTooLong
from proposals.documents.fetching import RenderingRefused
from proposals.documents.pack import draw_pack
from proposals.documents.renderer import RenderedPdf
from proposals.enums import MailKind, PackState, PackStep
from proposals.models import ApplicationPack, News
from proposals.services.news import spread
from proposals.services.pack_copies import copies_named_in
from proposals.services.packs import MOST_ATTEMPTS, STALE_AFTER, end_packs

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 0.5
"""Progress within one step is written no more often than this."""


class ClaimLost(Exception):
    """The pack was stopped, or another worker has taken it over: this one must end."""


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
        drawing = draw_pack(
            pack.content,
            shelf=caches["pieces"],
            progress=heartbeat,
            copies=copies_named_in(pack=pack),
        )
        heartbeat(PackStep.SAVING, drawing.pages, drawing.pages)
        _store(pack, claim, drawing)
    except ClaimLost:
        log.warning("pack_taken_over", pack=str(pack_id))
    except Exception as error:
        log.exception("pack_failed", pack=str(pack_id))
        held = ApplicationPack.objects.filter(claim=claim)
        end_packs(packs=held, state=PackState.FAILED, reason=_in_words(error))


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


def _in_words(error: Exception) -> str:
    """Say why drawing failed, without the inside of the machine."""
    if isinstance(error, RenderingRefused):
        return _("The document asked for something outside itself, so it was stopped.")
    if isinstance(error, DrawingTooLarge):
        return _("Drawing needed more memory than a pack may have and was stopped.")
    if isinstance(error, SoftTimeLimitExceeded | DrawingTooLong):
        return _("Drawing took too long and was stopped.")
    if isinstance(error, OSError):
        return _("The file could not be saved. Nothing of the application is lost.")
    return _("Drawing stopped with an error, which is logged.")
