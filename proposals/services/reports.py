"""Reports of wrong rules: kept for administrators, who answer by a correction."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from alliances.models import User
from eligibility.models import Rulebook
from proposals.errors import TooManyReports
from proposals.models import RuleReport

MOST_A_DAY = 20
MOST_BY_STRANGERS = 200
"""Reports a day from people who are not signed in; more would hide the rest."""


def report_rule(*, rulebook: Rulebook, clause: str, text: str, by: User) -> RuleReport:
    """Keep what a person says about a clause of a published rulebook.

    The same words on the same clause twice are one report. Refuses with TooManyReports.
    """
    with transaction.atomic():
        # Locked, or two tabs at once would each see room for one more.
        User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        mine = RuleReport.objects.filter(by=by)
        earlier = mine.filter(rulebook=rulebook, clause=clause, text=text).first()
        if earlier is not None:
            return earlier
        yesterday = timezone.now() - dt.timedelta(days=1)
        if mine.filter(reported_at__gt=yesterday).count() >= MOST_A_DAY:
            raise TooManyReports
        return RuleReport.objects.create(
            rulebook=rulebook, clause=clause, text=text, by=by
        )


def report_rule_publicly(
    *, rulebook: Rulebook, clause: str, text: str, contact: str
) -> RuleReport:
    """Keep what somebody says who is not signed in; an address is theirs to give.

    The same words on the same clause twice are one report. Refuses with TooManyReports
    once strangers said as much in a day as anybody can read.
    """
    strangers = RuleReport.objects.filter(by=None)
    earlier = strangers.filter(rulebook=rulebook, clause=clause, text=text).first()
    if earlier is not None:
        return earlier
    yesterday = timezone.now() - dt.timedelta(days=1)
    if strangers.filter(reported_at__gt=yesterday).count() >= MOST_BY_STRANGERS:
        raise TooManyReports
    return RuleReport.objects.create(
        rulebook=rulebook, clause=clause, text=text, contact=contact
    )
