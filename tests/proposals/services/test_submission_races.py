"""Submitting at the same moment: what happens without the guards, and with."""

import uuid
from functools import partial

import pytest
from django.utils import timezone

from proposals.enums import AttemptResult
from proposals.errors import SectorTaken
from proposals.models import Submission, SubmissionAttempt
from proposals.services import submissions
from proposals.snapshots import take
from tests.factories import make_call, make_eligible_draft, submit
from tests.proposals.services.racing import at_once, meeting, without_constraint

pytestmark = pytest.mark.django_db(transaction=True)


def two_drafts_of_one_applicant():
    call = make_call()
    return (
        make_eligible_draft(call, acronym="ONE"),
        make_eligible_draft(call, acronym="TWO"),
    )


def take_unless_taken(proposal, wait):
    """Look, then write: what a programmer in a hurry would do."""
    place = {
        "call": proposal.alliance.call,
        "applicant_key": "name:university of soria|ES",
        "sector_key": "cultural-heritage",
    }
    if Submission.objects.live().filter(**place).exists():
        raise SectorTaken
    wait()
    return Submission.objects.create(
        **place,
        proposal=proposal,
        number=str(proposal.pk),
        idempotency_key=uuid.uuid4(),
        submitted_by=proposal.alliance.coordinator,
        received_at=timezone.now(),
    )


def test_looking_first_is_not_enough():
    drafts = two_drafts_of_one_applicant()
    wait = meeting()

    with without_constraint(Submission, submissions.SECTOR_PLACE):
        at_once(*(partial(take_unless_taken, each, wait) for each in drafts))

        live = Submission.objects.live().values_list("applicant_key", "sector_key")
        assert list(live) == [("name:university of soria|ES", "cultural-heritage")] * 2


def test_one_of_two_submissions_in_a_sector_wins(monkeypatch):
    drafts = two_drafts_of_one_applicant()
    # Both have looked before either writes, so only the constraint stands between.
    # SQLite lets one in at a time: there the second one sees the first.
    wait = meeting(patience=1)

    def take_and_wait(proposal):
        snapshot = take(proposal)
        wait()
        return snapshot

    monkeypatch.setattr(submissions, "take", take_and_wait)

    outcomes = at_once(*(partial(submit, each) for each in drafts))

    (won,) = [each for each in outcomes if isinstance(each, Submission)]
    (refused,) = [each for each in outcomes if each is not won]
    assert isinstance(refused, SectorTaken)
    assert str(refused) == (
        "The applicant has a live submission in this sector of this call. An"
        " organisation can be the applicant of several proposals only in different"
        " sectors."
    )
    assert list(Submission.objects.live()) == [won]
    assert sorted(SubmissionAttempt.objects.values_list("result", flat=True)) == [
        AttemptResult.ACCEPTED,
        AttemptResult.REFUSED,
    ]


def test_one_wins_in_every_sector():
    call = make_call()
    for sector in range(6):
        drafts = [
            make_eligible_draft(call, lot="lot-1", sector=f"Sector {sector}")
            for _draft in range(3)
        ]

        outcomes = at_once(*(partial(submit, each) for each in drafts))

        kinds = sorted(type(each).__name__ for each in outcomes)
        assert kinds == ["SectorTaken", "SectorTaken", "Submission"]
    assert Submission.objects.live().count() == 6


def test_two_presses_under_two_keys_are_two_submissions():
    proposal = make_eligible_draft()

    outcomes = at_once(partial(submit, proposal), partial(submit, proposal))

    assert {each.pk for each in outcomes} == set(
        Submission.objects.values_list("pk", flat=True)
    )
    assert Submission.objects.count() == 2
    assert Submission.objects.live().count() == 1


def test_double_click_is_one_submission():
    proposal = make_eligible_draft()
    press = partial(submit, proposal, idempotency_key=uuid.uuid4())

    first, second = at_once(press, press)

    assert first == second == Submission.objects.get()
    assert SubmissionAttempt.objects.filter(submission=first).count() == 2
