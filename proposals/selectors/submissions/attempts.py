"""Attempts at a submission, as a page lists them and as a file proves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext as _

from alliances.worded import Worded
from alliances.words import own_words
from eligibility.words import BRUSSELS
from proposals.models import Proposal, Submission, SubmissionAttempt
from proposals.selectors.drafts.masthead import second_words
from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.told_of_submissions import representatives

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


@dataclass(frozen=True, slots=True)
class Attempts:
    """What was tried with one draft, and what stands of it."""

    listed: tuple[Attempt, ...]
    """The newest first."""
    number: str
    """Of the live submission; empty without one."""
    withdrawn: str
    """When the last submission was withdrawn; empty where none was, or one counts."""
    representative: str
    """The address given last for who legally represents the applicant."""


NO_ATTEMPTS = Attempts(listed=(), number="", withdrawn="", representative="")


def attempts_of(proposal: Proposal) -> Attempts:
    """Return the newest attempts at a draft and what stands; one query.

    There is no submission, and no mail about one, without an attempt.
    """
    rows: list[Any] = _newest(proposal.pk)
    last = rows[0] if rows else None
    return Attempts(
        listed=tuple([_attempt(each) for each in rows]),
        number=(last and last.live) or "",
        withdrawn=second_words(last.ended) if last and last.ended else "",
        representative=(last and last.told) or "",
    )


@Worded
def _newest(proposal: int) -> QuerySet[SubmissionAttempt]:
    # By its key and not by that of each row: asked once, not for every attempt.
    live = Submission.objects.live().filter(proposal=proposal)
    newest = Submission.objects.filter(proposal=proposal).order_by("-received_at")
    told = representatives().filter(submission__proposal=proposal)
    return _rows(Proposal(pk=proposal)).annotate(
        live=Subquery(live.values("number")[:1]),
        ended=Subquery(newest.values("withdrawn_at")[:1]),
        told=Subquery(told.values("email")[:1]),
    )[:MOST_ATTEMPTS]


def _rows(proposal: Proposal) -> QuerySet[SubmissionAttempt]:
    # A snapshot is as long as the application, and nobody reads it here.
    rows = proposal.attempts.select_related("by", "submission")
    return rows.defer("submission__snapshot")


def live_number(proposal: Proposal) -> str:
    """Return the number of the submission that stands, empty without: one query."""
    live = Submission.objects.live().filter(proposal=proposal)
    return live.values_list("number", flat=True).first() or ""


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
    return [heading, *(_row(each) for each in _rows(proposal).order_by("pk"))]


def leave_words(*, clauses: Sequence[str], partners: Sequence[str]) -> str:
    """Say on what a submission stood in spite of, a line each; empty without.

    `clauses` are titles of unverified clauses that were not met, `partners` names of
    those who had not confirmed.
    """
    if not (clauses or partners):
        return ""
    lines = [
        _("Submitted in spite of what is named here."),
        *(_("Not met, unverified: %(clause)s") % {"clause": each} for each in clauses),
        *(_("Not confirmed: %(name)s") % {"name": each} for each in partners),
    ]
    return "\n".join(lines)


def _reason(row: SubmissionAttempt) -> list[str]:
    """Return the lines of a reason: why refused, or in spite of what accepted."""
    submission = row.submission
    if submission and submission.received_at != row.received_at:
        return [_("The same press arrived again; it stays one submission.")]
    return row.reason.splitlines()


def _row(row: SubmissionAttempt) -> list[str]:
    submission = row.submission
    return [
        row.received_at.astimezone(BRUSSELS).isoformat(timespec="microseconds"),
        row.received_at.isoformat(timespec="microseconds"),
        row.get_result_display(),
        str(row.by),
        submission.number if submission else "",
        submission.sha256 if submission else "",
        "; ".join(_reason(row)),
    ]


def _attempt(row: SubmissionAttempt) -> Attempt:
    reason, *particulars = map(own_words, _reason(row) or [""])
    result = _result(row)
    return Attempt(
        received=second_words(row.received_at),
        received_iso=row.received_at.isoformat(timespec="seconds"),
        result=result,
        verdict=Verdict(_mark(row.submission), result),
        by=str(row.by),
        reason=reason,
        particulars=tuple(particulars),
        number=row.submission.number if row.submission else "",
    )


def _result(row: SubmissionAttempt) -> str:
    """Say what became of a press; the file keeps what it was told then."""
    submission = row.submission
    if submission and submission.withdrawn_at:
        return _("Accepted, withdrawn since")
    if submission and submission.replaced_at:
        return _("Accepted, replaced since")
    return str(row.get_result_display())


def _mark(submission: Submission | None) -> str:
    if submission is None:
        return "not-met"
    return "none" if submission.withdrawn_at or submission.replaced_at else "met"
