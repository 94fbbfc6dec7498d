"""Reminders: each proposal takes each rung to its deadline once, whoever works.

A rung is taken under the lock of the proposal's cursor, in one transaction with the
letters: a worker that dies has taken both or none. After a pause only the newest rung
is told, and what a new deadline has left behind is not.
"""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from alliances.models import Call, User
from proposals.enums import MailKind, Rhythm, Rung
from proposals.models import LadderCursor, Proposal, Reminder
from proposals.selectors.asking.open_questions import open_questions, owes_anything
from proposals.selectors.drafts.open_work import OpenWork, open_work, reminded_proposal
from proposals.selectors.drafts.teams import Team, team_of
from proposals.selectors.letters.ladder import climbed_calls, due_proposals, newest_rung
from proposals.selectors.letters.mail_choices import rhythms_of
from proposals.services.dispatch import queue_letter

MOST_AT_ONCE = 100
"""Proposals one run looks at; the next run is seconds away."""


def remind_of_deadlines(*, now: dt.datetime) -> int:
    """Have everybody with something open told, rung by rung; return how many letters.

    Of each open call at most a hundred proposals at a time. Twice at once is once.
    """
    letters = 0
    for call in climbed_calls(now=now):
        rung = newest_rung(deadline=call.deadline, now=now)
        _begin_anew(call, rung)
        if rung is None:
            continue
        keys = due_proposals(call, rung).order_by("pk").values_list("pk", flat=True)
        for key in list(keys[:MOST_AT_ONCE]):
            letters += _take(key, call.deadline, rung, now)
    return letters


def _begin_anew(call: Call, rung: Rung | None) -> None:
    """Let a new deadline of a call begin a ladder of its own.

    A later one leaves what has passed untold; an earlier one has the newest told, since
    nobody knows yet how little time there is.
    """
    cursors = LadderCursor.objects.filter(proposal__alliance__call=call)
    later = cursors.filter(deadline__lt=call.deadline)
    later.update(deadline=call.deadline, rung=rung or 0)
    cursors.filter(deadline__gt=call.deadline).update(deadline=call.deadline, rung=0)


def _take(key: int, deadline: dt.datetime, rung: Rung, now: dt.datetime) -> int:
    """Take a rung for one proposal; whoever comes at the same time waits."""
    LadderCursor.objects.get_or_create(proposal_id=key, defaults={"deadline": deadline})
    with transaction.atomic():
        cursor = LadderCursor.objects.select_for_update().get(proposal=key)
        if cursor.deadline != deadline or cursor.rung >= rung:
            return 0
        LadderCursor.objects.filter(pk=cursor.pk).update(rung=rung)
        proposal, team = reminded_proposal(key), team_of(key)
        work = open_work(proposal, frozenset(team.contacts), now=now)
        if work.is_done:
            return 0
        letters = list(_letters(proposal, team, work, now))
        for each in letters:
            each.rung, each.deadline = rung, deadline
        for each in Reminder.objects.bulk_create(letters):
            queue_letter(letter=each)
    return len(letters)


def _letters(
    proposal: Proposal, team: Team, work: OpenWork, now: dt.datetime
) -> Iterator[Reminder]:
    """Return the letters of a rung: to accounts, then about questions to others."""
    questions = open_questions(proposal, now=now)
    contacts = {
        person: number for number, people in team.contacts.items() for person in people
    }
    keys = team.writers | contacts.keys()
    rhythms = rhythms_of(keys, [MailKind.DEADLINE])
    known = set()
    for each in User.objects.filter(pk__in=keys, is_active=True).order_by("pk"):
        number = contacts.get(each.pk)
        known.add((number, each.email.lower()))
        is_concerned = each.pk in team.writers or owes_anything(
            each, number, work, questions
        )
        if is_concerned and rhythms[each.pk, MailKind.DEADLINE] != Rhythm.NEVER:
            yield Reminder(proposal=proposal, person=each, email=each.email)
    for asked in questions:
        if (asked.partnership.number, asked.email.lower()) not in known:
            yield Reminder(proposal=proposal, request=asked, email=asked.email)
