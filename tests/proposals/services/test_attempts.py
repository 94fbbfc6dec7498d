"""Every press of the submit button is kept, whatever became of it."""

import uuid

import pytest

from alliances.enums import Confirmation
from alliances.models import Call
from proposals.enums import AttemptResult
from proposals.errors import DeadlinePassed, NotEligible, PendingPartners
from proposals.models import Proposal, SubmissionAttempt
from tests.factories import make_eligible_draft, submit

pytestmark = pytest.mark.django_db

PENDING = (
    "This call needs the confirmation of partners who have not given it.\n"
    "Chamber of Ghent\n"
    "School of Plovdiv"
)
SUBMITTED = (
    "Submitted in spite of what is named here.\n"
    "Not confirmed: Chamber of Ghent\n"
    "Not confirmed: School of Plovdiv"
)
NOT_ELIGIBLE = (
    "A clause that decides eligibility is not met or cannot be told yet.\n"
    "duration-allowed\n"
    "grant-within-ceiling"
)


def attempts(proposal):
    return list(
        SubmissionAttempt.objects.filter(proposal=proposal)
        .order_by("pk")
        .values_list("result", "reason", "submission")
    )


def test_a_form_that_lacks_a_tick_is_no_attempt():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)

    with pytest.raises(PendingPartners):
        submit(proposal)

    assert attempts(proposal) == []


def test_every_attempt_is_kept():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)
    closes = proposal.alliance.call.deadline
    key = uuid.uuid4()

    Call.objects.update(pending_partners="block")
    with pytest.raises(PendingPartners):
        submit(proposal)
    Call.objects.update(pending_partners="warn")
    with pytest.raises(DeadlinePassed):
        submit(proposal, received_at=closes)
    Proposal.objects.update(duration_months=7)
    with pytest.raises(NotEligible):
        submit(proposal)
    Proposal.objects.update(duration_months=48)
    submission = submit(proposal, accepts_pending=True, idempotency_key=key)
    submit(proposal, accepts_pending=True, idempotency_key=key)

    assert attempts(proposal) == [
        (AttemptResult.REFUSED, PENDING, None),
        (AttemptResult.REFUSED, "The deadline of this call has passed.", None),
        (AttemptResult.REFUSED, NOT_ELIGIBLE, None),
        (AttemptResult.ACCEPTED, SUBMITTED, submission.pk),
        (AttemptResult.ACCEPTED, "", submission.pk),
    ]
