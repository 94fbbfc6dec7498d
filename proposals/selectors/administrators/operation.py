"""What operators watch, counted from rows: the row is the job (ADR 5)."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum

from proposals.enums import AttemptResult, PackState
from proposals.models import (
    ApplicationPack,
    SignOfLife,
    SubmissionAttempt,
    TaskFigure,
)
from proposals.selectors.administrators.queue import STATES, counted
from proposals.selectors.administrators.queue_rows import DOCUMENTS, FILES, PACKS

MAILS = "mails"
WORK = (PACKS, DOCUMENTS, MAILS, FILES)
PACK_BUCKETS = (15, 30, 60, 120, 300, 600, 1800)
"""Seconds; one drawing is ended after 900."""


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work."""

    states: Mapping[str, int]
    """How many jobs are waiting, working, failed and done."""
    oldest: dt.datetime | None
    """Since when the oldest has waited; none where none waits."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything rows say."""

    work: Mapping[str, Work]
    attempts: Mapping[str, int]
    """Presses of the submit button by result."""
    packs_within: tuple[int, ...]
    """How many packs were ready within each of PACK_BUCKETS."""
    packs: int
    pack_seconds: float
    """All of them together."""
    tasks: tuple[TaskFigure, ...]
    """What workers did of each task with each end."""
    signs: tuple[SignOfLife, ...]
    """When each part last worked, and what it failed at since."""


def figures() -> Figures:
    """Count everything: five queries."""
    packs = _pack_times()
    return Figures(
        work=_work(),
        attempts=_attempts(),
        packs_within=tuple(packs[f"within_{most}"] for most in PACK_BUCKETS),
        packs=packs["number"],
        pack_seconds=packs["sum"].total_seconds() if packs["sum"] else 0.0,
        tasks=tuple(TaskFigure.objects.order_by("task", "end")),
        signs=tuple(SignOfLife.objects.order_by("part")),
    )


def _work() -> dict[str, Work]:
    """Return what waits; mails together, whatever they are about."""
    states = {kind: Counter(dict.fromkeys(STATES, 0)) for kind in WORK}
    oldest: dict[str, list[dt.datetime]] = {kind: [] for kind in WORK}
    for name, (*numbers, since) in counted().items():
        kind = name if name in WORK else MAILS
        states[kind].update(dict(zip(STATES, numbers, strict=True)))
        oldest[kind] += [since] if since else []
    return {
        kind: Work(states=dict(states[kind]), oldest=min(oldest[kind], default=None))
        for kind in WORK
    }


def _attempts() -> dict[str, int]:
    rows = SubmissionAttempt.objects.order_by().values_list("result")
    found = dict(rows.annotate(number=Count("pk")))
    return {result: found.get(result, 0) for result in AttemptResult.values}


def _pack_times() -> dict[str, Any]:
    """Return how many packs took how long; one drawn again says nothing of waiting."""
    taken = F("finished_at") - F("requested_at")
    within = {
        f"within_{most}": Count("pk", filter=Q(taken__lte=dt.timedelta(seconds=most)))
        for most in PACK_BUCKETS
    }
    ready = ApplicationPack.objects.filter(state=PackState.READY, retries=0)
    timed = ready.order_by().annotate(taken=taken)
    return timed.aggregate(number=Count("pk"), sum=Sum("taken"), **within)
