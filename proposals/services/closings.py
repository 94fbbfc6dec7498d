"""When a call has closed: tell whoever reads a draft once, keep what comes late."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from alliances.models import Call, User
from proposals.enums import ColleagueRole
from proposals.models import ClosingNotice, Colleague, LateText, Proposal
from proposals.policies import is_closed
from proposals.services.dispatch import queue_letters
from proposals.services.drafts import hold_draft

TELL_WITHIN = dt.timedelta(days=7)
"""A call that closed longer ago is told to nobody."""
MOST_AT_ONCE = 100
"""Drafts one run tells of; the next run is seconds away."""
LONGEST_LATE = 200_000
"""Characters of one form that are kept."""
LONGEST_PLACE = 300


def tell_of_closings(*, now: dt.datetime) -> int:
    """Store a mail for each person who reads a draft whose call has closed, once.

    Returns how many. Those who have only a partner's part read no copy of the whole.
    """
    calls = Call.objects.filter(
        takes_submissions=True, deadline__lte=now, deadline__gt=now - TELL_WITHIN
    )
    letters = 0
    for call in calls:
        told = ClosingNotice.objects.filter(
            proposal=OuterRef("pk"), deadline=call.deadline
        )
        drafts = Proposal.objects.filter(
            ~Exists(told), alliance__call=call, alliance__archived_at=None
        )
        for draft in drafts.order_by("pk")[:MOST_AT_ONCE]:
            letters += _tell(draft, call.deadline)
    return letters


def keep_late_text(
    *, proposal: Proposal, place: str, typed: Mapping[str, Sequence[str]], by: User
) -> LateText | None:
    """Keep what somebody sent to a draft that is read-only; None where it is not.

    It is no part of the draft. Twice to one address, the later one stays.
    """
    texts = {name: list(values) for name, values in typed.items() if any(values)}
    length = sum(len(each) for values in texts.values() for each in values)
    if not texts or length > LONGEST_LATE or not is_closed(proposal):
        return None
    late, _is_new = LateText.objects.update_or_create(
        proposal=proposal,
        person=by,
        place=place[:LONGEST_PLACE],
        defaults={"typed": texts, "sent_at": timezone.now()},
    )
    return late


def _tell(draft: Proposal, deadline: dt.datetime) -> int:
    """Tell those who read a draft; whoever comes at the same time waits, then stops."""
    with transaction.atomic():
        held = hold_draft(proposal=draft)
        if ClosingNotice.objects.filter(proposal=draft, deadline=deadline).exists():
            return 0
        notices = ClosingNotice.objects.bulk_create(
            [
                ClosingNotice(
                    proposal=draft, person=each, email=each.email, deadline=deadline
                )
                for each in _readers(held)
            ]
        )
        queue_letters(letters=notices)
    return len(notices)


def _readers(draft: Proposal) -> list[User]:
    joined = Colleague.objects.current().filter(proposal=draft, person__isnull=False)
    keys = joined.exclude(role=ColleagueRole.CONTACT).values("person")
    people = User.objects.filter(pk__in=keys) | User.objects.filter(
        pk=draft.alliance.coordinator_id
    )
    return list(people.filter(is_active=True).order_by("pk"))
