"""What is erased of people when: call by call, and who had it done."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from alliances.models import Call, User
from alliances.selectors.editions import moment_words, person_words
from alliances.words import day_words
from eligibility.words import BRUSSELS
from proposals.enums import ErasureGround
from proposals.models import (
    ActivityPerson,
    Erasure,
    PersonalExport,
    Proposal,
    RetentionTime,
)
from proposals.selectors.administrators.plain_tables import Row, Shown, Table
from proposals.selectors.drafts.masthead import call_words
from proposals.selectors.log.due_erasures import (
    months_after,
    months_before,
    untouched_since,
)
from proposals.selectors.log.erasures import erased_words

MOST_LISTED = 50
NAMED = ~Q(name="", email="")
"""People of a log who were not erased."""


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """What goes when, and what went."""

    months: int
    """After how many months names and addresses go; 0: never."""
    since: str
    """When that was said; empty if never."""
    by: str
    ran: str
    """When the schedule last looked; empty if not since that was said."""
    calls: Table
    requests: Table


def retention_page(*, now: dt.datetime) -> RetentionPage:
    """Return the page: seven queries, however many calls and proposals."""
    said = RetentionTime.objects.select_related("by").first()
    months = said.months if said else 0
    return RetentionPage(
        months=months,
        since=moment_words(said.since) if said else "",
        by=_who(said.by) if said else "",
        ran=moment_words(said.ran_at) if said and said.ran_at else "",
        calls=_calls(months, now),
        requests=_requests(),
    )


def _calls(months: int, now: dt.datetime) -> Table:
    """Return the calls that have proposals, the newest first; four queries."""
    counted = Proposal.objects.values_list("alliance__call").annotate(Count("pk"))
    numbers = dict(counted.order_by())
    waiting = _waiting(months, now) if months else {}
    erasures = _newest_by_call()
    rows = Call.objects.filter(pk__in=numbers).order_by("-deadline", "code")
    return Table(
        key="calls",
        title=_("Call by call"),
        headings=(
            *(_("Call"), _("Deadline"), _("Goes from")),
            *(_("Proposals"), _("Due now"), _("Erased last"), _("What was erased")),
        ),
        cells=tuple(
            (
                Shown(call_words(each)),
                Shown(_day(each.deadline)),
                Shown(_day(each.deadline, months) if months else _("Never")),
                Shown(str(numbers[each.pk])),
                Shown(str(waiting.get(each.pk, 0))),
                *_last(erasures.get(each.pk)),
            )
            for each in rows
        ),
        empty=_("Nobody has started a draft yet."),
    )


def _day(moment: dt.datetime, months: int = 0) -> str:
    local = moment.astimezone(BRUSSELS)
    return day_words(months_after(moment=local, months=months))


def _last(erasure: Erasure | None) -> Row:
    if erasure is None:
        return Shown(_("Nothing yet")), Shown("–")
    when = Shown(moment_words(erasure.at), note=_who(erasure.by))
    return when, Shown(erased_words(erasure.counts))


def _waiting(months: int, now: dt.datetime) -> dict[str, int]:
    """Return how many proposals of each call are due and name somebody; one query."""
    limit = months_before(now=now, months=months)
    named = ActivityPerson.objects.filter(NAMED)
    due = untouched_since(limit).filter(
        alliance__call__deadline__lt=limit, pk__in=named.values("proposal")
    )
    counted = due.values_list("alliance__call").annotate(Count("pk"))
    return dict(counted.order_by())


def _newest_by_call() -> dict[str, Erasure]:
    """Return what was erased last of each call; one query."""
    rows = Erasure.objects.filter(ground=ErasureGround.AGE).select_related("by")
    # The oldest first, so that the newest is what stays.
    return {str(each.call_id): each for each in rows.order_by("at", "pk")}


def _requests() -> Table:
    """Return the newest requests of people that were done; two queries."""
    erased = Erasure.objects.filter(ground=ErasureGround.PERSON).select_related("by")
    exported = PersonalExport.objects.select_related("by")
    lines = [
        *(
            (each.at, _("Forgotten"), sum(each.counts.values()), each.by)
            for each in erased[:MOST_LISTED]
        ),
        *(
            (each.at, _("Given a copy"), each.rows, each.by)
            for each in exported[:MOST_LISTED]
        ),
    ]
    newest = sorted(lines, key=lambda each: each[0], reverse=True)[:MOST_LISTED]
    return Table(
        key="requests",
        title=_("Asked for by people"),
        headings=(_("When"), _("What"), _("Rows"), _("Done by")),
        cells=tuple(
            (
                Shown(moment_words(at)),
                Shown(what),
                Shown(str(rows)),
                Shown(_who(by)),
            )
            for at, what, rows, by in newest
        ),
        empty=_("Nobody has asked to be forgotten, or for a copy."),
    )


def _who(by: User | None) -> str:
    return person_words(by) if by else _("the schedule")
