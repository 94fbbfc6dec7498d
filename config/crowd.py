"""Whether people wait for the web server: noted there, asked by whoever can work later.

It stands in the cache, which servers and workers of all machines share.
"""

import time
from dataclasses import dataclass

import structlog
from django.core.cache import cache

NOTICED_SECONDS = 0.5
"""A request that waited longer for a thread is one that somebody waited for."""
STANDS_SECONDS = 10
"""How long people are taken to wait after one did."""
NOTED_EVERY_SECONDS = 2
KEY = "crowd"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Noted:
    """From when on this process notes it again."""

    again_from: float = 0.0


_noted = _Noted()


def note_wait(seconds: float) -> None:
    """Note that a request waited so long for a thread, if somebody notices that."""
    now = time.monotonic()
    if seconds <= NOTICED_SECONDS or now < _noted.again_from:
        return
    _noted.again_from = now + NOTED_EVERY_SECONDS
    try:
        cache.set(KEY, "", STANDS_SECONDS)
    except Exception as error:  # noqa: BLE001  # whatever it suffers from, who waits is answered
        log.warning("crowd_not_noted", error=type(error).__name__)


def stands() -> bool:
    """Say whether people wait now; no, where that cannot be told."""
    try:
        return cache.get(KEY) is not None
    except Exception as error:  # noqa: BLE001  # as above: jobs go on
        log.warning("crowd_not_known", error=type(error).__name__)
        return False
