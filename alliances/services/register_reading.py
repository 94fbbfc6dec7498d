"""An uploaded register read row by row into rows beside the register.

A worker takes the upload by a conditional UPDATE under a fresh key, and only the holder
of that key may finish it. Nothing here writes the register.
"""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any

import structlog
from django.core.files import File
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from alliances.enums import UploadState
from alliances.files.problems import FileRefused, refuse
from alliances.files.register_problems import ProblemFile
from alliances.files.register_rows import ORGANISATION_COLUMNS, StagedRow, read_register
from alliances.files.register_text import survey, text_rows
from alliances.files.register_workbooks import workbook_rows
from alliances.models import Country, RegisterUpload
from alliances.services.register_staging import (
    TABLE,
    forget_rows,
    plan_for_many,
    stage_rows,
)

log = structlog.get_logger(__name__)

STALE_AFTER = timedelta(seconds=60)
"""Without a sign of life for so long, the worker of an upload is taken for dead."""
MOST_ATTEMPTS = 3


class ClaimLost(Exception):
    """Another worker has taken the upload over; this one must stop."""


def read_register_upload(*, key: int) -> None:
    """Read an upload's file into rows beside the register; nothing while another does.

    What is wrong with the file is kept as a list; the upload is then refused. A crash
    leaves the row to `resend_register_uploads`.
    """
    claim = uuid.uuid4()
    if not _claimed(key, claim):
        return
    upload = RegisterUpload.objects.get(pk=key)
    try:
        with TemporaryFile("w+", encoding="utf-8-sig", newline="") as list_of_problems:
            problems = ProblemFile(list_of_problems)
            rows = _staged(upload, problems, claim)
            _finish(upload, claim, rows, problems)
    except ClaimLost:
        log.warning("register_upload_taken_over", upload=key)


def _staged(upload: RegisterUpload, problems: ProblemFile, claim: uuid.UUID) -> int:
    """Write the rows that can be read, note the problems of the others."""

    def progress(number: int) -> None:
        held = RegisterUpload.objects.filter(pk=upload.pk, claim=claim)
        if not held.update(rows=number, heartbeat_at=timezone.now()):
            raise ClaimLost

    number = 0
    try:
        with upload.file.open("rb") as file:
            rows = _rows(file, problems)
            number = stage_rows(upload=upload, rows=rows, progress=progress)
    except FileRefused as refused:
        problems.note_refusal(refused)
    else:
        _note_twice(upload, problems)
        if not (number or problems.number):
            expected = _("at least one organisation below the heading")
            what = _("a heading without rows")
            problems.note_refusal(refuse(_("the file"), what, expected))
    return number


def _rows(file: Any, problems: ProblemFile) -> Iterator[StagedRow]:  # noqa: ANN401  # Django's file, which is none to typing
    found = survey(file)
    rows = (
        workbook_rows(file)
        if found.is_workbook
        else text_rows(file, found.encoding, ORGANISATION_COLUMNS)
    )
    countries = set(Country.objects.values_list("code", flat=True))
    return read_register(rows, countries=countries, note=problems.note)


def _note_twice(upload: RegisterUpload, problems: ProblemFile) -> None:
    """Note rows whose PIC stands above: which of the two holds is no guess of ours."""
    statement = (
        f"SELECT s.number, s.pic, d.first FROM {TABLE} s JOIN ("
        f"SELECT pic, MIN(number) AS first FROM {TABLE} WHERE upload_id = %s"
        " GROUP BY pic HAVING COUNT(*) > 1) d ON d.pic = s.pic"
        " WHERE s.upload_id = %s AND s.number > d.first ORDER BY s.number"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        plan_for_many()
        cursor.execute(statement, [upload.pk, upload.pk])
        while rows := cursor.fetchmany(1000):
            for number, pic, first in rows:
                expected = _("one row for it; row %d has it already") % first
                problems.note(number, "pic", f'"{pic}"', expected)


def _finish(
    upload: RegisterUpload, claim: uuid.UUID, rows: int, problems: ProblemFile
) -> None:
    """Say on the row how the reading ended, if it is still ours."""
    if problems.number:
        problems.file.flush()
        problems.file.seek(0)
        name = f"register/{upload.public_id}-problems.csv"
        binary: Any = getattr(problems.file, "buffer", problems.file)
        upload.problem_file.save(name, File(binary), save=False)
    held = RegisterUpload.objects.filter(pk=upload.pk, claim=claim)
    if not held.update(
        state=UploadState.REFUSED if problems.number else UploadState.READY,
        rows=rows,
        problems=problems.number,
        problem_file=upload.problem_file.name or "",
        claim=None,
    ):
        upload.problem_file.delete(save=False)
        raise ClaimLost
    if problems.number:
        # Only now: the rows of an upload that was taken over are another's.
        forget_rows(upload=upload)


def _claimed(key: int, claim: uuid.UUID) -> bool:
    """Take an upload that waits, or whose worker is dead; False if there is none."""
    now = timezone.now()
    dead = Q(state=UploadState.READING, heartbeat_at__lt=now - STALE_AFTER)
    claimable = RegisterUpload.objects.filter(
        Q(state=UploadState.WAITING) | dead, pk=key
    )
    return bool(
        claimable.update(
            state=UploadState.READING,
            claim=claim,
            attempt=F("attempt") + 1,
            rows=0,
            heartbeat_at=now,
        )
    )
