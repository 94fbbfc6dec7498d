"""Compares all a crowd was told with the database."""

import datetime as dt
import uuid
from collections.abc import Mapping

from proposals.models import Answer, AnswerVersion, ConfirmationRequest
from tests.load.answers import confirmation_faults, receipt_faults
from tests.load.consortia import CALL
from tests.load.ledger import Acknowledged, Kept, losses
from tests.load.plan import Outcome
from tests.load.register import Told, faults
from tests.load.submitters import found

FAR = dt.timedelta(days=300)


def checked(outcome: Outcome, coordinators: Mapping[int, int]) -> list[str]:
    """Say in a sentence each what is lost, double or otherwise than it was told.

    `coordinators` has who coordinates a draft, by its key: only they save.
    """
    return [
        *losses(_acknowledged(outcome, coordinators), *_kept(coordinators)),
        *confirmation_faults(outcome.confirmed, _confirmed()),
        *submission_faults(outcome),
        *receipt_faults(outcome.pressed, outcome.receipts),
    ]


def submission_faults(outcome: Outcome) -> list[str]:
    """Say what is wrong with submissions; the call closes long after the run."""
    rows, tried = found()
    told = [
        Told(draft, uuid.UUID(key), number) for draft, key, number in outcome.pressed
    ]
    deadline = dt.datetime.now(dt.UTC) + FAR
    return faults(told, rows, tried, deadline=deadline)


def _acknowledged(
    outcome: Outcome, coordinators: Mapping[int, int]
) -> list[Acknowledged]:
    return [
        Acknowledged(place, coordinators[_draft(place)], seen, version, text)
        for place, seen, version, text in outcome.saved
    ]


def _draft(place: str) -> int:
    return int(place.partition("/")[0])


def _kept(coordinators: Mapping[int, int]) -> tuple[list[Kept], list[Kept]]:
    """Return answers and their history, each named by its draft and question."""
    answers = Answer.objects.filter(proposal__in=coordinators).values_list(
        "proposal", "question", "changed_by_id", "version", "text"
    )
    history = AnswerVersion.objects.filter(
        answer__proposal__in=coordinators
    ).values_list("answer__proposal", "answer__question", "by_id", "version", "text")
    return (
        [
            Kept(f"{draft}/{code}", by, at, text)
            for draft, code, by, at, text in answers
        ],
        [
            Kept(f"{draft}/{code}", by, at, text)
            for draft, code, by, at, text in history
        ],
    )


def _confirmed() -> dict[int, tuple[str, str, str]]:
    """Return each answer of a partner, with its name and how it stands."""
    rows = ConfirmationRequest.objects.filter(
        partnership__alliance__call__code=CALL
    ).values_list("pk", "answer", "answered_name", "partnership__confirmation")
    return {key: (answer, name, standing) for key, answer, name, standing in rows}
