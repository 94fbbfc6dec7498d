"""Whose partner was in what no longer counts, had confirmed, and was removed since."""

from collections.abc import Iterator

from django.db.models import QuerySet

from alliances.enums import Confirmation
from alliances.models import Partnership
from alliances.models.alliances import GONE
from proposals.enums import ColleagueRole, NoticeStanding, SubmissionEvent
from proposals.models import Submission
from proposals.selectors.submissions.told_of_submissions import (
    Recipient,
    joined_of,
    mailed_to,
)
from proposals.snapshots import thaw_head


def left_out_of(
    submission: Submission, event: SubmissionEvent
) -> tuple[Recipient, ...]:
    """Return the contacts who may still think that their partner takes part.

    That is in the submission which no longer counts: the former one, or this one where
    it was withdrawn. Who had said itself that it leaves is none of them. One query
    where nobody was removed, else four; none at a first submission.
    """
    if event == SubmissionEvent.SUBMITTED:
        return ()
    former = _no_longer_counts(submission, event)
    removed = Partnership.objects.filter(
        alliance=submission.proposal.alliance_id,
        removed_at__gt=former.values("received_at")[:1],
    ).exclude(confirmation__in=GONE)
    gone = {row.number: row.pk for row in removed}
    if not gone:
        return ()
    confirmed = [
        each.number
        for each in thaw_head(former.values_list("snapshot", flat=True)[0]).partners
        if each.confirmation == Confirmation.CONFIRMED
    ]
    keys = [key for number, key in gone.items() if number in confirmed]
    return tuple(_contacts(submission, keys))


def _no_longer_counts(
    submission: Submission, event: SubmissionEvent
) -> QuerySet[Submission]:
    if event == SubmissionEvent.WITHDRAWN:
        return Submission.objects.filter(pk=submission.pk).order_by()
    replaced = Submission.objects.filter(
        proposal=submission.proposal_id, replaced_at=submission.received_at
    )
    return replaced.exclude(pk=submission.pk).order_by()


def _contacts(submission: Submission, partners: list[int]) -> Iterator[Recipient]:
    joined = joined_of(submission.proposal).filter(
        role=ColleagueRole.CONTACT, partnership__in=partners
    )
    for email, key in joined.order_by("pk").values_list("person__email", "partnership"):
        yield Recipient(email, NoticeStanding.CONTACT, key)
    asked = mailed_to(Partnership.objects.filter(pk__in=partners))
    rows = asked.order_by("partnership__number")
    for email, key, language in rows.values_list("email", "partnership", "language"):
        yield Recipient(email, NoticeStanding.CONTACT, key, language)
