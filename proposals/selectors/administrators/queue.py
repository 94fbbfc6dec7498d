"""What workers have to do: what waits, what failed, and what is idle."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Min, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _lazy

from alliances.enums import UploadState
from alliances.models import RegisterUpload
from alliances.selectors.listing import Listing, paged
from proposals.enums import LetterState, PackState
from proposals.models import ApplicationPack, FormalDocument
from proposals.models.formal_documents import MOST_ATTEMPTS
from proposals.selectors.administrators.queue_rows import (
    DOCUMENTS,
    FILES,
    PACKS,
    cells_of,
    places_of,
    queue_headings,
)
from proposals.selectors.letters import letter_kinds

WAITING, WORKING, FAILED, DONE = "waiting", "working", "failed", "done"
STATES = {
    WAITING: _lazy("Waiting"),
    WORKING: _lazy("Being worked on"),
    FAILED: _lazy("Failed"),
    DONE: _lazy("Done"),
}
KINDS: Mapping[str, Promise] = {
    PACKS: _lazy("Application packs"),
    DOCUMENTS: _lazy("Mandates and declarations"),
    **{each.name: each.plural for each in letter_kinds.KINDS},
    FILES: _lazy("Files of the register"),
}
NEVER = Q(pk__in=())
LETTER = {
    WAITING: Q(letter_state=LetterState.QUEUED),
    WORKING: NEVER,
    FAILED: Q(letter_state__in=(LetterState.FAILED, LetterState.BOUNCED)),
    DONE: Q(letter_state=LetterState.SENT),
}
# What was read and is full of problems waits for who uploaded it, not for a worker.
READ = Q(state=UploadState.REFUSED, problems__gt=0)
FILE = {
    WAITING: Q(state=UploadState.WAITING),
    WORKING: Q(state__in=(UploadState.READING, UploadState.PUBLISHING)),
    FAILED: Q(state=UploadState.REFUSED, problems=0),
    DONE: Q(state__in=(UploadState.READY, UploadState.PUBLISHED)) | READ,
}
PACK = {
    WAITING: Q(state=PackState.QUEUED),
    WORKING: Q(state=PackState.RENDERING),
    FAILED: Q(state=PackState.FAILED),
    DONE: Q(state=PackState.READY),
}
# A row does not say whether somebody draws it just now: without a file it waits.
DOCUMENT = {
    WAITING: Q(file="", attempts__lt=MOST_ATTEMPTS),
    WORKING: NEVER,
    FAILED: Q(file="", attempts__gte=MOST_ATTEMPTS),
    DONE: ~Q(file=""),
}
CONDITIONS = {PACKS: PACK, DOCUMENTS: DOCUMENT, FILES: FILE}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One kind of work in figures."""

    kind: str
    label: str
    waiting: int
    oldest: str
    """How long the oldest has waited, in words; empty where none waits."""
    working: int
    failed: int
    done: int

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.failed or self.waiting or self.working)


@dataclass(frozen=True, slots=True)
class Queue:
    """Every kind of work, in the order of how much it needs somebody."""

    busy: tuple[QueueLine, ...]
    """What failed before what only waits."""
    idle: tuple[QueueLine, ...]

    @property
    def has_failed(self) -> bool:
        """Whether something is left that no worker tries again."""
        return any(each.failed for each in self.busy)


def queue(*, now: dt.datetime) -> Queue:
    """Return every kind of work: one query."""
    found = counted()
    lines = [_line(kind, found[kind], now) for kind in KINDS]
    busy = [each for each in lines if not each.is_idle]
    return Queue(
        busy=tuple(sorted(busy, key=lambda each: not each.failed)),
        idle=tuple(each for each in lines if each.is_idle),
    )


def most_urgent(*, now: dt.datetime) -> dict[str, str]:
    """Return which kind and state needs somebody most, by the names of a filter."""
    busy = queue(now=now).busy
    if not busy:
        return {"kind": PACKS, "state": WAITING}
    first = busy[0]
    waits = WAITING if first.waiting else WORKING
    return {"kind": first.kind, "state": FAILED if first.failed else waits}


def counted() -> dict[str, list[Any]]:
    """Return by kind how many jobs are in each of STATES, and since when one waits."""
    first, *others = (_counts(kind) for kind in KINDS)
    return {kind: row for kind, *row in first.union(*others, all=True)}


def waiting() -> dict[str, tuple[int, dt.datetime]]:
    """Return by kind how many jobs wait, and since when one does: one query.

    Kinds in which none waits are absent.
    """
    first, *others = (_waits(kind) for kind in KINDS)
    everything = first.union(*others, all=True)
    return {kind: (number, since) for kind, number, since in everything if number}


def queue_list(kind: str, state: str, page: str | None) -> Listing:
    """Return the jobs of a kind in a state, the oldest first; three queries."""
    rows, when = _jobs(kind)
    pages = paged(rows.filter(_conditions(kind)[state]).order_by(when, "pk"), page)
    found = list(pages.object_list)
    places = places_of(kind, found)
    return Listing(
        headings=queue_headings(),
        rows=tuple(cells_of(kind, each, places) for each in found),
        total=pages.paginator.count,
        pages=pages,
    )


def _counts(kind: str) -> QuerySet[Any, Any]:
    """Return one row: how many jobs are in each state, and how long one waits."""
    rows, when = _jobs(kind)
    conditions = _conditions(kind)
    counts: dict[str, Any] = {
        state: Count("pk", filter=condition) for state, condition in conditions.items()
    }
    named = rows.select_related(None).order_by().annotate(of=Value(kind, CharField()))
    counted: QuerySet[Any, Any] = (
        named.values("of")
        .annotate(**counts, oldest=Min(when, filter=conditions[WAITING]))
        .values_list("of", *STATES, "oldest")
    )
    return counted


def _waits(kind: str) -> QuerySet[Any, Any]:
    """Return one row: how many jobs of a kind wait, and since when one does."""
    rows, when = _jobs(kind)
    left = rows.filter(_conditions(kind)[WAITING]).select_related(None).order_by()
    named = left.annotate(of=Value(kind, CharField())).values("of")
    counted: QuerySet[Any, Any] = named.annotate(
        number=Count("pk"), oldest=Min(when)
    ).values_list("of", "number", "oldest")
    return counted


def _line(kind: str, row: Sequence[Any], now: dt.datetime) -> QueueLine:
    *numbers, oldest = row
    return QueueLine(
        kind=kind,
        label=str(KINDS[kind]),
        oldest=timesince(oldest, now, depth=1) if oldest else "",
        **dict(zip(STATES, numbers, strict=True)),
    )


def _conditions(kind: str) -> Mapping[str, Q]:
    return CONDITIONS.get(kind, LETTER)


def _jobs(kind: str) -> tuple[QuerySet[Any], str]:
    """Return the rows of a kind somebody still waits for, and since when they do."""
    if kind == PACKS:
        packs = ApplicationPack.objects.defer("content")
        packs = packs.select_related("proposal__alliance", "requested_by", "stopped_by")
        return packs, "requested_at"
    if kind == DOCUMENTS:
        drawn = FormalDocument.objects.defer("content", "covered")
        return drawn.select_related("partnership__alliance"), "requested_at"
    if kind == FILES:
        return RegisterUpload.objects.select_related("uploaded_by"), "uploaded_at"
    letters = letter_kinds.BY_NAME[kind]
    return letters.in_queue(), letters.since
