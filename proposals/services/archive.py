"""Archiving: putting an alliance away from the list, and taking it out again."""

from django.db import transaction
from django.utils import timezone

from alliances.models import Alliance, User
from proposals.enums import ActivityKind
from proposals.models import Proposal
from proposals.policies import can_coordinate
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft


def archive_alliance(*, proposal: Proposal, by: User) -> None:
    """Put an alliance away, for everybody who works on it. Twice changes nothing.

    Nothing else changes: a live submission stays, and the draft can still be opened.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        current = Alliance.objects.filter(pk=draft.alliance_id, archived_at=None)
        if current.update(archived_at=timezone.now()):
            note_act(draft=draft, kind=ActivityKind.ARCHIVED, by=by)


def unarchive_alliance(*, proposal: Proposal, by: User) -> None:
    """Put an archived alliance back on the list. Twice changes nothing."""
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_coordinate)
        rows = Alliance.objects.filter(pk=draft.alliance_id)
        if rows.exclude(archived_at=None).update(archived_at=None):
            note_act(draft=draft, kind=ActivityKind.UNARCHIVED, by=by)
