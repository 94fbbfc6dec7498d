"""My alliances: each with its verdict, what is left to do, and its deadline."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from django.core.paginator import Page
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.models import Call, User
from alliances.selectors.worded_pages import WordedPages, number_of
from alliances.worded import Worded
from alliances.words import day_words
from eligibility.core import Answer, ConsortiumSnapshot, Reading, Report, Role
from eligibility.models import Rulebook
from eligibility.words import BRUSSELS
from proposals.completeness import Finding, consortium_findings
from proposals.models import Proposal, Submission
from proposals.models.seen import ALLIANCE_PARTS
from proposals.policies import Decision, can_coordinate
from proposals.selectors.drafts.archive import Archive, archive_of
from proposals.selectors.drafts.colleagues import Invitation, invitations_among, rows_of
from proposals.selectors.drafts.contents import consortium_of
from proposals.selectors.drafts.masthead import (
    call_words,
    countdown,
    lot_words,
    weekday_words,
)
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.start import ChoosePage, choose_page
from proposals.selectors.form.parts import Contribution, contributions_among
from proposals.selectors.law.newer_rules import NewerRules, newer_rules, newest_rules
from proposals.selectors.standing.verdicts import (
    Verdict,
    standings_of,
    taking_part,
    verdict_of,
)

PAGE_SIZE = 25
"""Every row is evaluated when shown; this bounds a page to some milliseconds."""
MOST_POINTS = 3
"""Open points named in a row; the workspace has them all."""
OWN_CHANGE = dt.timedelta(minutes=1)
"""For how long after it was received a change may be that of the submission itself."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is left to do on a draft besides its form."""

    mark: str
    """Name of the icon: not-met, unknown or sent."""
    words: str
    url: str


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
    """How many take part, in words: "21 partners, 13 of 20 confirmed"."""
    closes: str
    """The countdown in words."""
    deadline: str
    """The deadline with weekday and zone."""
    submission: str
    """Where submitting stands: the number once there is one."""
    number: str
    """The number of the live submission, for the link; empty without one."""
    was_changed_since: bool
    """Whether anything changed after that and it can still be submitted again."""
    points: tuple[OpenPoint, ...]
    """What is left to do, the worst first."""
    more: str
    """How many more points there are, in words; empty if all are named."""
    newer: NewerRules | None
    """Newer rules than the draft pins."""
    coordinator: str
    """Who coordinates it; empty if the reader does."""
    may_archive: Decision


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
    invitations: tuple[Invitation, ...]
    """What others ask the reader to join."""
    contributions: tuple[Contribution, ...]
    """Where the reader writes the part of one partner."""
    archive: Archive
    start: ChoosePage | None
    """What one can apply for, where there is nothing else to show; else None."""


class _OfCall(NamedTuple):
    """What a row says of its call."""

    name: str
    closes: str
    deadline: str


class _Words:
    """What many rows of a page say alike: most alliances are of one call."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.of_call = cache(self._of_call)
        self.of_lot = cache(lot_words)

    def _of_call(self, call: Call) -> _OfCall:
        closes = countdown(call.deadline, now=self.now)
        return _OfCall(call_words(call), closes, weekday_words(call.deadline))


def alliance_list(
    user: User, *, page: str | None, now: dt.datetime
) -> AllianceListPage:
    """Return one page of the alliances that `user` may see, newest change first."""
    listed = WordedPages(_number, _newest, partial(_proposals, user), user.pk)
    pages = listed.page(page, PAGE_SIZE)
    proposals = list(pages.object_list)
    standings = standings_of(proposals, now=now)
    newest = newest_rules(proposals)
    total = pages.paginator.count
    rows = rows_of(user)
    words = _Words(now)
    return AllianceListPage(
        rows=tuple(
            _row(
                proposal,
                snapshot,
                report,
                user=user,
                words=words,
                newer=newer_rules(
                    proposal,
                    snapshot,
                    report,
                    newest,
                    now=now,
                    is_submitted=bool(proposal.submissions.all()),
                ),
            )
            for proposal, (snapshot, report) in zip(proposals, standings, strict=True)
        ),
        total=total,
        summary=ngettext("%(number)d alliance", "%(number)d alliances", total)
        % {"number": total},
        pages=pages,
        invitations=invitations_among(rows),
        contributions=contributions_among(rows),
        archive=archive_of(user, now=now),
        start=None if total else choose_page(chosen="", now=now),
    )


def _row(
    proposal: Proposal,
    snapshot: ConsortiumSnapshot,
    report: Report,
    *,
    user: User,
    words: "_Words",
    newer: NewerRules | None,
) -> AllianceRow:
    alliance = proposal.alliance
    left = _left(proposal, snapshot, report)
    may_archive = can_coordinate(user, proposal)
    live = next(iter(proposal.submissions.all()), None)
    number = live.number if live else ""
    call = words.of_call(alliance.call)
    return AllianceRow(
        public_id=alliance.public_id,
        acronym=alliance.acronym,
        title=alliance.title,
        call=call.name,
        lot=words.of_lot(alliance.lot, alliance.project_type),
        verdict=verdict_of(report, Reading.PLANNED),
        partners=_partners(snapshot),
        closes=call.closes,
        deadline=call.deadline,
        submission=_submission(proposal, number, now=words.now),
        number=number,
        was_changed_since=live is not None
        and proposal.changed_at > live.received_at + OWN_CHANGE
        and not alliance.call.has_closed_at(words.now),
        points=tuple(
            OpenPoint(each.mark, each.words, url_of(proposal, each.to))
            for each in left[:MOST_POINTS]
        ),
        more=_more(len(left) - MOST_POINTS),
        newer=newer,
        coordinator="" if may_archive else str(alliance.coordinator),
        may_archive=may_archive,
    )


def _left(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> list[Finding]:
    """Return open clauses, missing facts and silent partners; no query."""
    return list(consortium_findings(consortium_of(proposal, snapshot, report)))


def _more(number: int) -> str:
    if number <= 0:
        return ""
    return ngettext("%(number)d more", "%(number)d more", number) % {"number": number}


@Worded
def _number(user: int) -> QuerySet[Proposal, int]:
    return number_of(_current(User(pk=user)))


@Worded
def _newest(user: int) -> QuerySet[Proposal]:
    return _proposals(User(pk=user))[:PAGE_SIZE]


def _current(user: User) -> QuerySet[Proposal]:
    return Proposal.objects.visible_to(user).filter(alliance__archived_at=None)


def _proposals(user: User) -> QuerySet[Proposal]:
    return (
        _current(user)
        .select_related(*(f"alliance__{name}" for name in ALLIANCE_PARTS))
        .prefetch_related(
            # Not joined: many drafts pin one rulebook. Frozen contents are long.
            Prefetch("rulebook", Rulebook.objects.defer("text")),
            Prefetch("submissions", Submission.objects.live().defer("snapshot")),
        )
        .annotate(
            # Read where none stands: then the newest is the one that was withdrawn.
            withdrawn_at=Subquery(
                Submission.objects.filter(proposal=OuterRef("pk"))
                .order_by("-received_at")
                .values("withdrawn_at")[:1]
            )
        )
        .order_by("-changed_at", "-pk")
    )


def _partners(snapshot: ConsortiumSnapshot) -> str:
    """Count who takes part and who confirmed; the applicant is not asked."""
    partners = taking_part(snapshot)
    if not partners:
        return _("No partners yet")
    asked = [each for each in partners if each.role is not Role.APPLICANT]
    words = ngettext("%(number)d partner", "%(number)d partners", len(partners))
    return _("%(partners)s, %(confirmed)d of %(asked)d confirmed") % {
        "partners": words % {"number": len(partners)},
        "confirmed": sum(each.answer is Answer.CONFIRMED for each in asked),
        "asked": len(asked),
    }


def _submission(proposal: Proposal, number: str, *, now: dt.datetime) -> str:
    call = proposal.alliance.call
    if number:
        return _("Submitted, %(number)s") % {"number": number}
    if not call.takes_submissions:
        return _("Practice only")
    withdrawn = getattr(proposal, "withdrawn_at", None)
    is_closed = now >= call.deadline
    if withdrawn:
        about = {"day": day_words(withdrawn.astimezone(BRUSSELS).date())}
        if is_closed:
            return _("Closed, submission withdrawn on %(day)s") % about
        return _("Draft, submission withdrawn on %(day)s") % about
    return _("Closed, not submitted") if is_closed else _("Draft")
