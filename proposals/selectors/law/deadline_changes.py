"""Which calls have another deadline than before, by the versions of their rules."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from alliances.models import Call
from eligibility.catalogue import published_rulebook
from eligibility.models import Rulebook


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """A deadline of a call that is another one than before."""

    call: Call
    rules: Rulebook
    """The version that brought it; later ones kept it."""
    former: dt.datetime


def deadline_changes(
    *, now: dt.datetime, within: dt.timedelta
) -> Iterator[DeadlineChange]:
    """Return the changes published `within` so long before, of calls that are open.

    One query, and one more for each call with a version so new.
    """
    news = Rulebook.objects.filter(published_at__gt=now - within, version__gt=1)
    calls = Call.objects.filter(
        takes_submissions=True, deadline__gt=now, pk__in=news.values("call")
    )
    for call in calls:
        change = _change_of(call, since=now - within)
        if change is not None:
            yield change


def _change_of(call: Call, *, since: dt.datetime) -> DeadlineChange | None:
    """Return the newest change of a deadline, None where it is older than `since`."""
    rows = Rulebook.objects.filter(call=call).order_by("-version")
    newer: Rulebook | None = None
    for row in rows.iterator(chunk_size=2):
        former = published_rulebook(row).deadline
        if newer is not None and former != call.deadline:
            return DeadlineChange(call, newer, former)
        if row.published_at <= since:
            break
        newer = row
    return None
