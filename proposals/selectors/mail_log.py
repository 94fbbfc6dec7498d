"""Every mail about one proposal: to whom, about what, and how far it came."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eligibility.words import BRUSSELS
from proposals.enums import LetterState, MailProblem
from proposals.models import (
    AnswerCopy,
    Bulletin,
    Colleague,
    ConfirmationRequest,
    FigureNotice,
    LinkCode,
    Mention,
    Proposal,
    VerdictChange,
    VerdictNotice,
)
from proposals.models.letters import Letter
from proposals.selectors.masthead import Masthead, masthead_of

A_PAGE = 50
KINDS: dict[str, Promise] = {
    "question": _("Asks a partner to confirm"),
    "code": _("Code for the link of a question"),
    "copy": _("Copy of a partner's answer"),
    "colleague": _("Invites a colleague"),
    "mention": _("Names somebody in a comment"),
    "figures": _("What became of proposed figures"),
    "verdict": _("New data change a verdict"),
    "news": _("News"),
}
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
AGAIN = {"question": "partner-invitations", "colleague": "colleagues"}
"""Where a mail that did not arrive is sent again."""


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


def _letters(proposal: Proposal) -> QuerySet[Letter, tuple[Any, ...]]:
    """Return the letters of every kind about a draft in one statement."""
    asked = {"request__partnership__alliance": proposal.alliance_id}
    editions = VerdictChange.objects.filter(proposal=proposal).values("edition")
    told = VerdictNotice.objects.filter(
        edition__in=editions, person=proposal.alliance.coordinator_id
    )
    news = Bulletin.objects.filter(news__proposal=proposal).distinct()
    first, *others = [
        rows.annotate(what=Value(what, output_field=CharField()))
        .order_by()
        .values_list("pk", *COLUMNS)
        for what, rows in (
            (
                "question",
                ConfirmationRequest.objects.filter(
                    partnership__alliance=proposal.alliance_id
                ),
            ),
            ("code", LinkCode.objects.filter(**asked)),
            ("copy", AnswerCopy.objects.filter(**asked)),
            ("colleague", Colleague.objects.filter(proposal=proposal)),
            ("mention", Mention.objects.filter(comment__thread__proposal=proposal)),
            ("figures", FigureNotice.objects.filter(proposal=proposal)),
            ("verdict", told),
            ("news", news),
        )
    ]
    return first.union(*others, all=True).order_by(F("queued_at").desc(), "what", "pk")


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
        what=str(KINDS[what]),
        mark=MARKS[LetterState(state)],
        state=str(LetterState(state).label),
        queued=_moment(queued),
        sent=_moment(mailed),
        trouble=trouble,
        again=AGAIN.get(what, "") if is_lost else "",
    )


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return ""
    return formats.date_format(at.astimezone(BRUSSELS), "j M Y, H:i")
