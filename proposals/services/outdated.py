"""Confirmations end when what they covered changes, and never come back by themselves.

Every act on facts and composition passes here, so none can forget it: restoring a
partner, giving a role back or swapping the applicant included.
"""

from django.db.models import F, OuterRef, Subquery

from alliances.enums import Confirmation
from alliances.models import Partnership
from proposals.enums import ActivityKind, PartnerAnswer
from proposals.models import ConfirmationRequest, Proposal
from proposals.services.activity import note_act
from proposals.snapshots.material import still_covers
from proposals.snapshots.statements import statements_of


def set_outdated_answers_aside(*, draft: Proposal) -> bool:
    """Count partners of a locked draft as invited whose answer covered other things.

    Return whether there were any. Removed rows too, which may be restored; these have
    no work meanwhile, and none is missed. Confirmations without an answer of ours are
    left alone: nobody knows what they covered.
    """
    answers = ConfirmationRequest.objects.filter(
        partnership=OuterRef("pk"), answer=PartnerAnswer.CONFIRMED
    ).order_by(F("answered_at").desc(nulls_last=True))
    confirmed = Partnership.objects.filter(
        alliance=draft.alliance_id, confirmation=Confirmation.CONFIRMED
    ).select_related("alliance")
    answered = confirmed.annotate(
        covered=Subquery(answers.values("covered_digest")[:1]),
        text=Subquery(answers.values("covered_text")[:1]),
    ).filter(covered__isnull=False)
    stored = {
        pk: {"digest": digest, "text": text}
        for pk, digest, text in answered.values_list("pk", "covered", "text")
    }
    if not stored:
        return False
    statements = statements_of(draft)
    outdated = {
        row.pk: row.number
        for row in confirmed.filter(pk__in=stored)
        if not still_covers(
            **stored[row.pk],
            now=statements.of(row),
            with_work=row.removed_at is None,
        )
    }
    Partnership.objects.filter(pk__in=outdated).update(
        confirmation=Confirmation.INVITED
    )
    if outdated:
        told = {"partners": sorted(outdated.values())}
        note_act(draft=draft, kind=ActivityKind.SET_ASIDE, by=None, facts=told)
    return bool(outdated)
