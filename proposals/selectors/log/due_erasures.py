"""Which proposals nobody has touched for so long that names in them are to go."""

import datetime as dt
from calendar import monthrange

from django.db.models import QuerySet

from proposals.enums import ActivityKind
from proposals.models import Activity, Answer, LateText, Proposal

MONTHS_A_YEAR = 12
NO_WORK = (ActivityKind.PEOPLE_ERASED, ActivityKind.SUPPORT_LOOKED)
"""Acts by which nobody works on a proposal."""


def months_before(*, now: dt.datetime, months: int) -> dt.datetime:
    """Return the same moment so many months earlier, or the last day of that month."""
    return months_after(moment=now, months=-months)


def months_after(*, moment: dt.datetime, months: int) -> dt.datetime:
    """Return the same moment so many months later, or the last day of that month."""
    whole = moment.year * MONTHS_A_YEAR + moment.month - 1 + months
    year, before = divmod(whole, MONTHS_A_YEAR)
    _weekday, last = monthrange(year, before + 1)
    return moment.replace(year=year, month=before + 1, day=min(moment.day, last))


def untouched_since(limit: dt.datetime) -> QuerySet[Proposal]:
    """Return the proposals in which nobody did anything since, whatever their call."""
    acts = Activity.objects.filter(at__gte=limit).exclude(kind__in=NO_WORK)
    answers = Answer.objects.filter(changed_at__gte=limit)
    late = LateText.objects.filter(sent_at__gte=limit)
    return (
        Proposal.objects.filter(changed_at__lt=limit)
        .exclude(pk__in=acts.values("proposal"))
        .exclude(pk__in=answers.values("proposal"))
        .exclude(pk__in=late.values("proposal"))
    )
