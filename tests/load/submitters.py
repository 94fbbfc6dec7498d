"""Drafts that are ready to be submitted, who submits them, and what came of it."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Call, User
from proposals.enums import LetterState
from proposals.models import (
    ConfirmationRequest,
    Proposal,
    Submission,
    SubmissionAttempt,
    SubmissionNotice,
)
from tests.factories import (
    SECTORS,
    confirm_by_link,
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
)
from tests.load.mails import Noticed, representative_of
from tests.load.people import session_of
from tests.load.register import Row, Tried

SHARED = 10
"""Every so many drafts have the applicant and sector of the one before."""
Ready = tuple[int, str, int]
"""Key of a draft, the address of its button, the revision its form saw."""
Due = dict[int, frozenset[str]]
"""Who is to be told of the submission of a draft, by its key."""


def drafts(number: int, people: int) -> tuple[list[tuple[str, list[Ready]]], Due]:
    """Return each person's session and drafts; the call closes in a month.

    Each has an editor, who is another of the people, and two partners that confirmed.
    """
    call = make_call("rehearsal")
    coordinators = [make_user() for _each in range(people)]
    mine: list[list[Ready]] = [[] for _each in coordinators]
    due: Due = {}
    for place in range(number):
        one = place - 1 if place % SHARED == SHARED - 1 else place
        draft = make_eligible_draft(
            call,
            by=coordinators[place % people],
            acronym=f"D{place}",
            applicant=f"University {one // len(SECTORS)}",
            sector=SECTORS[one % len(SECTORS)].slug,
        )
        due[draft.pk] = _told(draft, editor=coordinators[(place + 1) % people])
        draft.refresh_from_db()
        address = reverse("submit", args=[draft.alliance.public_id])
        mine[place % people].append((draft.pk, address, draft.revision))
    ConfirmationRequest.objects.update(
        letter_state=LetterState.SENT, mailed_at=timezone.now()
    )
    return list(zip(map(session_of, coordinators), mine, strict=True)), due


def _told(draft: Proposal, *, editor: User) -> frozenset[str]:
    """Give a draft an editor and partners with contacts; return who is to be told."""
    make_colleague(draft, editor)
    partners = draft.alliance.partnerships.exclude(role=Role.APPLICANT)
    contacts = [confirm_by_link(each).email for each in partners]
    coordinator = draft.alliance.coordinator.email
    return frozenset(
        {coordinator, editor.email, *contacts, representative_of(draft.pk)}
    )


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


def noticed() -> list[Noticed]:
    """Return the notices of submissions as the database holds them."""
    rows = SubmissionNotice.objects.select_related("submission")
    return [
        Noticed(each.submission.number, each.event, each.email, each.letter_state)
        for each in rows
    ]


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
