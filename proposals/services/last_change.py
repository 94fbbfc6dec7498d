"""When something of a proposal was changed last, whatever of it that was."""

import datetime as dt

from proposals.enums import ActivityKind
from proposals.models import Proposal

NEVER_LATER = dt.timedelta(minutes=1)
"""What a draft says of its last change is never older than this beside it."""
NO_CHANGE = frozenset(
    {
        ActivityKind.ARCHIVED,
        ActivityKind.UNARCHIVED,
        ActivityKind.SUBMISSION_REFUSED,
        ActivityKind.PACK_REQUESTED,
        ActivityKind.DOCUMENTS_DRAWN,
        ActivityKind.MAIL_BOUNCED,
        ActivityKind.SUPPORT_LOOKED,
        ActivityKind.PEOPLE_ERASED,
    }
)
"""Acts after which a proposal says what it said before."""


def note_last_change(*, draft: Proposal, at: dt.datetime) -> None:
    """Let a draft say when it was changed last; at most one statement a minute.

    Its revision stays. No save waits for a draft that somebody holds, nor can two wait
    for each other: it is left then, and the next save says it.
    """
    if draft.changed_at > at - NEVER_LATER:
        return
    free = Proposal.objects.select_for_update(skip_locked=True, no_key=True)
    keys = free.filter(pk=draft.pk, changed_at__lt=at).order_by().values("pk")
    Proposal.objects.filter(pk__in=keys).update(changed_at=at)
    draft.changed_at = at
