"""Archiving: putting an alliance away from the list, and taking it out again."""

from django.db import transaction
from django.utils import timezone

from alliances.models import Alliance, User
from proposals.models import Proposal
from proposals.policies import can_coordinate
from proposals.services.drafts import lock_draft


def archive_alliance(*, proposal: Proposal, by: User) -> None:
    """Put an alliance away, for everybody who works on it. Twice changes nothing.

    Nothing else changes: a live submission stays, and the draft can still be opened.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        current = Alliance.objects.filter(pk=draft.alliance_id, archived_at=None)
        current.update(archived_at=timezone.now())


def unarchive_alliance(*, proposal: Proposal, by: User) -> None:
    """Put an archived alliance back on the list. Twice changes nothing."""
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        Alliance.objects.filter(pk=draft.alliance_id).update(archived_at=None)
