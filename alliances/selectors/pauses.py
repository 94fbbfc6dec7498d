"""Whether something may be written now: asked at every write, so remembered a while."""

import time
from dataclasses import dataclass
from typing import ClassVar

import structlog
from django.db import DatabaseError

from alliances.models import Pause

KNOWN_SECONDS = 3
"""How long a process goes on as it last heard: so long may closing take to arrive."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Known:
    """What this process last heard of the row, and until when it asks nobody."""

    present: ClassVar["_Known"]

    until: float = 0.0
    pause: Pause | None = None


_Known.present = _Known()


def present_pause() -> Pause | None:
    """Return the pause that stands, if one does; at most one query in three seconds.

    A database that does not answer changes nothing: who writes meets it anyway.
    """
    now, known = time.monotonic(), _Known.present
    if now < known.until:
        return known.pause
    try:
        pause = Pause.objects.filter(ended_at=None).first()
    except DatabaseError:
        log.warning("pause_not_known", exc_info=True)
        pause = known.pause
    _Known.present = _Known(now + KNOWN_SECONDS, pause)
    return pause


def ask_anew() -> None:
    """Let this process ask at the next look."""
    _Known.present = _Known(0.0, _Known.present.pause)


def suppose(pause: Pause | None) -> None:
    """Let this process believe so from now on, until it is told to ask anew."""
    _Known.present = _Known(float("inf"), pause)
