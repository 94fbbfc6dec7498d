"""What one can apply for, and what each type of project asks of a consortium."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from alliances.models import Call, ProjectType, Sector, User
from alliances.words import own_words
from eligibility.catalogue import published_rulebook
from eligibility.core import Lot, UnknownLot, UnknownProjectType
from eligibility.core import ProjectType as TypeInLaw
from eligibility.core import Rulebook as Law
from eligibility.models import Rulebook
from proposals.models import Proposal
from proposals.selectors.drafts.masthead import countdown, weekday_words
from proposals.selectors.standing.targets import TargetLine, target_lines, target_words
from proposals.snapshots import evaluation_day

MOST_DRAFTS = 5
MOST_LOOKED_AT = 50
"""Drafts beyond these are found in the list of alliances."""


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A draft this person has for the same type of project."""

    public_id: uuid.UUID
    acronym: str
    title: str


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A Lot and project type one can start an alliance for."""

    value: str
    """Call, Lot and project type as an address carries them."""
    title: str
    target: str
    """What it asks in one line, the numbers first."""
    is_chosen: bool
    drafts: tuple[DraftLink, ...] = ()
    """What its reader has begun for it already."""


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A call with the types of project it has."""

    code: str
    title: str
    closes: str
    deadline: str
    is_open: bool
    """Whether it takes submissions now; the others are for practice."""
    kinds: tuple[KindChoice, ...]
    """Empty where the rules of the call are not established."""


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """The first question: what do you apply for."""

    open_calls: tuple[CallChoice, ...]
    past_calls: tuple[CallChoice, ...]
    is_asked_again: bool
    """Whether somebody continued without choosing, or with a choice there is not."""


@dataclass(frozen=True, slots=True)
class TargetPage:
    """The second question: the consortium's target at once, then its name."""

    kind: str
    call: str
    title: str
    closes: str
    deadline: str
    is_open: bool
    call_code: str
    lot: str
    code: str
    """Call, Lot and project type as the addresses of the rules name them."""
    minima: tuple[TargetLine, ...]
    """What is counted: countries, partners, groups."""
    lines: tuple[TargetLine, ...]
    """Whatever else the rules ask."""
    drafts: tuple[DraftLink, ...]


def choose_page(
    *, chosen: str, now: dt.datetime, user: User | None = None
) -> ChoosePage:
    """Return every call with its types of project, those taking submissions first.

    Each type offers the drafts that `user` has for it; nobody has none.
    """
    drafts = _drafts_by_kind(user) if user else {}
    calls = [
        call_choice(
            row.call, published_rulebook(row), chosen=chosen, now=now, drafts=drafts
        )
        for row in _latest_rulebooks()
    ]
    return ChoosePage(
        open_calls=tuple(each for each in calls if each.is_open),
        past_calls=tuple(each for each in calls if not each.is_open),
        is_asked_again=bool(chosen),
    )


def target_page(
    project_type: ProjectType, user: User, *, now: dt.datetime
) -> TargetPage:
    """Return what a consortium needs for one type of project."""
    lot = project_type.lot
    call = lot.call
    law = newest_law(project_type).project_type(lot.code, project_type.code)
    lines = target_lines(law, evaluation_day(call, now))
    return TargetPage(
        kind=kind_value(project_type),
        call=own_words(call.title),
        title=kind_title(lot.number, project_type.title),
        closes=countdown(call.deadline, now=now),
        deadline=weekday_words(call.deadline),
        is_open=call.is_open_at(now),
        call_code=call.code,
        lot=lot.code,
        code=project_type.code,
        minima=tuple(each for each in lines if each.figure),
        lines=tuple(each for each in lines if not each.figure),
        drafts=_drafts(project_type, user),
    )


def project_type_of(kind: str) -> ProjectType | None:
    """Return the type of project an address names, if the law in force has it.

    Rows outlive the law: drafts point at a type that a later rulebook dropped.
    """
    call, _slash, rest = kind.partition("/")
    lot, _slash, code = rest.partition("/")
    found = (
        ProjectType.objects.select_related("lot__call")
        .filter(lot__call=call, lot__code=lot, code=code)
        .first()
    )
    rulebook = _latest_rulebooks().filter(call=call).first()
    if found is None or rulebook is None:
        return None
    try:
        published_rulebook(rulebook).project_type(lot, code)
    except (UnknownLot, UnknownProjectType):
        return None
    return found


def kind_value(project_type: ProjectType) -> str:
    """Return what an address calls this type of project."""
    lot = project_type.lot
    return f"{lot.call_id}/{lot.code}/{project_type.code}"


def kind_title(number: int | None, title: str) -> str:
    """Name a type of project with its Lot: "Lot 2: Blueprint"."""
    if number is None:
        return own_words(title)
    words = {"number": number, "title": own_words(title)}
    return _("Lot %(number)d: %(title)s") % words


def kind_options() -> list[tuple[str, str]]:
    """Return every type of project the law has, as an option, newest call first."""
    return [
        (
            f"{row.call.code}/{lot.code}/{law.code}",
            f"{own_words(row.call.title)}, {kind_title(lot.number, law.title)}",
        )
        for row in _latest_rulebooks()
        for lot in published_rulebook(row).lots
        for law in lot.project_types
    ]


def sector_options(project_type: ProjectType) -> list[tuple[str, str]]:
    """Return the Lot's sectors of the newest edition; none where any sector goes."""
    editions = project_type.lot.call.editions.order_by("-version").values("pk")[:1]
    sectors = Sector.objects.filter(
        edition=Subquery(editions), lot=project_type.lot
    ).order_by("position")
    return [(each.slug, own_words(each.title)) for each in sectors]


def newest_law(project_type: ProjectType) -> Law:
    """Return the newest published rulebook of the call of a type of project."""
    return published_rulebook(_latest_rulebooks().get(call=project_type.lot.call_id))


def _latest_rulebooks() -> QuerySet[Rulebook]:
    latest = (
        Rulebook.objects.filter(call=OuterRef("call"))
        .order_by("-version")
        .values("pk")[:1]
    )
    return (
        Rulebook.objects.filter(pk=Subquery(latest))
        .select_related("call")
        .order_by("-call__deadline")
    )


def call_choice(
    call: Call,
    law: Law,
    *,
    chosen: str,
    now: dt.datetime,
    drafts: Mapping[str, tuple[DraftLink, ...]] | None = None,
) -> CallChoice:
    """Return a call with the types of project of a version of its law."""
    day = evaluation_day(call, now)
    return CallChoice(
        code=call.code,
        title=own_words(call.title),
        closes=countdown(call.deadline, now=now),
        deadline=weekday_words(call.deadline),
        is_open=call.is_open_at(now),
        kinds=tuple(
            _kind(call, lot, kind, day, chosen=chosen, drafts=drafts or {})
            for lot in law.lots
            for kind in lot.project_types
        ),
    )


def _kind(
    call: Call,
    lot: Lot,
    law: TypeInLaw,
    day: dt.date,
    *,
    chosen: str,
    drafts: Mapping[str, tuple[DraftLink, ...]],
) -> KindChoice:
    value = f"{call.code}/{lot.code}/{law.code}"
    return KindChoice(
        value=value,
        title=kind_title(lot.number, law.title),
        target=target_words(law, day),
        is_chosen=value == chosen,
        drafts=drafts.get(value, ()),
    )


def _drafts(project_type: ProjectType, user: User) -> tuple[DraftLink, ...]:
    drafts = _open_drafts(user).filter(alliance__project_type=project_type)
    return tuple(map(_link, drafts[:MOST_DRAFTS]))


def _drafts_by_kind(user: User) -> dict[str, tuple[DraftLink, ...]]:
    """Return the latest drafts of somebody by what they are for; one query."""
    found: dict[str, tuple[DraftLink, ...]] = {}
    for each in _open_drafts(user)[:MOST_LOOKED_AT]:
        kind = kind_value(each.alliance.project_type)
        found[kind] = (*found.get(kind, ()), _link(each))[:MOST_DRAFTS]
    return found


def _open_drafts(user: User) -> QuerySet[Proposal]:
    return (
        Proposal.objects.visible_to(user)
        .filter(alliance__archived_at=None)
        .select_related("alliance__project_type__lot")
        .order_by("-changed_at", "-pk")
    )


def _link(draft: Proposal) -> DraftLink:
    alliance = draft.alliance
    return DraftLink(alliance.public_id, alliance.acronym, alliance.title)
