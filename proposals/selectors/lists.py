"""My alliances: each with its verdict, partners, deadline and submission state."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import User
from eligibility.core import Answer, ConsortiumSnapshot, Reading, Report
from proposals.models import Proposal, Submission
from proposals.selectors.masthead import (
    call_words,
    countdown,
    lot_line,
    weekday_words,
)
from proposals.selectors.verdicts import (
    Verdict,
    standings_of,
    taking_part,
    verdict_of,
)

PAGE_SIZE = 25
"""Every row is evaluated when shown; this bounds a page to some milliseconds."""


@dataclass(frozen=True, slots=True)
class AllianceRow:
    """One alliance of the list."""

    public_id: uuid.UUID
    acronym: str
    title: str
    call: str
    """The call as people name it: "Call 2020"."""
    lot: str
    """Lot and project type in one line."""
    verdict: Verdict
    """The overall verdict as planned."""
    partners: str
    """How many take part, in words: "21 partners, 13 confirmed"."""
    closes: str
    """The countdown in words."""
    deadline: str
    """The deadline with weekday and zone."""
    submission: str
    """Where submitting stands: the number once there is one."""
    number: str
    """The number of the live submission, for the link; empty without one."""


@dataclass(frozen=True, slots=True)
class AllianceListPage:
    """The first page after signing in."""

    rows: tuple[AllianceRow, ...]
    total: int
    """All alliances of this person, also those on other pages."""
    summary: str
    """The same in words."""
    pages: Page[Proposal]
    """Where we are among the pages of the list."""


def alliance_list(
    user: User, *, page: str | None, now: dt.datetime
) -> AllianceListPage:
    """Return one page of the alliances that `user` may see, newest change first."""
    pages = Paginator(_proposals(user), PAGE_SIZE).get_page(page)
    proposals = list(pages.object_list)
    standings = standings_of(proposals, now=now)
    total = pages.paginator.count
    return AllianceListPage(
        rows=tuple(
            _row(proposal, snapshot, report, now=now)
            for proposal, (snapshot, report) in zip(proposals, standings, strict=True)
        ),
        total=total,
        summary=ngettext("%(number)d alliance", "%(number)d alliances", total)
        % {"number": total},
        pages=pages,
    )


def _row(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    now: dt.datetime,
) -> AllianceRow:
    alliance = proposal.alliance
    number = next((each.number for each in proposal.submissions.all()), "")
    return AllianceRow(
        public_id=alliance.public_id,
        acronym=alliance.acronym,
        title=alliance.title,
        call=call_words(alliance.call),
        lot=lot_line(alliance),
        verdict=verdict_of(report, Reading.PLANNED),
        partners=_partners(snapshot),
        closes=countdown(alliance.call.deadline, now=now),
        deadline=weekday_words(alliance.call.deadline),
        submission=_submission(proposal, number, now=now),
        number=number,
    )


def _proposals(user: User) -> QuerySet[Proposal]:
    return (
        Proposal.objects.visible_to(user)
        .select_related("alliance__call", "alliance__lot", "alliance__project_type")
        .prefetch_related(
            # Not joined: many drafts pin one rulebook, and its text is long.
            "rulebook",
            Prefetch("submissions", Submission.objects.live()),
        )
        .order_by("-changed_at", "-pk")
    )


def _partners(snapshot: ConsortiumSnapshot) -> str:
    partners = taking_part(snapshot)
    if not partners:
        return _("No partners yet")
    confirmed = sum(each.answer is Answer.CONFIRMED for each in partners)
    return ngettext(
        "%(number)d partner, %(confirmed)d confirmed",
        "%(number)d partners, %(confirmed)d confirmed",
        len(partners),
    ) % {"number": len(partners), "confirmed": confirmed}


def _submission(proposal: Proposal, number: str, *, now: dt.datetime) -> str:
    call = proposal.alliance.call
    if number:
        return _("Submitted, %(number)s") % {"number": number}
    if not call.takes_submissions:
        return _("Practice only")
    return _("Not submitted") if now >= call.deadline else _("Draft")
