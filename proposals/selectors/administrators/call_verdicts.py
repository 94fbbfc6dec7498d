"""Where every open draft of a call stands, evaluated in one go and kept a minute."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from alliances.models import Call
from eligibility.core import Outcome, Reading
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.selectors.law.law_in_force import reference_in_force, rulebooks_of
from proposals.snapshots import (
    evaluation_day,
    excluding_among,
    open_drafts,
    take_each,
)

KEPT_SECONDS = 60
MOST = 5000
"""Drafts of a call evaluated for a page, some three seconds; more are counted only."""


@dataclass(frozen=True, slots=True)
class CallVerdicts:
    """The verdicts of the open drafts of a call."""

    outcomes: Mapping[int, Outcome]
    """The outcome as planned by the key of the proposal."""
    has_more: bool
    """Whether there are drafts beyond those evaluated."""
    at: dt.datetime

    @property
    def tally(self) -> Mapping[Outcome, int]:
        """How many drafts have each outcome."""
        return Counter(self.outcomes.values())

    def having(self, outcome: Outcome) -> list[int]:
        """Return the keys of the proposals with this outcome."""
        return [key for key, found in self.outcomes.items() if found is outcome]


def verdicts_of_call(call: Call, *, now: dt.datetime) -> CallVerdicts:
    """Return the verdicts of a call, at most a minute old; at most eight queries."""
    kept: CallVerdicts | None = cache.get(_key(call.code))
    if kept is None:
        kept = _evaluated(call, now)
        cache.set(_key(call.code), kept, KEPT_SECONDS)
    return kept


def kept_verdicts(codes: Collection[str]) -> dict[str, CallVerdicts]:
    """Return the verdicts that were evaluated within the last minute, by call."""
    found = cache.get_many([_key(each) for each in codes])
    return {each: found[_key(each)] for each in codes if _key(each) in found}


def _key(code: str) -> str:
    return f"verdicts-of-call:{code}"


def _evaluated(call: Call, now: dt.datetime) -> CallVerdicts:
    reference, rules = reference_in_force(call), rulebooks_of(call)
    drafts, has_more = _bounded(open_drafts(call))
    day = evaluation_day(call, now)
    outcomes: dict[int, Outcome] = {}
    known: dict[Hashable, Outcome] = {}
    for draft, (snapshot,), likeness in take_each(
        drafts, call, [reference], excluding_among(rules)
    ):
        outcome = known.get(likeness) or assess(
            snapshot=snapshot, rulebook=rules[draft.rulebook], on=day
        ).of(Reading.PLANNED)
        if likeness is not None:
            known[likeness] = outcome
        outcomes[draft.key] = outcome
    return CallVerdicts(outcomes, has_more, now)


def _bounded(drafts: QuerySet[Proposal]) -> tuple[QuerySet[Proposal], bool]:
    """Return as many drafts as a page may take, and whether there are more."""
    ordered = drafts.order_by("alliance_id").values_list("alliance_id", flat=True)
    beyond = ordered[MOST : MOST + 1].first()
    if beyond is None:
        return drafts, False
    return drafts.filter(alliance_id__lt=beyond), True
