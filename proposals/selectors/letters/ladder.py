"""The ladder to a deadline: when each rung is, and which proposals reach one."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet

from alliances.models import Call
from eligibility.words import BRUSSELS
from proposals.enums import Rung
from proposals.models import LadderCursor, Proposal

DAYS: Mapping[Rung, int] = {
    Rung.FOURTEEN_DAYS: 14,
    Rung.SEVEN_DAYS: 7,
    Rung.THREE_DAYS: 3,
    Rung.ONE_DAY: 1,
}
"""Days of the calendar; the last rung is hours."""
LAST_HOURS = dt.timedelta(hours=3)


def moment_of(rung: Rung, *, deadline: dt.datetime) -> dt.datetime:
    """Return when a rung of a deadline is, in UTC.

    So many days before in Brussels at the same wall time, whether clocks change between
    or not; the three hours are hours that pass.
    """
    if rung not in DAYS:
        return deadline.astimezone(dt.UTC) - LAST_HOURS
    local = deadline.astimezone(BRUSSELS)
    day = local.date() - dt.timedelta(days=DAYS[rung])
    return dt.datetime.combine(day, local.time(), BRUSSELS).astimezone(dt.UTC)


def newest_rung(*, deadline: dt.datetime, now: dt.datetime) -> Rung | None:
    """Return the rung that was reached last; None before the first and when closed."""
    reached = [each for each in Rung if moment_of(each, deadline=deadline) <= now]
    return reached[-1] if reached and now < deadline else None


def climbed_calls(*, now: dt.datetime) -> list[Call]:
    """Return the calls that take submissions and are not over: one query."""
    return list(Call.objects.filter(takes_submissions=True, deadline__gt=now))


def due_proposals(call: Call, rung: Rung) -> QuerySet[Proposal]:
    """Return the proposals of a call that have not taken a rung they lived to see.

    Not those that were put away, nor those that are younger than the rung.
    """
    taken = LadderCursor.objects.filter(
        proposal=OuterRef("pk"), deadline=call.deadline, rung__gte=rung
    )
    return Proposal.objects.filter(
        ~Exists(taken),
        alliance__call=call,
        alliance__archived_at=None,
        alliance__created_at__lt=moment_of(rung, deadline=call.deadline),
    )
