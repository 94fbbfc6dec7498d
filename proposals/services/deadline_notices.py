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

    Also those that ended with the former one; a mail that was given up only because
    its link had ended goes out. No link gets shorter. What somebody holds who asks or
    answers is left to the next run: nobody waits for another in a circle.
    """
    links = ConfirmationRequest.objects.open().filter(
        partnership__alliance__call=call, expires_at__lt=call.deadline
    )
    with transaction.atomic():
        free = links.select_for_update(skip_locked=True, of=["self"], no_key=True)
        keys = list(free.order_by("pk").values_list("pk", flat=True))
        longer = links.filter(pk__in=keys).update(expires_at=call.deadline)
        _send_given_up(keys)
        return longer


def _send_given_up(keys: Collection[int]) -> None:
    """Queue the mails among these that no mail server refused: their links had ended.

    What the server refused waits for the coordinator, and what was erased for nobody.
    Nor is a partner asked for an alliance that was put away.
    """
    given_up = ConfirmationRequest.objects.filter(
        pk__in=keys,
        letter_state=LetterState.FAILED,
        letter_attempts__lt=ConfirmationRequest.most_attempts,
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
