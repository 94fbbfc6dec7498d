"""The timeline of a proposal: its log, limited and paged, the newest act first."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from alliances.models import Partnership
from proposals.enums import ActivityKind
from proposals.models import Activity, ActivityPerson, ConfirmationRequest, Proposal
from proposals.policies import Seat
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.log.timeline_rows import Entry, Known, entries

PAGE_SIZE = 50
MOST_IN_FILE = 5000
Choice = tuple[str, str]
"""Value and words of an option."""


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What a timeline is limited to; empty and None for all."""

    kind: str = ""
    partner: int | None = None
    person: int | None = None
    """Key of somebody in this log."""


class Alike(NamedTuple):
    """Acts of one kind, on one partner, by and to the same people."""

    kind: str
    partner: int | None
    who: str
    whom: str
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The log of a proposal as one person sees it."""

    proposal: Proposal
    rows: QuerySet[Activity]
    """All that this person sees, the newest first."""
    seen: tuple[Alike, ...]
    """How many of all that are alike in what a timeline can be limited to."""
    people: tuple[ActivityPerson, ...]
    """Everybody who is named in it and not erased."""
    partnerships: tuple[Partnership, ...]
    """Removed ones too."""
    partners: Mapping[int, str]
    """Number → "P3 School of Plovdiv", removed ones too."""
    kinds: tuple[Choice, ...]
    partner_choices: tuple[Choice, ...]
    person_choices: tuple[Choice, ...]
    is_part: bool
    """Whether this person sees only the acts around one partner."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A page of it."""

    masthead: Masthead
    entries: tuple[Entry, ...]
    total: int
    """Acts that fit, on all pages."""
    pages: Page[Activity]
    is_part: bool


def timeline_of(proposal: Proposal, seat: Seat) -> Timeline:
    """Return what somebody sees of a log, and what it can be limited to: 3 queries.

    The contact of a partner sees the acts around that partner alone.
    """
    rows = Activity.objects.filter(proposal=proposal).order_by("-number")
    if seat.is_contact:
        rows = rows.filter(partner=seat.partner or 0)
    people = ActivityPerson.objects.filter(proposal=proposal).order_by("name", "email")
    kinds = rows.order_by().values_list("kind", "partner", "who", "whom")
    seen = tuple(Alike(*each) for each in kinds.annotate(Count("pk")))
    named = {name for each in seen for name in (each.who, each.whom)}
    known = tuple(each for each in people if each.commitment in named)
    present = Partnership.objects.filter(alliance=proposal.alliance_id)
    partnerships = tuple(present.order_by("number"))
    partners = {each.number: f"{each.label} {each.name}" for each in partnerships}
    return Timeline(
        proposal=proposal,
        rows=rows,
        seen=seen,
        people=known,
        partnerships=partnerships,
        partners=partners,
        kinds=_kinds({each.kind for each in seen}),
        partner_choices=_choices({each.partner for each in seen}, partners),
        person_choices=_people(known),
        is_part=seat.is_contact,
    )


def timeline_page(
    timeline: Timeline, wanted: TimelineFilter, page: str | None, *, now: dt.datetime
) -> TimelinePage:
    """Return a page of what fits: three queries however long the log is."""
    paginator: Paginator[Activity] = Paginator(_limited(timeline, wanted), PAGE_SIZE)
    paginator.count = _number(timeline, wanted)  # known, so nobody counts again
    pages = paginator.get_page(page)
    rows = list(pages.object_list)
    return TimelinePage(
        masthead=masthead_of(timeline.proposal, now=now),
        entries=entries(rows, _known(timeline, rows)),
        total=paginator.count,
        pages=pages,
        is_part=timeline.is_part,
    )


def timeline_rows(timeline: Timeline, wanted: TimelineFilter) -> list[list[str]]:
    """Return the newest five thousand acts that fit, as a file has them."""
    rows = list(_limited(timeline, wanted)[:MOST_IN_FILE])
    heading = [_("Number"), _("When"), _("Kind"), _("What"), "SHA-256"]
    return [
        heading,
        *(
            [str(each.number), each.moment, each.kind, each.sentence, each.digest]
            for each in entries(rows, _known(timeline, rows))
        ),
    ]


def _limited(timeline: Timeline, wanted: TimelineFilter) -> QuerySet[Activity]:
    rows = timeline.rows
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.partner is not None:
        rows = rows.filter(partner=wanted.partner)
    if wanted.person is not None:
        named = _same(timeline.people, wanted.person)
        rows = rows.filter(Q(who__in=named) | Q(whom__in=named))
    return rows


def _number(timeline: Timeline, wanted: TimelineFilter) -> int:
    """Return how many acts fit, without asking for them."""
    named = _same(timeline.people, wanted.person) if wanted.person is not None else None
    return sum(
        each.number
        for each in timeline.seen
        if wanted.kind in {"", each.kind}
        if wanted.partner in {None, each.partner}
        if named is None or each.who in named or each.whom in named
    )


def _same(people: Iterable[ActivityPerson], key: int) -> list[str]:
    """Return the commitments to one person, also under names it had before."""
    chosen = next((each for each in people if each.pk == key), None)
    if chosen is None:
        return []
    return [
        each.commitment
        for each in people
        if each.email.lower() == chosen.email.lower()
        or (chosen.account_id is not None and each.account_id == chosen.account_id)
    ]


def _people(known: Iterable[ActivityPerson]) -> tuple[tuple[str, str], ...]:
    """Return whom a timeline can be limited to, each once.

    A contact who was asked at an address and signed with a name is listed by the name.
    """
    signed = {each.email.lower() for each in known if each.name}
    return tuple(
        (str(each.pk), str(each))
        for each in known
        if each.name or each.email.lower() not in signed
    )


def _known(timeline: Timeline, rows: Iterable[Activity]) -> Known:
    """Return what rows point at: one query, for the questions to partners."""
    keys = {json.loads(each.facts).get("request") for each in rows} - {None}
    asked = ConfirmationRequest.objects.filter(
        partnership__alliance=timeline.proposal.alliance_id
    )
    return Known(
        people={each.commitment: str(each) for each in timeline.people},
        partners=timeline.partners,
        sections={each.code: each.title for each in form_sections(timeline.proposal)},
        requests=asked.in_bulk(keys) if keys else {},
    )


def _kinds(found: set[str]) -> tuple[Choice, ...]:
    labels = ((code, str(label)) for code, label in ActivityKind.choices)
    return tuple(each for each in labels if each[0] in found)


def _choices(found: set[int | None], partners: Mapping[int, str]) -> tuple[Choice, ...]:
    numbers = sorted(each for each in found if each is not None)
    return tuple((str(each), partners.get(each, f"P{each}")) for each in numbers)
