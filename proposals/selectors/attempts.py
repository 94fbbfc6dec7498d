"""Attempts at a submission, as a page lists them and as a file proves them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility.words import BRUSSELS
from proposals.models import Proposal, SubmissionAttempt
from proposals.selectors.masthead import second_words
from proposals.selectors.verdicts import Verdict

MOST_ATTEMPTS = 50
"""Attempts listed on the page; the file has them all."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One press of the button, kept as proof."""

    received: str
    received_iso: str
    result: str
    verdict: Verdict
    by: str
    reason: str
    particulars: tuple[str, ...]
    """What the reason names, one each."""
    number: str
    """The number of the submission it led to; empty for a refusal."""


def attempts_of(proposal: Proposal) -> tuple[Attempt, ...]:
    """Return the newest attempts at a draft, the newest first; one query."""
    rows = proposal.attempts.select_related("by", "submission")[:MOST_ATTEMPTS]
    return tuple([_attempt(each) for each in rows])


def attempt_rows(proposal: Proposal) -> list[list[str]]:
    """Return every attempt as a file has it, the first one first; one query.

    Moments are those of receipt, in Brussels with the distance to UTC, to the
    microsecond: a deadline can hang on it.
    """
    heading = [
        _("Received (Brussels)"),
        _("Received (UTC)"),
        _("Result"),
        _("By"),
        _("Submission"),
        "SHA-256",
        _("Reason"),
    ]
    rows = proposal.attempts.select_related("by", "submission")
    return [heading, *(_row(each) for each in rows.order_by("pk"))]


def _row(row: SubmissionAttempt) -> list[str]:
    submission = row.submission
    return [
        row.received_at.astimezone(BRUSSELS).isoformat(timespec="microseconds"),
        row.received_at.isoformat(timespec="microseconds"),
        row.get_result_display(),
        str(row.by),
        submission.number if submission else "",
        submission.sha256 if submission else "",
        "; ".join(row.reason.splitlines()),
    ]


def _attempt(row: SubmissionAttempt) -> Attempt:
    reason, *particulars = row.reason.splitlines() or [""]
    result = row.get_result_display()
    return Attempt(
        received=second_words(row.received_at),
        received_iso=row.received_at.isoformat(timespec="seconds"),
        result=result,
        verdict=Verdict("met" if row.submission else "not-met", result),
        by=str(row.by),
        reason=reason,
        particulars=tuple(particulars),
        number=row.submission.number if row.submission else "",
    )
