"""Publishing a file of the register: at once if it changes little, else by a worker.

The row of the upload is the job. Whoever writes holds the register's row, so that two
workers with one order, and a message that comes twice, publish once.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alliances import outbox
from alliances.enums import UploadState
from alliances.models import RegisterPublication, RegisterUpload, User
from alliances.selectors.register_diff import RegisterCounts
from alliances.services.reference import Unpublished
from alliances.services.register import lock_register
from alliances.services.register_publishing import (
    RegisterMoved,
    counted,
    publish_register_import,
)
from alliances.services.reviews import check_publishable, still_there

JOB = "register-publication"
FEW = 2000
"""Entries that are written while somebody waits for the answer."""


def order_register_publication(
    *, upload: RegisterUpload, compared_with: int, reason: str, by: User
) -> RegisterPublication | None:
    """Publish an upload, or have a worker do it; None while it is with the worker.

    Refuses at once what `publish_register_import` refuses. Twice is once.
    """
    with transaction.atomic():
        register = lock_register()
        row = still_there(rows=RegisterUpload.objects.all(), row=upload)
        if row.state == UploadState.PUBLISHING:
            return None
        if row.state == UploadState.READY:
            counts = counted(upload=row, register=register, compared_with=compared_with)
            if _touched(counts) > FEW:
                _order(row, compared_with, reason, by)
                return None
        return publish_register_import(
            upload=row, compared_with=compared_with, reason=reason, by=by
        )


def publish_ordered(*, key: int) -> None:
    """Publish what was ordered; nothing where nobody ordered it or it is done.

    Where it is refused by now the upload waits for a decision again, and says whether
    the register moved on. A crash leaves the order to `resend_register_uploads`.
    """
    ordered = RegisterUpload.objects.filter(pk=key, state=UploadState.PUBLISHING)
    if not ordered.update(attempt=F("attempt") + 1, heartbeat_at=timezone.now()):
        return
    row = RegisterUpload.objects.get(pk=key)
    try:
        publish_register_import(
            upload=row,
            compared_with=row.publishing_with or 0,
            reason=row.publishing_reason,
            by=row.publishing_by,
        )
    except Unpublished as refused:
        is_overtaken = isinstance(refused, RegisterMoved)
        ordered.update(state=UploadState.READY, is_overtaken=is_overtaken)


def _touched(counts: RegisterCounts) -> int:
    return counts.added + counts.changed + counts.ended


def _order(row: RegisterUpload, compared_with: int, reason: str, by: User) -> None:
    check_publishable(row=row, by=by, reason=reason)
    ready = RegisterUpload.objects.filter(pk=row.pk, state=UploadState.READY)
    ready.update(
        state=UploadState.PUBLISHING,
        publishing_by=by,
        publishing_with=compared_with,
        publishing_reason=reason,
        is_overtaken=False,
        attempt=0,
        heartbeat_at=timezone.now(),
    )
    outbox.add(JOB, str(row.pk))
