"""Submitting: what is taken, what is refused, what is kept as proof."""

import datetime as dt
import hashlib
import json
import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.models import Alliance, Partnership
from eligibility.core import Outcome
from proposals.errors import (
    CallNotOpenYet,
    CallTakesNoSubmissions,
    DeadlinePassed,
    NotAllowed,
    NotEligible,
    PendingPartners,
    StaleVersion,
)
from proposals.models import Proposal, Submission, SubmissionAttempt
from proposals.services.drafts import Facts, change_facts
from proposals.snapshots import FrozenSubmission, thaw
from tests.factories import (
    add,
    make_call,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db

SECOND = dt.timedelta(seconds=1)


def test_submission_freezes_what_was_seen():
    proposal = make_eligible_draft()
    received_at = timezone.now()

    submission = submit(proposal, received_at=received_at)

    frozen = thaw(submission.snapshot)
    assert [each.name for each in frozen.partners] == [
        "University of Soria",
        "Chamber of Ghent",
        "School of Plovdiv",
    ]
    assert frozen.report.outcome_as_confirmed is Outcome.MET
    assert frozen.submission == FrozenSubmission(submission.number, received_at)
    assert submission.received_at == received_at
    assert submission.warned_partners == ""


def test_submission_carries_the_digest_of_its_text():
    submission = submit(make_eligible_draft())

    submission.refresh_from_db()
    assert submission.sha256 == hashlib.sha256(submission.snapshot.encode()).hexdigest()
    assert json.loads(submission.snapshot)["format"] == "ssa-application/2"


def test_deadline_second_is_late():
    deadline = timezone.now() + dt.timedelta(days=3)
    proposal = make_eligible_draft(make_call(deadline=deadline.replace(microsecond=0)))
    closes = proposal.alliance.call.deadline

    with pytest.raises(DeadlinePassed):
        submit(proposal, received_at=closes)
    with pytest.raises(DeadlinePassed):
        submit(proposal, received_at=closes + SECOND)
    assert submit(proposal, received_at=closes - SECOND).proposal == proposal


def test_call_of_the_past_takes_nothing():
    proposal = make_eligible_draft(make_call(takes_submissions=False))

    with pytest.raises(CallTakesNoSubmissions):
        submit(proposal)


def test_call_takes_nothing_before_its_first_day():
    tomorrow = timezone.localdate() + dt.timedelta(days=2)
    proposal = make_eligible_draft(make_call(opens=tomorrow))

    with pytest.raises(CallNotOpenYet):
        submit(proposal)


def test_not_eligible_draft_is_refused_with_its_report():
    proposal = make_eligible_draft()
    Partnership.objects.filter(name="School of Plovdiv").update(country="BE")

    with pytest.raises(NotEligible) as refusal:
        submit(proposal)

    finding = refusal.value.report.by_clause()["min-programme-countries"]
    assert finding.planned.outcome is Outcome.NOT_MET
    assert not Submission.objects.exists()


def test_unknown_refuses_like_not_met():
    proposal = make_eligible_draft(grant_requested_eur=None)

    with pytest.raises(NotEligible) as refusal:
        submit(proposal)

    assert refusal.value.report.outcome is Outcome.UNKNOWN


def test_pending_partners_need_an_accepted_warning():
    proposal = make_eligible_draft(confirmation=Confirmation.INVITED)

    with pytest.raises(PendingPartners) as refusal:
        submit(proposal)
    submission = submit(proposal, accepts_pending=True)

    assert refusal.value.names == ("Chamber of Ghent", "School of Plovdiv")
    assert refusal.value.may_proceed is True
    assert submission.warned_partners == "Chamber of Ghent\nSchool of Plovdiv"


def test_accepting_the_warning_does_not_help_where_the_call_blocks():
    proposal = make_eligible_draft(
        make_call(pending_partners="block"), confirmation=Confirmation.NOT_INVITED
    )

    with pytest.raises(PendingPartners) as refusal:
        submit(proposal, accepts_pending=True)

    assert refusal.value.may_proceed is False


def test_pending_partner_beyond_the_minimum_needs_no_warning():
    proposal = make_eligible_draft()
    add(proposal, "Extra", "DE", "sme", confirmation=Confirmation.INVITED)

    assert submit(proposal).warned_partners == ""


def test_submit_while_a_colleague_edits_is_refused():
    proposal = make_eligible_draft()
    seen = proposal.revision
    change_facts(
        proposal=proposal,
        facts=Facts(
            acronym="OTHER",
            title="Another title",
            project_type=proposal.alliance.project_type,
            sector="cybersecurity",
            duration_months=48,
            grant_requested_eur=None,
        ),
        facts_version=proposal.facts_version,
        by=proposal.alliance.coordinator,
    )

    with pytest.raises(StaleVersion) as refusal:
        submit(proposal, revision=seen)

    assert refusal.value.current == seen + 1
    assert not Submission.objects.exists()


def test_same_press_twice_is_one_submission():
    proposal = make_eligible_draft()
    key = uuid.uuid4()

    first = submit(proposal, idempotency_key=key)
    second = submit(proposal, idempotency_key=key)

    assert first == second
    assert Submission.objects.count() == 1


def test_same_press_is_answered_after_the_deadline_too():
    proposal = make_eligible_draft()
    key = uuid.uuid4()
    first = submit(proposal, idempotency_key=key)

    again = submit(
        proposal,
        idempotency_key=key,
        received_at=proposal.alliance.call.deadline + SECOND,
    )

    assert again == first


def test_new_submission_replaces_the_former_one():
    proposal = make_eligible_draft()
    former = submit(proposal)
    received_at = timezone.now()

    latter = submit(proposal, received_at=received_at)

    former.refresh_from_db()
    assert former.replaced_at == received_at
    assert list(Submission.objects.live()) == [latter]
    assert latter.number != former.number


def test_refused_submission_leaves_the_former_one_in_force():
    proposal = make_eligible_draft()
    former = submit(proposal)
    Proposal.objects.update(duration_months=7)

    with pytest.raises(NotEligible):
        submit(proposal)

    assert list(Submission.objects.live()) == [former]


def test_key_of_another_draft_is_simply_another_key():
    call = make_call()
    key = submit(make_eligible_draft(call)).idempotency_key
    other = make_eligible_draft(call, sector="cybersecurity")

    assert submit(other, idempotency_key=key).proposal == other
    assert Submission.objects.count() == 2


def test_other_trouble_of_the_database_is_not_disguised():
    former = submit(make_eligible_draft())
    other = make_eligible_draft(former.call, sector="cybersecurity")
    serial, _dash, rest = former.number.partition("-")
    # The next number is taken, as after a restored backup.
    taken = f"{int(serial) + 1:06d}-{rest}"
    Submission.objects.filter(pk=former.pk).update(number=taken)

    with pytest.raises(IntegrityError):
        submit(other)

    assert not SubmissionAttempt.objects.filter(proposal=other).exists()


def test_stranger_submits_nothing():
    proposal = make_eligible_draft()

    with pytest.raises(NotAllowed):
        submit(proposal, by=make_user())

    assert not SubmissionAttempt.objects.exists()


def test_draft_goes_on_after_submitting():
    proposal = make_eligible_draft()
    submission = submit(proposal)

    Alliance.objects.update(acronym="LATER")

    submission.refresh_from_db()
    assert thaw(submission.snapshot).acronym == "SKILLS"
