"""Closes the product for writing and opens it again; all is readable meanwhile."""

import datetime as dt

import structlog
from django.db import IntegrityError, transaction

from alliances.models import Pause
from alliances.selectors.pauses import ask_anew

log = structlog.get_logger(__name__)


class AlreadyPaused(Exception):  # states a fact, as all our refusals do
    """A pause stands; it has a reason of its own."""


def begin_pause(*, reason: str, until: dt.datetime | None, now: dt.datetime) -> Pause:
    """Close for writing. Every process knows within `KNOWN_SECONDS`.

    Raises AlreadyPaused where one stands.
    """
    pause = Pause(reason=reason, began_at=now, until=until)
    try:
        with transaction.atomic():
            pause.save()
    except IntegrityError as error:
        raise AlreadyPaused from error
    ask_anew()
    log.warning("writing_paused", until=until and until.isoformat())
    return pause


def end_pause(*, now: dt.datetime) -> bool:
    """Open for writing again; say whether a pause stood."""
    ended = Pause.objects.filter(ended_at=None).update(ended_at=now)
    ask_anew()
    if ended:
        log.warning("writing_resumed")
    return bool(ended)
