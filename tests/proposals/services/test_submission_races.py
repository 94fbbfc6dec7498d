"""Submitting at the same moment: what happens without the guards, and with."""

import uuid
from functools import partial

import pytest
from django.utils import timezone

from proposals.enums import AttemptResult
from proposals.errors import (
    NotAllowed,
    NotEligible,
    NothingToWithdraw,
    SectorTaken,
    StaleVersion,
)
from proposals.models import Submission, SubmissionAttempt
from proposals.services import submissions
from proposals.services.composition import remove_partner
from proposals.services.overrides import end_override, give_override
from proposals.services.submissions import withdraw_submission
from proposals.snapshots import take, thaw
from tests.factories import (
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)
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


def test_save_beside_a_submission_is_before_it_or_after_it_never_in_it():
    proposal = make_eligible_draft()
    maria = proposal.alliance.coordinator
    row = proposal.alliance.partnerships.get(number=3)
    leave = partial(remove_partner, partnership=row, version=row.version, by=maria)

    submitted, removed = at_once(partial(submit, proposal), leave)

    assert not isinstance(removed, Exception)
    if isinstance(submitted, Submission):
        # It saw the page before the save, and so does what it froze.
        assert [each.number for each in thaw(submitted.snapshot).partners] == [1, 2, 3]
    else:
        assert isinstance(submitted, (StaleVersion, NotEligible))
        assert not Submission.objects.exists()
    assert SubmissionAttempt.objects.count() == 1


def test_withdrawing_beside_a_resubmission_leaves_one_answer():
    proposal = make_eligible_draft()
    maria, former = proposal.alliance.coordinator, submit(proposal)
    withdraw = partial(withdraw_submission, submission=former, by=maria)

    again, withdrawn = at_once(partial(submit, proposal), withdraw)

    # Whoever came second saw what the first had done.
    assert isinstance(again, Submission)
    assert list(Submission.objects.live()) == [again]
    former.refresh_from_db()
    was_replaced = isinstance(withdrawn, NothingToWithdraw)
    assert bool(former.replaced_at) is was_replaced
    assert bool(former.withdrawn_at) is not was_replaced


def test_place_given_up_by_one_draft_is_taken_by_one_of_two():
    call = make_call()
    first, *others = [make_eligible_draft(call) for _draft in range(3)]
    standing = submit(first)
    withdraw = partial(
        withdraw_submission, submission=standing, by=first.alliance.coordinator
    )

    withdrawn, *answers = at_once(withdraw, *(partial(submit, o) for o in others))

    assert withdrawn.withdrawn_at is not None
    live = list(Submission.objects.live())
    assert live == [each for each in answers if isinstance(each, Submission)]
    assert len(live) <= 1
    refused = [each for each in answers if not isinstance(each, Submission)]
    assert {type(each) for each in refused} <= {SectorTaken}


def test_two_editors_cannot_submit_what_only_the_coordinator_may():
    proposal = make_eligible_draft()
    editors = [make_colleague(proposal), make_colleague(proposal)]

    answers = at_once(*(partial(submit, proposal, by=each) for each in editors))

    assert {type(each) for each in answers} == {NotAllowed}
    assert not Submission.objects.exists()


def test_override_taken_back_beside_a_submission_is_whole_or_not_at_all():
    boss = make_user(is_staff=True)
    proposal = make_eligible_draft(duration_months=7)
    clauses = ("duration-allowed", "grant-within-ceiling")
    give_override(
        proposal=proposal,
        clauses=clauses,
        allows_pending=False,
        reason="Said.",
        by=boss,
    )

    submitted, ended = at_once(
        partial(submit, proposal), partial(end_override, proposal=proposal, by=boss)
    )

    assert ended is True
    if isinstance(submitted, Submission):
        stands = thaw(submitted.snapshot).override
        assert stands is not None
        assert stands.clauses == clauses
    else:
        assert isinstance(submitted, NotEligible)
