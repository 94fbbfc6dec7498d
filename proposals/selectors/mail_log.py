"""Every mail about one proposal: to whom, about what, and how far it came."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value
from django.utils import formats

from eligibility.words import BRUSSELS
from proposals.enums import LetterState, MailProblem
from proposals.models import Proposal
from proposals.selectors.letter_kinds import BY_NAME, KINDS
from proposals.selectors.masthead import Masthead, masthead_of

A_PAGE = 50
COLUMNS = (
    *("email", "letter_state", "queued_at", "mailed_at"),
    *("problem", "problem_at", "what"),
)
MARKS = {
    LetterState.QUEUED: "wait",
    LetterState.SENT: "sent",
    LetterState.FAILED: "act",
    LetterState.BOUNCED: "act",
    LetterState.UNSENT: "wait",
}


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail; nothing of what it said."""

    email: str
    what: str
    mark: str
    """Name of the icon."""
    state: str
    queued: str
    """When it was last put on the queue, Brussels time, like all moments here."""
    sent: str
    """Empty while it is not."""
    trouble: str
    """What a delivery report says, and when; empty where there is none."""
    again: str
    """The page where it is sent again; empty where that makes no sense."""


@dataclass(frozen=True, slots=True)
class MailLogPage:
    """The mails about a draft, the newest first."""

    masthead: Masthead
    total: int
    rows: tuple[MailRow, ...]
    pages: Page[tuple[Any, ...]]


def mail_log_page(
    proposal: Proposal, number: str | None, *, now: dt.datetime
) -> MailLogPage:
    """Return one page of the log: two queries besides the draft."""
    pages = Paginator(_letters(proposal), A_PAGE).get_page(number)
    return MailLogPage(
        masthead=masthead_of(proposal, now=now),
        total=pages.paginator.count,
        rows=tuple(_row(*each) for each in pages),
        pages=pages,
    )


def _letters(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the letters of every kind about a draft in one statement."""
    first, *others = [
        kind.of_proposal(proposal)
        .annotate(what=Value(kind.name, output_field=CharField()))
        .order_by()
        .values_list("pk", *COLUMNS)
        for kind in KINDS
    ]
    letters: QuerySet[Any, Any] = first.union(*others, all=True)
    return letters.order_by(F("queued_at").desc(), "what", "pk")


def _row(  # the columns of one statement
    _key: int,
    email: str,
    state: str,
    queued: dt.datetime,
    mailed: dt.datetime | None,
    problem: str,
    problem_at: dt.datetime | None,
    what: str,
) -> MailRow:
    trouble = f"{MailProblem(problem).label}, {_moment(problem_at)}" if problem else ""
    is_lost = state in {LetterState.FAILED, LetterState.BOUNCED}
    return MailRow(
        email=email,
        what=str(BY_NAME[what].is_about),
        mark=MARKS[LetterState(state)],
        state=str(LetterState(state).label),
        queued=_moment(queued),
        sent=_moment(mailed),
        trouble=trouble,
        again=BY_NAME[what].again if is_lost else "",
    )


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return ""
    return formats.date_format(at.astimezone(BRUSSELS), "j M Y, H:i")
