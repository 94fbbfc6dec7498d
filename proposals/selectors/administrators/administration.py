"""The front page of the administration: what waits, and how everything stands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from alliances.models import Call, User
from alliances.selectors.editions import moment_words
from alliances.words import own_words
from eligibility.core import Outcome
from proposals.selectors.administrators.call_verdicts import (
    CallVerdicts,
    kept_verdicts,
    verdicts_of_call,
)
from proposals.selectors.administrators.data_age import DataAge, data_age
from proposals.selectors.administrators.desk import Desk, desk_of
from proposals.selectors.administrators.draft_states import (
    DraftNumbers,
    numbers_by_call,
)
from proposals.selectors.administrators.queue import Queue, queue


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many open drafts of a call have each verdict as planned."""

    met: int
    not_met: int
    unknown: int
    has_more: bool
    """Whether the call has more drafts than are evaluated for a page."""
    at: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """The drafts of a call in figures."""

    code: str
    title: str
    numbers: DraftNumbers
    verdicts: Verdicts | None
    """None until they are evaluated; a page asks for them row by row."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What an administrator lands on."""

    desk: Desk
    calls: tuple[CallLine, ...]
    """Calls with drafts, the latest deadline first."""
    queue: Queue
    data: DataAge


def front_page(reader: User, *, now: dt.datetime) -> FrontPage:
    """Return the front page; nine queries, whatever there is of everything."""
    calls = list(Call.objects.established())
    numbers = numbers_by_call()
    kept = kept_verdicts([each.code for each in calls])
    return FrontPage(
        desk=desk_of(reader, now=now),
        calls=tuple(
            _line(each, numbers, kept.get(each.code))
            for each in calls
            if each.code in numbers
        ),
        queue=queue(now=now),
        data=data_age(calls, now=now),
    )


def call_line(call: Call, *, now: dt.datetime) -> CallLine:
    """Return one call with its verdicts; at most nine queries for any number."""
    return _line(call, numbers_by_call(), verdicts_of_call(call, now=now))


def _line(
    call: Call, numbers: Mapping[str, DraftNumbers], kept: CallVerdicts | None
) -> CallLine:
    return CallLine(
        code=call.code,
        title=own_words(call.title),
        numbers=numbers.get(call.code, DraftNumbers()),
        verdicts=_tally(kept) if kept else None,
    )


def _tally(verdicts: CallVerdicts) -> Verdicts:
    tally = verdicts.tally
    return Verdicts(
        met=tally[Outcome.MET],
        not_met=tally[Outcome.NOT_MET],
        unknown=tally[Outcome.UNKNOWN],
        has_more=verdicts.has_more,
        at=moment_words(verdicts.at),
    )
