"""What waits for an administrator: reviews, answers to own requests, reports."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from alliances.enums import ReviewState, UploadState
from alliances.models import ReferenceUpload, RegisterUpload, User
from alliances.selectors.editions import moment_words, person_words
from eligibility.models import RulebookUpload
from proposals.models import RuleReport
from proposals.selectors.administrators.queue import FAILED, FILE

MOST = 20
"""Uploads of each kind that are listed; who has more has other worries."""
MOST_REPORTS = 5
CONTENT = {
    "reference-check": ("table", "place", "content"),
    "law-check": ("call_code", "text"),
    "register-check": ("sha256", "is_whole", "guess"),
}
"""What makes two uploads one, by the page of their kind."""
PLACE = Concat(
    Coalesce(Cast("lot", CharField()), Value("")),
    Value(" "),
    Coalesce("call", Value("")),
    output_field=CharField(),
)
"""The Lot and the call of a table: the shared ones have neither."""
REFUSED_FOR = dt.timedelta(days=30)
"""How long a refusal stays on the desk of who asked."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One upload on the desk."""

    page: str
    """The name of its page's address."""
    public_id: uuid.UUID
    name: str
    kind: str
    about: str
    """Who asked, uploaded or refused, and when."""
    words: str
    """The reason, or why it was refused; empty where nothing was said."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reported about a rule."""

    key: int
    clause: str
    call: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits for one administrator."""

    to_review: tuple[Paper, ...]
    """Asked for by others."""
    refused: tuple[Paper, ...]
    """Asked for by the reader, and refused by another one of late."""
    own: tuple[Paper, ...]
    """Asked for by the reader; another one has to act."""
    kept: tuple[Paper, ...]
    """Uploaded by the reader, who has not asked to publish it."""
    spoilt: tuple[Paper, ...]
    """Uploaded by the reader for the register, and full of problems to correct."""
    reports: tuple[Report, ...]
    more_reports: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        papers = (self.to_review, self.refused, self.own, self.kept, self.spoilt)
        return not any(papers) and not self.reports


def desk_of(reader: User, *, now: dt.datetime) -> Desk:
    """Return what waits for somebody; five queries."""
    rows = [pair for kind in _kinds() for pair in _rows(*kind, reader, now)]
    kept = [each for each in rows if each[0].review_state == ReviewState.KEPT]
    reports = RuleReport.objects.filter(settled_at=None)
    shown = reports.select_related("rulebook", "by").defer("rulebook__text")
    number = reports.count()
    return Desk(
        to_review=tuple(paper for row, paper in rows if _is_to_review(row, reader)),
        refused=_in(rows, ReviewState.REFUSED),
        own=tuple(paper for row, paper in rows if _is_own(row, reader)),
        kept=tuple(paper for row, paper in kept if not _is_spoilt(row)),
        spoilt=tuple(paper for row, paper in kept if _is_spoilt(row)),
        reports=tuple(_report(each) for each in shown[:MOST_REPORTS]),
        more_reports=max(number - MOST_REPORTS, 0),
    )


def _kinds() -> Iterator[tuple[str, str, QuerySet[Any]]]:
    """Yield the page, the word and the rows of each kind that is reviewed."""
    tables = ReferenceUpload.objects.annotate(place=PLACE).defer("content")
    # One that became an edition is done, whatever was noted of who decided.
    tables = tables.exclude(review_state=ReviewState.KEPT, edition__isnull=False)
    yield "reference-check", _("Reference table"), tables
    yield "law-check", _("Rulebook"), RulebookUpload.objects.defer("text")
    yield "register-check", _("Register"), RegisterUpload.objects.all()


def _rows(
    page: str, kind: str, rows: QuerySet[Any], reader: User, now: dt.datetime
) -> list[tuple[Any, Paper]]:
    since = now - REFUSED_FOR
    theirs = Q(review_state=ReviewState.KEPT, uploaded_by=reader)
    refused = Q(review_state=ReviewState.REFUSED, asked_by=reader)
    here = Q(review_state=ReviewState.ASKED) | theirs
    spare = Q(review_state=ReviewState.KEPT) & Exists(_twins(page, rows))
    # What somebody took back needs nobody to tell them.
    by_another = refused & Q(decided_at__gte=since) & ~Q(decided_by=reader)
    found = rows.filter(here | by_another).exclude(spare)
    people = found.select_related("uploaded_by", "asked_by", "decided_by")
    return [(each, _paper(page, kind, each)) for each in people[:MOST]]


def _twins(page: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return equal uploads in whose place a kept one waits for nothing.

    Of those the same person keeps the last counts, but a file that no worker could read
    only beside others of that kind; what was published before is none, for it may be
    meant to come back.
    """
    newer = Q(review_state=ReviewState.KEPT, pk__gt=OuterRef("pk"))
    asked = Q(review_state=ReviewState.ASKED)
    published = Q(
        review_state=ReviewState.PUBLISHED, decided_at__gt=OuterRef("uploaded_at")
    )
    own = newer & Q(uploaded_by=OuterRef("uploaded_by"))
    if page == "register-check":
        as_well = Q(state=OuterRef("state"), problems=OuterRef("problems"))
        own &= ~FILE[FAILED] | as_well
    same = {name: OuterRef(name) for name in CONTENT[page]}
    return rows.order_by().filter(own | asked | published, **same)


def _is_to_review(row: Any, reader: User) -> bool:  # noqa: ANN401  # any reviewed row
    is_asked = row.review_state == ReviewState.ASKED
    return bool(is_asked and row.asked_by_id != reader.pk)


def _is_own(row: Any, reader: User) -> bool:  # noqa: ANN401  # any reviewed row
    is_asked = row.review_state == ReviewState.ASKED
    return bool(is_asked and row.asked_by_id == reader.pk)


def _is_spoilt(row: Any) -> bool:  # noqa: ANN401  # any reviewed row
    return getattr(row, "state", None) == UploadState.REFUSED


def _in(rows: list[tuple[Any, Paper]], state: ReviewState) -> tuple[Paper, ...]:
    return tuple(paper for row, paper in rows if row.review_state == state)


def _paper(page: str, kind: str, row: Any) -> Paper:  # noqa: ANN401  # any reviewed row
    who, when = {
        ReviewState.REFUSED: (row.decided_by, row.decided_at),
        ReviewState.ASKED: (row.asked_by, row.asked_at),
    }.get(row.review_state, (row.uploaded_by, row.uploaded_at))
    is_refused = row.review_state == ReviewState.REFUSED
    return Paper(
        page=page,
        public_id=row.public_id,
        name=row.file_name,
        kind=kind if not (call := _call(row)) else f"{kind}, {call}",
        about=f"{person_words(who)}, {moment_words(when)}",
        words=row.refusal if is_refused else row.reason,
    )


def _call(row: Any) -> str:  # noqa: ANN401  # any reviewed row
    return str(getattr(row, "call_code", "") or getattr(row, "call_id", "") or "")


def _report(row: RuleReport) -> Report:
    who = person_words(row.by) if row.by else row.contact or _("a visitor")
    return Report(
        key=row.pk,
        clause=row.clause,
        call=row.rulebook.call_id,
        text=row.text,
        about=f"{who}, {moment_words(row.reported_at)}",
    )
