"""Another deadline of a call: who writes a draft of it is told, and links live on."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alliances import clock
from alliances.enums import Role
from alliances.models import Call, User
from proposals.enums import LetterState, MailKind, Rhythm
from proposals.models import ConfirmationRequest, DeadlineNotice, Proposal
from proposals.selectors.drafts.teams import team_of
from proposals.selectors.law.deadline_changes import DeadlineChange, deadline_changes
from proposals.selectors.letters.mail_choices import rhythms_of
from proposals.services.dispatch import queue_letters
from proposals.services.drafts import hold_draft
from proposals.snapshots import kept_drafts

TELL_WITHIN = dt.timedelta(days=7)
"""A deadline that was changed longer ago is told to nobody."""
MOST_AT_ONCE = 100
"""Drafts one run tells of; the next run is seconds away."""


def tell_of_deadlines(*, now: dt.datetime) -> int:
    """Store a mail for each coordinator and editor of a draft, once a change.

    Also where a submission stands: it may be submitted again until then. Returns how
    many are sent. Not of drafts that are younger than the change; who muted such mails
    has a row that says so, and no mail. Twice at once is once. Links to confirm that
    would end before the new deadline live until then.
    """
    letters = 0
    for change in deadline_changes(now=now, within=TELL_WITHIN):
        lengthen_links(call=change.call)
        told = DeadlineNotice.objects.filter(
            proposal=OuterRef("pk"), rules=change.rules
        )
        drafts = kept_drafts(change.call).filter(
            ~Exists(told), alliance__created_at__lt=change.rules.published_at
        )
        for draft in drafts.order_by("pk")[:MOST_AT_ONCE]:
            letters += _tell(draft, change)
    return letters


def lengthen_links(*, call: Call) -> int:
    """Let open links of a call live until its deadline; return how many live longer.

    Also those that ended with the former one: their questions are open again, so the
    mails among them that never went are tried anew. No link gets shorter. What somebody
    holds who asks or answers is left to the next run: nobody waits for another in a
    circle.
    """
    links = ConfirmationRequest.objects.open().filter(
        partnership__alliance__call=call, expires_at__lt=call.deadline
    )
    with transaction.atomic():
        free = links.select_for_update(skip_locked=True, of=["self"], no_key=True)
        ends = dict(free.order_by("pk").values_list("pk", "expires_at"))
        longer = links.filter(pk__in=ends).update(expires_at=call.deadline)
        now = clock.now()
        _send_given_up([key for key, ended_at in ends.items() if ended_at <= now])
        return longer


def _send_given_up(keys: Collection[int]) -> None:
    """Queue the mails among these that never went; the links of these had ended.

    Also what the mail server refused: while a link lives that waits for the
    coordinator, who could do nothing once it had ended. What was erased is for nobody,
    and no partner is asked for an alliance that was put away.
    """
    given_up = ConfirmationRequest.objects.filter(
        pk__in=keys,
        letter_state=LetterState.FAILED,
        partnership__removed_at=None,
        partnership__alliance__archived_at=None,
    ).exclude(Q(email="") | Q(partnership__role=Role.APPLICANT))
    letters = list(given_up.order_by("pk"))
    ConfirmationRequest.objects.filter(pk__in=[each.pk for each in letters]).update(
        letter_state=LetterState.QUEUED,
        letter_attempts=0,
        claimed_at=None,
        queued_at=clock.now(),
    )
    queue_letters(letters=letters)


def _tell(draft: Proposal, change: DeadlineChange) -> int:
    """Tell who writes a draft; whoever comes at the same time waits, then stops."""
    with transaction.atomic():
        hold_draft(proposal=draft)
        if DeadlineNotice.objects.filter(proposal=draft, rules=change.rules).exists():
            return 0
        notices = DeadlineNotice.objects.bulk_create(_notices(draft, change))
        wanted = [each for each in notices if each.letter_state == LetterState.QUEUED]
        queue_letters(letters=wanted)
    return len(wanted)


def _notices(draft: Proposal, change: DeadlineChange) -> list[DeadlineNotice]:
    writers = team_of(draft.pk).writers
    rhythms = rhythms_of(writers, [MailKind.NEW_DEADLINE])
    return [
        DeadlineNotice(
            proposal=draft,
            person=each,
            email=each.email,
            rules=change.rules,
            former=change.former,
            deadline=change.call.deadline,
            letter_state=LetterState.UNSENT
            if rhythms[each.pk, MailKind.NEW_DEADLINE] == Rhythm.NEVER
            else LetterState.QUEUED,
        )
        for each in User.objects.filter(pk__in=writers).order_by("pk")
    ]
