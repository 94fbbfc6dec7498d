"""All drafts for administrators: searched and filtered, each with its verdict."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from alliances.models import Call, Country, Partnership
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.listing import Heading, headings
from alliances.selectors.worded_pages import WordedPages, number_of
from alliances.worded import Worded
from eligibility.core import Outcome, Reading
from eligibility.models import Rulebook
from proposals.models import Override, Proposal
from proposals.models.seen import ALLIANCE_PARTS
from proposals.selectors.administrators.call_verdicts import verdicts_of_call
from proposals.selectors.administrators.draft_states import (
    OPEN,
    WORDS,
    in_state,
    state_of_row,
)
from proposals.selectors.drafts.masthead import call_words, lot_words
from proposals.selectors.law.uses import APART, drafts_naming
from proposals.selectors.standing.verdicts import Verdict, tallies_of, verdict_in_words

PAGE_SIZE = 50
"""Every row is evaluated when shown; this bounds a page."""
MOST_IN_FILE = 2000
"""Rows of the file, which is evaluated as a page is."""
OVERRIDDEN, STATE = "is_overridden", "state"
PLAIN = ("state", "verdict", "confirmed")
"""Columns that are found row by row, so that nothing sorts by them."""
COLUMNS = {
    "acronym": "alliance__acronym",
    "call": "alliance__call",
    "coordinator": "alliance__coordinator__email",
    "state": "",
    "verdict": "",
    "confirmed": "",
    "changed": "changed_at",
}


@dataclass(frozen=True, slots=True)
class DraftFilter:
    """What a list of drafts is limited to; empty is no limit."""

    words: str = ""
    call: Call | None = None
    state: str = ""
    verdict: str = ""
    """An outcome; only for the open drafts of one call."""
    country: str = ""
    """The code of one of a partner."""
    sector: str = ""
    """Names of one sector or its NACE code, apart by "|"."""
    order: str = "-changed"


EVERYTHING = DraftFilter()
"""What somebody who just opens the list is shown."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft."""

    public_id: uuid.UUID
    acronym: str
    title: str
    call: str
    lot: str
    coordinator: str
    state: str
    planned: Verdict
    confirmed: Verdict
    changed: str
    is_overridden: bool
    """Whether an administrator allows it to be submitted in spite of something."""


@dataclass(frozen=True, slots=True)
class DraftListPage:
    """A page of drafts."""

    headings: tuple[Heading, ...]
    rows: tuple[DraftRow, ...]
    total: int
    pages: Page[Proposal]


@Worded
def countries_by_name() -> QuerySet[Country, Any]:
    """Return code and name of every country there is."""
    return Country.objects.values_list("code", "name")


def draft_list(
    wanted: DraftFilter, *, page: str | None, now: dt.datetime
) -> DraftListPage:
    """Return a page of drafts; seven queries however many there are.

    One by verdict costs at most eight more, once a minute for each call.
    """
    if wanted == EVERYTHING:
        pages = WordedPages(_number, _newest, _all).page(page, PAGE_SIZE)
    else:
        found = _ordered(_found(wanted, now), wanted.order)
        pages = Paginator(found, PAGE_SIZE).get_page(page)
    return DraftListPage(
        headings=headings(labels(), wanted.order, plain=PLAIN),
        rows=tuple(_rows(list(pages.object_list), now)),
        total=pages.paginator.count,
        pages=pages,
    )


def draft_rows(wanted: DraftFilter, *, now: dt.datetime) -> list[list[str]]:
    """Return the same drafts as a file has them, with the headings."""
    found = _ordered(_found(wanted, now), wanted.order)[:MOST_IN_FILE]
    rows = [
        [
            each.acronym,
            f"{each.call}, {each.lot}",
            each.coordinator,
            each.state,
            each.planned.words,
            each.confirmed.words,
            each.changed,
        ]
        for each in _rows(list(found), now)
    ]
    return [list(labels().values()), *rows]


def labels() -> Mapping[str, str]:
    """Return what the columns are called."""
    return {
        "acronym": _("Draft"),
        "call": _("Call and Lot"),
        "coordinator": _("Coordinator"),
        "state": _("State"),
        "verdict": _("As planned"),
        "confirmed": _("As confirmed"),
        "changed": _("Last change"),
    }


def _found(wanted: DraftFilter, now: dt.datetime) -> QuerySet[Proposal]:
    found: QuerySet[Proposal] = Proposal.objects.filter(*_conditions(wanted))
    if names := [each for each in wanted.sector.split(APART) if each.strip()]:
        found = drafts_naming(names, drafts=found)
    if wanted.verdict and wanted.call:
        verdicts = verdicts_of_call(wanted.call, now=now)
        found = found.filter(pk__in=verdicts.having(Outcome(wanted.verdict)))
    return found


def _conditions(wanted: DraftFilter) -> Iterator[Q]:
    if wanted.call:
        yield Q(alliance__call=wanted.call)
    state = OPEN if wanted.verdict else wanted.state
    if state:
        yield in_state(state)
    if wanted.country:
        partners = Partnership.objects.taking_part().filter(country_id=wanted.country)
        yield Q(alliance__in=partners.order_by().values("alliance"))
    for word in wanted.words.split():
        yield (
            Q(alliance__acronym__icontains=word)
            | Q(alliance__title__icontains=word)
            | Q(alliance__coordinator__email__icontains=word)
            | Q(alliance__coordinator__full_name__icontains=word)
        )


def _ordered(found: QuerySet[Proposal], order: str) -> QuerySet[Proposal]:
    field = COLUMNS[order.removeprefix("-")] or "changed_at"
    sign = "-" if order.startswith("-") else ""
    parts = (f"alliance__{name}" for name in ALLIANCE_PARTS)
    standing = Override.objects.standing().filter(proposal=OuterRef("pk"))
    found = found.annotate(**{OVERRIDDEN: Exists(standing), STATE: state_of_row()})
    rules = Prefetch("rulebook", Rulebook.objects.defer("text"))
    rows = found.select_related(*parts).prefetch_related(rules)
    return rows.order_by(f"{sign}{field}", "-pk")


def _all() -> QuerySet[Proposal]:
    return _ordered(Proposal.objects.all(), EVERYTHING.order)


@Worded
def _number() -> QuerySet[Proposal, int]:
    return number_of(Proposal.objects.all())


@Worded
def _newest() -> QuerySet[Proposal]:
    return _all()[:PAGE_SIZE]


def _rows(proposals: list[Proposal], now: dt.datetime) -> Iterator[DraftRow]:
    counted = tallies_of(proposals, now=now)
    # Most drafts of a page are of one call, many of one person, and stand alike.
    call, lot, person = cache(call_words), cache(lot_words), cache(person_words)
    verdict = cache(verdict_in_words)
    words = {state: str(each) for state, each in WORDS.items()}
    for proposal, counts in zip(proposals, counted, strict=True):
        alliance = proposal.alliance
        yield DraftRow(
            public_id=alliance.public_id,
            acronym=alliance.acronym,
            title=alliance.title,
            call=call(alliance.call),
            lot=lot(alliance.lot, alliance.project_type),
            coordinator=person(alliance.coordinator),
            state=words[getattr(proposal, STATE)],
            planned=verdict(counts[Reading.PLANNED]),
            confirmed=verdict(counts[Reading.CONFIRMED]),
            changed=moment_words(proposal.changed_at),
            is_overridden=getattr(proposal, OVERRIDDEN),
        )
