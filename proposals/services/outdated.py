"""Confirmations end when what they covered changes, and never come back by themselves.

Every act on facts and composition passes here, so none can forget it: restoring a
partner, giving a role back or swapping the applicant included.
"""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from alliances.enums import Confirmation
from alliances.models import Partnership
from alliances.worded import Worded
from proposals.enums import ActivityKind, PartnerAnswer
from proposals.models import ConfirmationRequest, Proposal
from proposals.services.activity import note_act
from proposals.snapshots.material import still_covers
from proposals.snapshots.statements import Statements, statements_of


def set_outdated_answers_aside(
    *, draft: Proposal, stated: Statements | None = None
) -> bool:
    """Count partners of a locked draft as invited whose answer covered other things.

    Return whether there were any. Removed rows too, which may be restored; these have
    no work meanwhile, and none is missed. Confirmations without an answer of ours are
    left alone: nobody knows what they covered.

    `stated` is what partners would confirm now, where that was read under this lock.
    """
    answered: list[Any] = _answered(draft.alliance_id)
    if not answered:
        return False
    statements = stated or statements_of(draft)
    outdated = {
        row.pk: row.number
        for row in answered
        if not still_covers(
            digest=row.covered,
            text=row.text,
            now=statements.of(row),
            with_work=row.removed_at is None,
        )
    }
    if not outdated:
        return False
    Partnership.objects.filter(pk__in=outdated).update(
        confirmation=Confirmation.INVITED
    )
    told = {"partners": sorted(outdated.values())}
    note_act(draft=draft, kind=ActivityKind.SET_ASIDE, by=None, facts=told)
    return True


@Worded
def _answered(alliance: int) -> QuerySet[Partnership]:
    """Return the confirmed partners with what their newest answer of ours covered."""
    answers = ConfirmationRequest.objects.filter(
        partnership=OuterRef("pk"), answer=PartnerAnswer.CONFIRMED
    ).order_by(F("answered_at").desc(nulls_last=True))
    confirmed = Partnership.objects.filter(
        alliance=alliance, confirmation=Confirmation.CONFIRMED
    )
    answered = confirmed.select_related("alliance").annotate(
        covered=Subquery(answers.values("covered_digest")[:1]),
        text=Subquery(answers.values("covered_text")[:1]),
    )
    return answered.filter(covered__isnull=False)
