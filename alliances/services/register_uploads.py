"""Files of the register: kept for a worker, sent to it again, thrown away.

The row of an upload is its job. Nothing here writes the register.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from alliances import outbox
from alliances.enums import ReviewState, UploadState
from alliances.files.register_text import Survey, survey
from alliances.files.register_workbooks import check_register_archive
from alliances.models import (
    Register,
    RegisterPublication,
    RegisterUpload,
    StagedOrganisation,
    User,
)
from alliances.services.register_names import resend_names
from alliances.services.register_orders import JOB as PUBLICATION
from alliances.services.register_reading import MOST_ATTEMPTS, STALE_AFTER
from alliances.services.register_staging import forget_rows
from alliances.services.reviews import discard_kept

JOB = "register-upload"
LONGEST_NAME = 200
LOST_AFTER = timedelta(minutes=5)
"""A publication that takes longer is sent again; the second worker waits for it."""
NEEDED = (
    UploadState.WAITING,
    UploadState.READING,
    UploadState.READY,
    UploadState.PUBLISHING,
)
"""States in which the rows of an upload are still of use."""
FORGOTTEN_AFTER = timedelta(days=30)
"""An upload nobody published for so long is thrown away with its rows."""


class AlreadyPublished(Exception):
    """The register stands as this very file left it."""

    def __init__(self, publication: RegisterPublication) -> None:
        self.publication = publication
        super().__init__(str(publication))


def keep_register_upload(
    *, file: BinaryIO, file_name: str, is_whole: bool, by: User | None
) -> RegisterUpload:
    """Keep a file of organisations and have a worker read it.

    The same file waiting already is the same upload. Raises FileRefused where it is
    neither CSV nor a workbook, AlreadyPublished where the register still stands as the
    same file left it; neither is parsed for that.
    """
    found = survey(file)
    if found.is_workbook:
        check_register_archive(file)
    _refuse_published(found, is_whole=is_whole)
    file.seek(0)
    with transaction.atomic():
        waiting = RegisterUpload.objects.filter(
            sha256=found.sha256,
            is_whole=is_whole,
            review_state__in=[ReviewState.KEPT, ReviewState.ASKED],
            state__in=NEEDED,
        ).first()
        if waiting is not None:
            return waiting
        upload = RegisterUpload(
            file_name=file_name[:LONGEST_NAME],
            sha256=found.sha256,
            guess=found.guess,
            is_whole=is_whole,
            uploaded_by=by,
            heartbeat_at=timezone.now(),
        )
        upload.file.save(f"register/{upload.public_id}", File(file), save=True)
        outbox.add(JOB, str(upload.pk))
    return upload


def _refuse_published(found: Survey, *, is_whole: bool) -> None:
    last = RegisterPublication.objects.select_related("upload").first()
    register = Register.objects.first()
    if (
        last is not None
        and register is not None
        and (last.sha256, last.upload.is_whole) == (found.sha256, is_whole)
        and last.revision == register.revision
    ):
        raise AlreadyPublished(last)


def resend_register_uploads() -> int:
    """Send again what got lost, and sweep what nobody needs; return how many were sent.

    An upload whose worker died three times is refused. Rows without an upload that
    still waits for them, and uploads nobody published for a month, go.
    """
    now = timezone.now()
    lost = RegisterUpload.objects.filter(
        state__in=[UploadState.WAITING, UploadState.READING],
        heartbeat_at__lt=now - STALE_AFTER,
    )
    lost.filter(attempt__gte=MOST_ATTEMPTS).update(
        state=UploadState.REFUSED, claim=None
    )
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        outbox.add(JOB, str(key))
    RegisterUpload.objects.filter(pk__in=keys, state=UploadState.WAITING).update(
        heartbeat_at=now
    )
    forgotten = RegisterUpload.objects.filter(
        review_state=ReviewState.KEPT,
        publication=None,
        uploaded_at__lt=now - FORGOTTEN_AFTER,
    )
    for upload in forgotten:
        discard_register_upload(upload=upload)
    needed = RegisterUpload.objects.filter(state__in=NEEDED)
    dead = StagedOrganisation.objects.exclude(upload__in=needed.values("pk"))
    if dead.exists():
        dead._raw_delete(using="default")
    return len(keys) + _resend_orders() + resend_names()


def _resend_orders() -> int:
    """Send again what a worker was to publish; what killed three waits for people."""
    now = timezone.now()
    lost = RegisterUpload.objects.filter(
        state=UploadState.PUBLISHING, heartbeat_at__lt=now - LOST_AFTER
    )
    lost.filter(attempt__gte=MOST_ATTEMPTS).update(state=UploadState.READY)
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        outbox.add(PUBLICATION, str(key))
    lost.update(heartbeat_at=now)
    return len(keys)


def discard_register_upload(*, upload: RegisterUpload) -> bool:
    """Throw a file away that nobody asked to publish; say whether that was done.

    What was asked for stays with its answer, what was published as its proof.
    """
    with transaction.atomic():
        under_way = [UploadState.PUBLISHING, UploadState.PUBLISHED]
        idle = RegisterUpload.objects.exclude(state__in=under_way)
        row = discard_kept(rows=idle, row=upload)
        if row is not None:
            forget_rows(upload=upload)
            transaction.on_commit(_deletion(row))
    return row is not None


def _deletion(upload: RegisterUpload) -> Callable[[], None]:
    def delete() -> None:
        for field in (upload.file, upload.problem_file):
            if field:
                field.delete(save=False)

    return delete
