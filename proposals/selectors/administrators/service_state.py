"""Which parts work, are slow or do not work now: decided from facts, in no language."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from proposals.enums import Part
from proposals.selectors.administrators.service_facts import Facts, Waiting

SILENT_AFTER = dt.timedelta(seconds=90)
"""A sign of life is due every twenty seconds; four that are missing are no chance."""
SLOW_AFTER = dt.timedelta(minutes=2)
"""As a rule a pack is ready, and a mail gone, in less than one."""
MANY_FAILURES = 3
TROUBLE_COUNTS = dt.timedelta(minutes=30)
"""Nobody may have sent a mail since: what failed long ago says nothing of now."""
LOW_SHARE, LOW_BYTES = 0.05, 2 * 1024**3
"""A disk with less than both left is nearly full."""


class ServicePart(StrEnum):
    """What people do here, each of which may work while another does not."""

    PAGES = "pages"
    SUBMITTING = "submitting"
    PACKS = "packs"
    MAILS = "mails"


class Level(StrEnum):
    """How a part works, from good to bad."""

    WORKS = "works"
    SLOW = "slow"
    AWAY = "away"


class Cause(StrEnum):
    """Why a part does not work as it should."""

    NONE = ""
    DATABASE = "database"
    READ_ONLY = "read-only"
    DISK = "disk"
    SILENT = "silent"
    BACKLOG = "backlog"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartState:
    """One part at one moment."""

    part: ServicePart
    level: Level = Level.WORKS
    cause: Cause = Cause.NONE
    since: dt.datetime | None = None
    """Since when it is so, as far as anybody knows."""
    waiting: int = 0
    """How many jobs of it wait."""


def states(facts: Facts | None) -> tuple[PartState, ...]:
    """Return each part; without facts the database is away, and with it the rest."""
    if facts is None:
        away = (ServicePart.PAGES, ServicePart.SUBMITTING)
        return tuple(
            PartState(
                each, Level.AWAY, Cause.DATABASE if each in away else Cause.UNKNOWN
            )
            for each in ServicePart
        )
    return (
        _pages(facts),
        _paused(ServicePart.SUBMITTING, facts) or PartState(ServicePart.SUBMITTING),
        packs_state(facts),
        mails_state(facts),
    )


def packs_state(facts: Facts) -> PartState:
    """Return how packs, mandates and declarations come."""
    part, seen = ServicePart.PACKS, facts.seen.get(Part.PACKS)
    if facts.drawn_at and (seen is None or facts.drawn_at > seen):
        seen = facts.drawn_at
    return _worked(part, facts, seen, facts.packs)


def mails_state(facts: Facts) -> PartState:
    """Return how mails go out: there must be workers, and a server that takes them."""
    part, trouble = ServicePart.MAILS, facts.troubles.get(Part.MAIL)
    state = _worked(part, facts, facts.seen.get(Part.DEFAULT), facts.mails)
    if state.level is Level.AWAY or trouble is None:
        return state
    is_new = facts.at - trouble.last < TROUBLE_COUNTS
    if trouble.failures >= MANY_FAILURES and is_new:
        number = facts.mails.number
        return PartState(part, Level.AWAY, Cause.REFUSED, trouble.since, number)
    return state


def is_disk_low(facts: Facts) -> bool:
    """Say whether little room is left where files are kept."""
    return facts.free_share < LOW_SHARE and facts.free_bytes < LOW_BYTES


def _pages(facts: Facts) -> PartState:
    part = ServicePart.PAGES
    if paused := _paused(part, facts):
        return paused
    if is_disk_low(facts):
        return PartState(part, Level.SLOW, Cause.DISK)
    return PartState(part)


def _paused(part: ServicePart, facts: Facts, waiting: int = 0) -> PartState | None:
    """Return that a part rests while nothing is written; None while it is."""
    if facts.paused_since is None:
        return None
    return PartState(part, Level.AWAY, Cause.READ_ONLY, facts.paused_since, waiting)


def _worked(
    part: ServicePart, facts: Facts, seen: dt.datetime | None, jobs: Waiting
) -> PartState:
    """Return how work is done by those who were last seen then.

    Who never showed any life has perhaps only just begun: that alone is no sign.
    """
    if paused := _paused(part, facts, jobs.number):
        return paused
    is_silent = seen is not None and facts.at - seen > SILENT_AFTER
    if is_silent or not facts.queue_answers:
        return PartState(part, Level.AWAY, Cause.SILENT, seen, jobs.number)
    if jobs.since is None or facts.at - jobs.since <= SLOW_AFTER:
        return PartState(part, waiting=jobs.number)
    if seen is None:
        return PartState(part, Level.AWAY, Cause.SILENT, jobs.since, jobs.number)
    return PartState(part, Level.SLOW, Cause.BACKLOG, jobs.since, jobs.number)
