"""Archived alliances: how many there are, which came last, and their list."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.models import User
from alliances.worded import Worded
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.models import Proposal
from proposals.models.seen import ALLIANCE_PARTS
from proposals.policies import Decision, can_coordinate
from proposals.selectors.consortium.removed import UNDO_WINDOW
from proposals.selectors.drafts.masthead import call_words, lot_line

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LatestArchived:
    """The alliance archived last, while that can be undone from the list."""

    public_id: uuid.UUID
    sentence: str


@dataclass(frozen=True, slots=True)
class Archive:
    """What the list of alliances says of those put away."""

    total: int
    latest: LatestArchived | None


@dataclass(frozen=True, slots=True)
class ArchivedRow:
    """One archived alliance."""

    public_id: uuid.UUID
    acronym: str
    title: str
    call: str
    lot: str
    archived: str
    """The day it was put away."""
    may_put_back: Decision


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The list of archived alliances."""

    rows: tuple[ArchivedRow, ...]
    pages: Page[Proposal]


def archive_of(user: User, *, now: dt.datetime) -> Archive:
    """Return how many alliances are archived, and the latest one: one query."""
    rows = _archived(user.pk)
    latest = None
    if rows:
        when, public_id, acronym, coordinator = rows[0]
        if when and coordinator == user.pk and now - when < UNDO_WINDOW:
            words = _("%(acronym)s is archived.") % {"acronym": acronym}
            latest = LatestArchived(public_id, words)
    return Archive(len(rows), latest)


@Worded
def _archived(user: int) -> QuerySet[Proposal, Any]:
    return (
        Proposal.objects.visible_to(User(pk=user))
        .filter(alliance__archived_at__isnull=False)
        .order_by("-alliance__archived_at")
        .values_list(
            "alliance__archived_at",
            "alliance__public_id",
            "alliance__acronym",
            "alliance__coordinator",
        )
    )


def archive_page(user: User, *, page: str | None) -> ArchivePage:
    """Return one page of the archived alliances, the latest first: two queries."""
    archived = (
        Proposal.objects.visible_to(user)
        .filter(alliance__archived_at__isnull=False)
        .select_related(*(f"alliance__{name}" for name in ALLIANCE_PARTS))
        .order_by("-alliance__archived_at", "-pk")
    )
    pages = Paginator(archived, PAGE_SIZE).get_page(page)
    return ArchivePage(
        rows=tuple(_row(each, user) for each in pages.object_list), pages=pages
    )


def _row(proposal: Proposal, user: User) -> ArchivedRow:
    alliance = proposal.alliance
    when = alliance.archived_at
    return ArchivedRow(
        public_id=alliance.public_id,
        acronym=alliance.acronym,
        title=alliance.title,
        call=call_words(alliance.call),
        lot=lot_line(alliance),
        archived=day_words(when.astimezone(BRUSSELS).date()) if when else "",
        may_put_back=can_coordinate(user, proposal),
    )
