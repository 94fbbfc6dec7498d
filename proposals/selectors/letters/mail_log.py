"""Every mail about one proposal: to whom, about what, and how far it came."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from alliances.words import short_moment_words
from eligibility.words import BRUSSELS
from proposals.enums import LetterState, MailProblem
from proposals.models import Proposal
from proposals.models.letters import Letter
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.letters.letter_kinds import BY_NAME, KINDS, LetterKind

A_PAGE = 50
COLUMNS = (
    *("email", "letter_state", "queued_at", "mailed_at"),
    *("problem", "problem_at", "partner_name", "what", "lost"),
)
LOST = Q(letter_state__in=(LetterState.FAILED, LetterState.BOUNCED)) & ~Q(email="")
MARKS = {
    # The icon called "sent" is a clock: an answer to what was sent is waited for.
    LetterState.QUEUED: "sent",
    LetterState.SENT: "tick",
    LetterState.FAILED: "act",
    LetterState.BOUNCED: "act",
    LetterState.UNSENT: "none",
}


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail; nothing of what it said."""

    email: str
    partner: str
    """The organisation it went to; empty for mails to accounts that write."""
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
    kind: str
    """Name of the kind of letters."""
    key: int
    is_lost: bool
    """Whether it did not arrive and may be sent again."""


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
        rows=tuple(_row(_Letter(*each)) for each in pages),
        pages=pages,
    )


def lost_letter(proposal: Proposal, kind: str, key: int) -> Letter | None:
    """Return a letter of a draft that may be sent again: one query."""
    known = BY_NAME.get(kind)
    if known is None or known.again is None:
        return None
    lost = known.of_proposal(proposal).filter(known.again, LOST, pk=key)
    found: Letter | None = lost.first()
    return found


def _letters(proposal: Proposal) -> QuerySet[Any, Any]:
    """Return the letters of every kind about a draft in one statement."""
    first, *others = [
        kind.of_proposal(proposal)
        .annotate(
            partner_name=_partner(kind),
            what=Value(kind.name, output_field=CharField()),
            lost=_is_lost(kind),
        )
        .order_by()
        .values_list("pk", *COLUMNS)
        for kind in KINDS
    ]
    letters: QuerySet[Any, Any] = first.union(*others, all=True)
    return letters.order_by(F("queued_at").desc(), "what", "pk")


class _Letter(NamedTuple):
    """The columns of the statement, as COLUMNS names them."""

    key: int
    email: str
    state: str
    queued: dt.datetime
    mailed: dt.datetime | None
    problem: str
    problem_at: dt.datetime | None
    partner: str | None
    what: str
    is_lost: bool


def _partner(kind: LetterKind) -> F | Value:
    """Return the name of the partner a letter is written to, as a column."""
    if not kind.partner:
        return Value("", output_field=CharField())
    return F(f"{kind.partner}__name")


def _is_lost(kind: LetterKind) -> Case | Value:
    """Return whether a letter did not arrive and may be sent again, as a column."""
    if kind.again is None:
        return Value(value=False)
    return Case(When(kind.again & LOST, then=True), default=False)


def _row(letter: _Letter) -> MailRow:
    trouble = ""
    if letter.problem:
        label = MailProblem(letter.problem).label
        trouble = f"{label}, {_moment(letter.problem_at)}"
    return MailRow(
        email=letter.email,
        partner=letter.partner or "",
        what=str(BY_NAME[letter.what].is_about),
        mark=MARKS[LetterState(letter.state)],
        state=str(LetterState(letter.state).label),
        queued=_moment(letter.queued),
        sent=_moment(letter.mailed),
        trouble=trouble,
        kind=letter.what,
        key=letter.key,
        is_lost=bool(letter.is_lost),
    )


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return ""
    return short_moment_words(at.astimezone(BRUSSELS))
