"""Mails about submissions: stored with the act, sent after it, once each."""

import datetime as dt
from contextlib import nullcontext

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from proposals.enums import LetterState, SubmissionEvent
from proposals.errors import NotEligible
from proposals.models import Proposal, SubmissionNotice
from proposals.outbox import SPREAD
from proposals.services import submissions
from proposals.services.dispatch import RETRY_AFTER
from proposals.services.letters import resend_waiting_letters, send_letter
from proposals.services.submissions import withdraw_submission
from proposals.verify_codes import verify_code
from tests.factories import make_eligible_draft, submit
from tests.proposals.selectors.submissions.test_told_of_submissions import BOSS, mailed

pytestmark = pytest.mark.django_db(transaction=True)

GHENT = ("ghent@example.org", "Ghent@example.org")
TASK = "proposals.tasks.send_submission_notice"


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    draft = make_eligible_draft(acronym="CHARTER", title="A secret title")
    mailed(draft, 2, "ghent@example.org")
    return draft


def letters(event):
    rows = SubmissionNotice.objects.filter(event=event)
    return list(rows.values_list("email", "letter_state"))


def keys_in(sent):
    return [int(key) for task, key in sent if task == TASK]


def deliver(sent):
    """Send every mail whose message left; return what was said to whom."""
    for key in keys_in(sent):
        send_letter(kind="submission-notice", key=key)
    return {each.to[0]: each for each in mail.outbox}


def test_submitting_stores_a_mail_for_each_and_sends_it_once(proposal, sent):
    maria = proposal.alliance.coordinator
    key = submit(proposal, representative=BOSS).idempotency_key
    submit(proposal, representative=BOSS, idempotency_key=key)

    queued = LetterState.QUEUED
    assert letters(SubmissionEvent.SUBMITTED) == [
        (maria.email, queued),
        ("ghent@example.org", queued),
        (BOSS, queued),
    ]
    assert keys_in(sent) == list(
        SubmissionNotice.objects.order_by("pk").values_list("pk", flat=True)
    )
    said = deliver([*sent, *sent])
    assert (len(mail.outbox), said.keys()) == (
        3,
        {maria.email, "ghent@example.org", BOSS},
    )


def test_who_cannot_read_the_receipt_is_led_to_the_check(proposal, sent, client):
    submission = submit(proposal, representative=BOSS)
    code = verify_code(number=submission.number, sha256=submission.sha256)
    check = reverse("verified", args=[submission.number, code])

    said = deliver(sent)

    for address in ("ghent@example.org", BOSS):
        assert f"{settings.SITE_URL}{check}" in said[address].body
    assert check not in said[proposal.alliance.coordinator.email].body
    assert submission.number in client.get(check).content.decode()


def test_refused_submission_tells_nobody(proposal, sent):
    Proposal.objects.update(duration_months=7)

    with pytest.raises(NotEligible):
        submit(proposal)

    assert (SubmissionNotice.objects.count(), keys_in(sent)) == (0, [])


def test_mail_says_number_moment_and_digest_and_nothing_of_the_proposal(proposal, sent):
    submission = submit(proposal, representative=BOSS)

    said = deliver(sent)

    for each in said.values():
        assert each.subject == f"CHARTER was submitted: {submission.number}"
        assert f"Number: {submission.number}\n" in each.body
        assert submission.sha256[:8] in each.body
        assert "Brussels time" in each.body
        assert "secret" not in each.body
        assert "3900000" not in each.body
        assert "3,900,000" not in each.body
    inside = said[proposal.alliance.coordinator.email].body
    assert f"/submissions/{submission.number}/" in inside
    contact = said["ghent@example.org"].body
    assert "you stand for Chamber of Ghent in the consortium CHARTER" in contact
    assert f"/submissions/{submission.number}/" not in contact
    assert "legal representative of the applicant" in said[BOSS].body


def test_mail_of_a_resubmission_says_what_it_replaces(proposal, sent):
    former = submit(proposal)
    sent.clear()
    submission = submit(proposal)

    said = deliver(sent)

    body = said["ghent@example.org"].body
    assert said["ghent@example.org"].subject == (
        f"CHARTER was submitted again: {submission.number}"
    )
    assert f"It replaces the submission {former.number}, which no longer" in body


def test_withdrawing_tells_the_same_people(proposal, sent):
    maria = proposal.alliance.coordinator
    submission = submit(proposal, representative=BOSS)
    sent.clear()
    withdraw_submission(submission=submission, by=maria)

    said = deliver(sent)

    assert said.keys() == {maria.email, "ghent@example.org", BOSS}
    assert f"Submission {submission.number} was withdrawn" in said[BOSS].body
    assert "It no longer counts." in said[BOSS].body


def test_contact_is_told_in_the_language_it_was_asked_in(proposal, sent, monkeypatch):
    spoken = []

    def speak(language):
        spoken.append(language)
        return nullcontext()

    monkeypatch.setattr("proposals.emails.submissions.spoken", speak)
    SubmissionNotice.objects.all().delete()
    mailed(proposal, 3, "plovdiv@example.org", language="bg")
    submit(proposal)

    deliver(sent)

    assert spoken == ["bg"]


def test_mails_of_a_process_that_died_after_the_commit_are_sent_once(
    proposal, sent, monkeypatch
):
    class Killed(BaseException):
        """What a killed process does not come back from."""

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("proposals.outbox._send", die)
        with pytest.raises(Killed):
            submit(proposal)
    assert (SubmissionNotice.objects.count(), keys_in(sent)) == (2, [])

    later = timezone.now() + RETRY_AFTER + dt.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        resend_waiting_letters()
        resend_waiting_letters()

    assert len(keys_in(sent)) == 2
    deliver(sent)
    assert len(mail.outbox) == 2


def test_process_that_died_before_the_commit_leaves_no_mail(
    proposal, sent, monkeypatch
):
    class Killed(BaseException):
        """As above."""

    def die(**_given):
        raise Killed

    monkeypatch.setattr(submissions, "keep_attempt", die)

    with pytest.raises(Killed):
        submit(proposal)

    assert (SubmissionNotice.objects.count(), keys_in(sent)) == (0, [])


def test_broker_that_is_away_is_asked_once(proposal, monkeypatch):
    asked = []

    def refuse(*message):
        asked.append(message)
        return False

    monkeypatch.setattr("proposals.outbox._send", refuse)

    submit(proposal)

    assert [message[:2] for message in asked if TASK in message] == [(SPREAD, TASK)]
