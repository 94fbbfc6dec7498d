"""A draft that says what was submitted has the pack of the submission."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Call, Partnership
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest, Submission
from proposals.services.packs import request_pack
from tests.factories import submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]


def test_draft_says_what_was_submitted_before_replies_were_kept(proposal, maria):
    wish = asked_for_change(proposal, at=timezone.now() - dt.timedelta(hours=1))
    submission = submit(proposal, accepts_pending=True)
    kept = json.loads(submission.snapshot)
    assert [each.pop("replied", None) for each in kept["partners"]][1] is not None
    Submission.objects.update(snapshot=json.dumps(kept))

    as_sent = request_pack(proposal=proposal, by=maria).submission
    wish.answered_at = timezone.now()
    wish.save()

    assert as_sent == submission
    assert request_pack(proposal=proposal, by=maria).submission is None


def asked_for_change(proposal, *, at):
    partner = proposal.alliance.partnerships.get(number=2)
    Partnership.objects.filter(pk=partner.pk).update(confirmation=Confirmation.INVITED)
    return ConfirmationRequest.objects.create(
        partnership=partner,
        email="anna@example.org",
        requested_by=proposal.alliance.coordinator,
        expires_at=timezone.now(),
        answer=PartnerAnswer.CHANGE,
        answered_at=at,
    )


def test_draft_says_what_was_submitted_also_once_the_deadline_is_later(proposal, maria):
    submission = submit(proposal)
    call = proposal.alliance.call
    Call.objects.update(deadline=call.deadline + dt.timedelta(days=1))

    assert request_pack(proposal=proposal, by=maria).submission == submission
