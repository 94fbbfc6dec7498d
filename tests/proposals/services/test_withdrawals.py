"""Withdrawing: once, and the sector is free again."""

import pytest

from proposals.errors import NotAllowed, NothingToWithdraw
from proposals.models import Submission
from proposals.services.submissions import withdraw_submission
from tests.factories import make_call, make_eligible_draft, make_user, submit

pytestmark = pytest.mark.django_db


def test_withdrawing_frees_the_sector():
    call = make_call()
    first = make_eligible_draft(call)
    submission = submit(first)

    withdrawn = withdraw_submission(
        submission=submission, by=first.alliance.coordinator
    )

    assert withdrawn.withdrawn_at is not None
    assert submit(make_eligible_draft(call)).pk


def test_withdrawing_happens_once():
    proposal = make_eligible_draft()
    submission = submit(proposal)
    coordinator = proposal.alliance.coordinator
    first = withdraw_submission(submission=submission, by=coordinator)

    with pytest.raises(NothingToWithdraw):
        withdraw_submission(submission=submission, by=coordinator)

    submission.refresh_from_db()
    assert submission.withdrawn_at == first.withdrawn_at


def test_replaced_submission_cannot_be_withdrawn():
    proposal = make_eligible_draft()
    former = submit(proposal)
    latter = submit(proposal)

    with pytest.raises(NothingToWithdraw):
        withdraw_submission(submission=former, by=proposal.alliance.coordinator)

    assert list(Submission.objects.live()) == [latter]


def test_stranger_withdraws_nothing():
    submission = submit(make_eligible_draft())

    with pytest.raises(NotAllowed):
        withdraw_submission(submission=submission, by=make_user())

    assert list(Submission.objects.live()) == [submission]
