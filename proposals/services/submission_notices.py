"""Telling whoever takes part that a proposal was submitted, anew or withdrawn."""

from proposals.enums import SubmissionEvent
from proposals.models import Submission, SubmissionNotice
from proposals.selectors.submissions.left_out import left_out_of
from proposals.selectors.submissions.told_of_submissions import recipients_of
from proposals.services.dispatch import queue_letters


def tell_of_submission(
    *, submission: Submission, event: SubmissionEvent, representative: str = ""
) -> int:
    """Store one mail for each address that is told, and return how many there are.

    Call it in the transaction of the act, once: the mails leave after it commits, and
    not if it does not. `representative` is the address of who legally represents the
    applicant, empty where nobody gave it.
    """
    recipients = recipients_of(
        submission.proposal,
        representative=representative,
        left_out=left_out_of(submission, event),
    )
    notices = SubmissionNotice.objects.bulk_create(
        [
            SubmissionNotice(
                submission=submission,
                event=event,
                email=each.email,
                standing=each.standing,
                partnership_id=each.partnership,
                language=each.language,
            )
            for each in recipients
        ]
    )
    queue_letters(letters=notices)
    return len(notices)
