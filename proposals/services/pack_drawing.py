"""Drawing a pack: taken by one worker at a time, drawn apart, stored, said.

A worker takes a pack by a conditional UPDATE under a fresh key, and only the holder of
that key may finish it.
"""

import uuid
from pathlib import PurePosixPath

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from alliances import clock
from proposals.documents.renderer import RenderedPdf
from proposals.enums import PackState, PackStep
from proposals.models import ApplicationPack
from proposals.services.pack_failures import MOST_ATTEMPTS, failure_words
from proposals.services.pack_heartbeat import ClaimLost, Heartbeat
from proposals.services.pack_ladder import Rung, next_try, reach_a_rung
from proposals.services.pack_news import tell_of_pack
from proposals.services.pack_sealing import Seal, sealed
from proposals.services.packs import STALE_AFTER, end_packs

log = structlog.get_logger(__name__)


def render_pack(*, pack_id: uuid.UUID) -> None:
    """Draw a pack and store its file; do nothing while another worker does.

    A failure is kept in words on the row; asking for the pack again retries it, and
    that of a submission is tried again by itself. A crash leaves the row to
    `resend_stale_jobs`, and so does OperationalError, which is raised.
    """
    claim = uuid.uuid4()
    if not _claimed(pack_id, claim):
        return
    pack = ApplicationPack.objects.get(claim=claim)
    heartbeat = Heartbeat(claim)
    try:
        rung = reach_a_rung(pack=pack, progress=heartbeat)
        if rung.drawing:
            seal = sealed(drawing=rung.drawing, progress=heartbeat)
            heartbeat(PackStep.SAVING, rung.drawing.pages, rung.drawing.pages)
            _store(pack, claim, rung.drawing, rung, seal)
        else:
            _keep(claim, rung)
    except ClaimLost:
        log.warning("pack_taken_over", pack=str(pack_id))
    except OperationalError:
        # The database is away, so nobody can be told; it is a crash like any other.
        log.warning("pack_left", pack=str(pack_id))
        raise
    except Exception as error:
        log.exception("pack_failed", pack=str(pack_id))
        held = ApplicationPack.objects.filter(claim=claim)
        end_packs(
            packs=held,
            state=PackState.FAILED,
            reason=failure_words(error=error),
            again=next_try(pack=pack, error=error),
        )


def _claimed(pack_id: uuid.UUID, claim: uuid.UUID) -> bool:
    """Take a pack that waits, or whose worker is dead; False if there is none."""
    now = clock.now()
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


def _store(
    pack: ApplicationPack,
    claim: uuid.UUID,
    drawing: RenderedPdf,
    rung: Rung,
    seal: Seal,
) -> None:
    """Save the file, then flip the row; whoever comes too late removes its file."""
    storage = pack.file.storage
    name = f"{pack.public_id}/{claim}.pdf"
    try:
        name = storage.save(name, ContentFile(seal.content))
    except OSError:
        storage.delete(name)  # half of it may be there, and the disk is full
        raise
    with transaction.atomic():
        finished = ApplicationPack.objects.filter(claim=claim).update(
            state=PackState.READY,
            claim=None,
            file=name,
            pages=drawing.pages,
            step="",
            done=drawing.pages,
            total=drawing.pages,
            form=drawing.form,
            failure=rung.failure,
            retries=rung.retries,
            retry_at=rung.retry_at,
            finished_at=timezone.now(),
            **seal.fields(),
        )
        if finished:
            tell_of_pack(pack=pack, claim=claim, form=drawing.form)
    if not finished:
        storage.delete(name)
        raise ClaimLost
    _remove_leftovers(storage, keep=PurePosixPath(name))


def _keep(claim: uuid.UUID, rung: Rung) -> None:
    """Flip the row back to the file it has; whoever comes too late changes nothing."""
    ApplicationPack.objects.filter(claim=claim).update(
        state=PackState.READY,
        claim=None,
        step="",
        failure=rung.failure,
        retries=rung.retries,
        retry_at=rung.retry_at,
    )


def _remove_leftovers(storage: Storage, *, keep: PurePosixPath) -> None:
    """Delete what workers saved that died before they could flip the row."""
    folder = str(keep.parent)
    for name in storage.listdir(folder)[1]:
        if name != keep.name:
            storage.delete(f"{folder}/{name}")
