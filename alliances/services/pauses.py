"""Closes the product for writing and opens it again; all is readable meanwhile."""

import datetime as dt

import structlog
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import IntegrityError, transaction

from alliances.models import Pause, User
from alliances.selectors.pauses import ask_anew

LONGEST_REASON = 200
"""Characters of a reason; as long as its column."""
MOST_AHEAD = dt.timedelta(days=30)
"""How far ahead an end may be promised; pages count on a moment that has a tomorrow."""

log = structlog.get_logger(__name__)


class AlreadyPaused(Exception):  # states a fact, as all our refusals do
    """A pause stands; it has a reason of its own."""


def begin_pause(
    *,
    reason: str,
    until: dt.datetime | None,
    now: dt.datetime,
    by: User | None = None,
) -> Pause:
    """Close for writing. Every process knows within `KNOWN_SECONDS`.

    `by` stands in the history of the administration; whoever has a shell has no name
    here. Raises AlreadyPaused where one stands.
    """
    pause = Pause(reason=reason, began_at=now, until=until)
    try:
        with transaction.atomic():
            pause.save()
            _note(pause, by, ADDITION, reason)
    except IntegrityError as error:
        raise AlreadyPaused from error
    ask_anew()
    log.warning("writing_paused", until=until and until.isoformat())
    return pause


def end_pause(
    *, now: dt.datetime, by: User | None = None, seen: str | None = None
) -> bool:
    """Open for writing again; say whether a pause ended. `by` is as above.

    `seen` is the key of the one somebody looked at: one that began later has another
    reason, and stays.
    """
    with transaction.atomic():
        pause = Pause.objects.select_for_update().filter(ended_at=None).first()
        if pause is not None and seen not in {None, str(pause.pk)}:
            pause = None
        if pause is not None:
            pause.ended_at = now
            pause.save(update_fields=["ended_at"])
            _note(pause, by, CHANGE, "Opened for writing again")
    ask_anew()
    if pause is not None:
        log.warning("writing_resumed")
    return pause is not None


def _note(pause: Pause, by: User | None, act: int, words: str) -> None:
    if by is not None:
        LogEntry.objects.log_actions(
            by.pk, [pause], act, change_message=words, single_object=True
        )
