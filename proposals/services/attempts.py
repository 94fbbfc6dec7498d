"""What became of each press of the submit button, kept in its transaction."""

import datetime as dt
import uuid
from dataclasses import dataclass

from alliances.models import User
from eligibility.core import Outcome, Severity
from eligibility.messages import clause_title
from proposals.enums import ActivityKind, AttemptResult
from proposals.errors import NotEligible, Refused
from proposals.models import Proposal, Submission, SubmissionAttempt
from proposals.selectors.asking.languages import FILES, spoken
from proposals.selectors.submissions.attempts import leave_words
from proposals.services.activity import Fact, note_act
from proposals.services.excuses import Accepted, Leave


@dataclass(frozen=True, slots=True)
class Press:
    """One press of the button as it arrived."""

    revision: int
    idempotency_key: uuid.UUID
    received_at: dt.datetime
    accepted: Accepted
    representative: str
    by: User


@dataclass(frozen=True, slots=True)
class Stood:
    """What a press led to: the submission, and on what leave it stands."""

    submission: Submission
    leave: Leave
    """Empty where the submission is that of an earlier press."""


def keep_attempt(*, draft: Proposal, press: Press, outcome: Stood | Refused) -> None:
    """Store what became of a press, in the transaction that decided it.

    In one language, whoever pressed: others read it, and the file is proof.
    """
    attempt = SubmissionAttempt(
        proposal=draft, by=press.by, received_at=press.received_at
    )
    with spoken(FILES):
        if isinstance(outcome, Refused):
            attempt.result, attempt.reason = AttemptResult.REFUSED, _in_words(outcome)
        else:
            attempt.result = AttemptResult.ACCEPTED
            attempt.reason = _leave_in_words(outcome.leave)
            attempt.submission = outcome.submission
    attempt.save(force_insert=True)
    _note(draft, press, outcome)


def _note(draft: Proposal, press: Press, outcome: Stood | Refused) -> None:
    """Note a press in the log; the second one of a click submits nothing more."""
    told: dict[str, Fact]
    if isinstance(outcome, Refused):
        kind, told = ActivityKind.SUBMISSION_REFUSED, {"why": type(outcome).__name__}
    elif outcome.submission.received_at == press.received_at:
        kind = ActivityKind.SUBMITTED
        told = _told(outcome)
    else:
        return
    note_act(draft=draft, kind=kind, by=press.by, facts=told)


def _told(outcome: Stood) -> dict[str, Fact]:
    submission, leave = outcome.submission, outcome.leave
    told: dict[str, Fact] = {
        "submission": submission.number,
        "sha256": submission.sha256,
    }
    if leave.pending:
        told["pending"] = len(leave.pending)
    if leave.unverified:
        told["unverified"] = [each.clause.id for each in leave.unverified]
    return told


def _leave_in_words(leave: Leave) -> str:
    """Say what was named and accepted, a line each; empty where nothing had to be."""
    return leave_words(
        clauses=[clause_title(each.clause) for each in leave.unverified],
        partners=[each.name for each in leave.pending],
    )


def _in_words(refusal: Refused) -> str:
    """Say a refusal, then line by line the clauses or partners it is about."""
    if isinstance(refusal, NotEligible):
        about = [
            clause_title(each.clause)
            for each in refusal.report.findings
            if each.clause.severity is Severity.BLOCKING
            and each.planned.outcome is not Outcome.MET
        ]
    else:
        about = list(getattr(refusal, "names", ()))
    return "\n".join([str(refusal), *about])
