"""What is measured of the parts people wait for: signs of life, waiting jobs, room.

Measured by each process at most every few seconds, and bounded: three small queries,
one knock at the queue. Pages of everybody ask it, most of all when things go badly.
"""

import datetime as dt
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from django.conf import settings
from django.db import Error
from django.db.models import Max

from alliances import clock, outbox
from alliances.selectors.pauses import present_pause
from proposals.enums import PackState
from proposals.models import ApplicationPack, SignOfLife
from proposals.selectors.administrators.queue import waiting
from proposals.selectors.administrators.queue_rows import DOCUMENTS, FILES, PACKS

KEPT_SECONDS = 10
DRAWN = (PACKS, DOCUMENTS)
"""Kinds of jobs that wait for one another."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The jobs of one sort that nobody has taken yet."""

    number: int = 0
    since: dt.datetime | None = None
    """Since when the oldest waits."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a part failed at since it last worked."""

    failures: int
    since: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything measured at one moment."""

    at: dt.datetime
    seen: Mapping[str, dt.datetime]
    """When each `Part` last worked; those that never did are absent."""
    troubles: Mapping[str, Trouble] = field(default_factory=dict)
    packs: Waiting = Waiting()
    mails: Waiting = Waiting()
    drawn_at: dt.datetime | None = None
    """The newest sign of life within a drawing: a long one keeps its worker silent."""
    queue_answers: bool = True
    paused_since: dt.datetime | None = None
    """Since when nothing is written, by decision; none: it is."""
    free_bytes: int = 0
    """Room on the disk of DATA_DIR."""
    free_share: float = 1.0


@dataclass(slots=True)
class _Memory:
    """What this process measured last."""

    facts: Facts | None = None
    measured: float | None = None


_memory, _measuring = _Memory(), threading.Lock()


def present_facts() -> Facts | None:
    """Return what was measured within KEPT_SECONDS; None while the database is away.

    One thread measures; the others take what was known before, as a queue that is away
    may take seconds to show it. A message that could not be sent since counts at once.
    """
    if not _is_fresh() and _measuring.acquire(blocking=_memory.measured is None):
        try:
            if not _is_fresh():
                _memory.facts = _measured()
                _memory.measured = time.monotonic()
        finally:
            _measuring.release()
    facts, then = _memory.facts, _memory.measured
    if facts and then is not None and outbox.has_failed_since(then):
        return replace(facts, queue_answers=False)
    return facts


def ask_anew() -> None:
    """Measure when asked next."""
    _memory.measured = None


def suppose(facts: Facts | None) -> None:
    """Take this for measured until told to ask anew."""
    _memory.facts, _memory.measured = facts, float("inf")


def _is_fresh() -> bool:
    then = _memory.measured
    return then is not None and time.monotonic() - then < KEPT_SECONDS


def _measured() -> Facts | None:
    try:
        return measure(now=clock.now())
    except Error as error:
        log.warning("service_not_measured", error=type(error).__name__)
        return None


def measure(*, now: dt.datetime) -> Facts:
    """Measure everything: three queries, a knock at the queue, a look at the disk."""
    signs = list(SignOfLife.objects.all())
    waits = waiting()
    drawing = ApplicationPack.objects.filter(state=PackState.RENDERING)
    disk, pause = shutil.disk_usage(settings.DATA_DIR), present_pause()
    return Facts(
        at=now,
        seen={each.part: each.seen_at for each in signs if each.seen_at},
        troubles={
            each.part: Trouble(each.failures, each.failing_since, each.failed_at)
            for each in signs
            if each.failing_since and each.failed_at
        },
        packs=_together([waits[kind] for kind in waits if kind in DRAWN]),
        mails=_together([waits[kind] for kind in waits if kind not in (*DRAWN, FILES)]),
        drawn_at=drawing.aggregate(last=Max("heartbeat_at"))["last"],
        queue_answers=outbox.answers(),
        paused_since=pause.began_at if pause else None,
        free_bytes=disk.free,
        free_share=disk.free / disk.total if disk.total else 1.0,
    )


def _together(waits: Sequence[tuple[int, dt.datetime]]) -> Waiting:
    return Waiting(
        number=sum(number for number, _since in waits),
        since=min((since for _number, since in waits), default=None),
    )
