"""Drafts that are ready to be submitted, who submits them, and what came of it."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.urls import reverse

from alliances.models import Call
from proposals.models import Submission, SubmissionAttempt
from tests.factories import SECTORS, make_call, make_eligible_draft, make_user
from tests.load.people import session_of
from tests.load.register import Row, Tried

SHARED = 10
"""Every so many drafts have the applicant and sector of the one before."""
Ready = tuple[int, str, int]
"""Key of a draft, the address of its button, the revision its form saw."""


def drafts(number: int, people: int) -> list[tuple[str, list[Ready]]]:
    """Return each person's session and drafts; the call closes in a month."""
    call = make_call("rehearsal")
    coordinators = [make_user() for _each in range(people)]
    mine: list[list[Ready]] = [[] for _each in coordinators]
    for place in range(number):
        one = place - 1 if place % SHARED == SHARED - 1 else place
        draft = make_eligible_draft(
            call,
            by=coordinators[place % people],
            acronym=f"D{place}",
            applicant=f"University {one // len(SECTORS)}",
            sector=SECTORS[one % len(SECTORS)].slug,
        )
        address = reverse("submit", args=[draft.alliance.public_id])
        mine[place % people].append((draft.pk, address, draft.revision))
    return list(zip(map(session_of, coordinators), mine, strict=True))


def close_at(deadline: dt.datetime) -> None:
    """Let the call close at a moment, as if its rules said so."""
    Call.objects.update(deadline=deadline)


def found() -> tuple[list[Row], list[Tried]]:
    """Return the submissions and attempts as the database holds them."""
    rows = [
        Row(
            proposal=each.proposal_id,
            key=each.idempotency_key,
            number=each.number,
            received_at=each.received_at,
            place=(each.applicant_key, each.sector_key),
            is_live=not (each.withdrawn_at or each.replaced_at),
            packs=tuple([pack.state for pack in each.packs.all()]),
        )
        for each in Submission.objects.prefetch_related("packs")
    ]
    tried = SubmissionAttempt.objects.values_list("proposal", "submission__number")
    return rows, [Tried(proposal, number or "") for proposal, number in tried]


@contextmanager
def drawing() -> Iterator[None]:
    """Run a worker of Celery with its clock, on the database and broker of this."""
    data = Path(os.environ["DATA_DIR"])
    command = [
        *(sys.executable, "-m", "celery", "-A", "config", "worker", "--beat"),
        *("--schedule", str(data / "beat"), "--concurrency", "1"),
        *("--loglevel", "ERROR", "--without-gossip", "--without-mingle"),
    ]
    with (data / "worker.log").open("wb") as log:
        worker = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait()
