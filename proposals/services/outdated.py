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
from proposals.snapshots.covered import applicant_of, covered_by


def set_outdated_answers_aside(*, draft: Proposal) -> None:
    """Count partners of a locked draft as invited whose answer covered other things.

    Removed rows too, which may be restored. Confirmations without an answer of ours
    are left alone: nobody knows what they covered.
    """
    answers = ConfirmationRequest.objects.filter(
        partnership=OuterRef("pk"), answer=PartnerAnswer.CONFIRMED
    ).order_by(F("answered_at").desc(nulls_last=True))
    confirmed = Partnership.objects.filter(
        alliance=draft.alliance_id, confirmation=Confirmation.CONFIRMED
    ).select_related("alliance")
    covered = dict(
        confirmed.annotate(covered=Subquery(answers.values("covered_digest")[:1]))
        .filter(covered__isnull=False)
        .values_list("pk", "covered")
    )
    if not covered:
        return
    applicant = applicant_of(draft.alliance)
    outdated = {
        row.pk: row.number
        for row in confirmed.filter(pk__in=covered)
        if covered_by(row, applicant=applicant).digest != covered[row.pk]
    }
    rows = Partnership.objects.filter(pk__in=outdated)
    if rows.update(confirmation=Confirmation.INVITED):
        told = {"partners": sorted(outdated.values())}
        note_act(draft=draft, kind=ActivityKind.SET_ASIDE, by=None, facts=told)
