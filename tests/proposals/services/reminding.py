"""A call whose deadline is ahead, for tests of reminders."""

import datetime as dt

from django.utils import timezone

from alliances.models import Alliance, Call
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest
from proposals.selectors.letters.ladder import moment_of
from tests.proposals.services.asking import ask

DEADLINE = timezone.now().replace(microsecond=0) + dt.timedelta(days=60)
MINUTE = dt.timedelta(minutes=1)


def at(rung, deadline=DEADLINE):
    """Return a minute after a rung was reached."""
    return moment_of(rung, deadline=deadline) + MINUTE


def close_at(draft, deadline):
    """Let the call of a draft, that takes submissions, close at a moment."""
    Call.objects.filter(pk=draft.alliance.call_id).update(
        deadline=deadline, takes_submissions=True
    )
    draft.alliance.call.refresh_from_db()


def close_soon(draft):
    """Let the call of an old draft close in two hours, so that a rung is due now."""
    deadline = timezone.now() + dt.timedelta(hours=2)
    close_at(draft, deadline)
    made = deadline - dt.timedelta(days=30)
    Alliance.objects.filter(pk=draft.alliance_id).update(created_at=made)


def ask_long_ago(draft, number=2, **how):
    """Ask a partner by a mail that arrived."""
    asked = ask(draft, number, **how)
    ConfirmationRequest.objects.filter(pk=asked.pk).update(
        letter_state=LetterState.SENT,
        mailed_at=timezone.now(),
        expires_at=DEADLINE + dt.timedelta(days=1),
    )
    asked.refresh_from_db()
    return asked
