"""Letters: written when they are sent, sent again when they got lost, given up."""

import datetime as dt
import logging

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals import outbox
from proposals.enums import LetterState
from proposals.models import Colleague, ConfirmationRequest
from proposals.models.confirmations import digest_of
from proposals.models.letters import MOST_ATTEMPTS
from proposals.services.dispatch import RETRY_AFTER
from proposals.services.letters import resend_waiting_letters, send_letter
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask, newest_token

pytestmark = pytest.mark.django_db

LONG_AGO = RETRY_AFTER + dt.timedelta(seconds=1)
REQUEST = "proposals.tasks.send_confirmation_request"
INVITATION = "proposals.tasks.send_colleague_invitation"


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def request_(proposal, sent):
    asked = ask(proposal)
    sent.clear()
    return asked


@pytest.fixture
def colleague(proposal, maria):
    return Colleague.objects.create(
        proposal=proposal, email="ben@example.org", invited_by=maria
    )


@pytest.fixture
def broken(monkeypatch):
    def refuse(*_args, **_more):
        raise ConnectionRefusedError(f"{ADDRESS} is unknown here")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


def stored(letter):
    return type(letter).objects.get(pk=letter.pk)


def age(letter, *columns):
    """Let these moments of a row lie so far back that the sweeper looks at it."""
    past = timezone.now() - LONG_AGO
    rows = type(letter).objects.filter(pk=letter.pk)
    rows.update(**dict.fromkeys(columns, past))


def test_request_is_mailed_with_a_token_of_which_only_the_digest_stays(request_):
    send_letter(kind="confirmation-request", key=request_.pk)

    (made,) = mail.outbox
    row = stored(request_)
    token = newest_token()
    assert made.to == [ADDRESS]
    assert (row.letter_state, row.letter_attempts) == (LetterState.SENT, 1)
    assert row.mailed_at is not None
    assert row.token_digest == digest_of(token)
    assert not ConfirmationRequest.objects.filter(token_digest=token).exists()


def test_invitation_is_mailed(colleague):
    send_letter(kind="colleague-invitation", key=colleague.pk)

    (made,) = mail.outbox
    assert made.to == ["ben@example.org"]
    assert stored(colleague).letter_state == LetterState.SENT


def test_letter_is_sent_once_however_often_its_message_comes(request_, colleague):
    for _again in range(3):
        send_letter(kind="confirmation-request", key=request_.pk)
        send_letter(kind="colleague-invitation", key=colleague.pk)

    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "ended",
    [{"revoked_at": timezone.now()}, {"answer": "declined"}],
    ids=["revoked", "answered"],
)
def test_request_that_nobody_waits_for_is_not_mailed(request_, ended):
    ConfirmationRequest.objects.update(**ended)

    send_letter(kind="confirmation-request", key=request_.pk)

    assert mail.outbox == []
    assert stored(request_).letter_attempts == 0


def test_request_revoked_while_it_is_written_is_not_mailed(request_, monkeypatch):
    def revoke(*_args):
        ConfirmationRequest.objects.update(revoked_at=timezone.now())
        return "t0ken"

    monkeypatch.setattr("secrets.token_urlsafe", revoke)

    send_letter(kind="confirmation-request", key=request_.pk)

    row = stored(request_)
    assert mail.outbox == []
    assert (row.letter_state, row.token_digest) == (LetterState.QUEUED, None)


@pytest.mark.parametrize("ended", ["ended_at", "person"])
def test_invitation_that_is_over_is_not_mailed(colleague, maria, ended):
    values = {"ended_at": timezone.now(), "person": maria}
    Colleague.objects.update(**{ended: values[ended]})

    send_letter(kind="colleague-invitation", key=colleague.pk)

    assert mail.outbox == []


def test_letter_that_does_not_exist_is_no_trouble():
    send_letter(kind="confirmation-request", key=0)

    assert mail.outbox == []


@pytest.mark.usefixtures("broken")
def test_failure_is_logged_without_address_and_token(request_, caplog):
    with caplog.at_level(logging.INFO):
        send_letter(kind="confirmation-request", key=request_.pk)

    row = stored(request_)
    assert "letter_not_sent" in caplog.text
    assert "ConnectionRefusedError" in caplog.text
    assert ADDRESS not in caplog.text
    assert "confirm/" not in caplog.text
    assert (row.letter_state, row.letter_attempts) == (LetterState.QUEUED, 1)


@pytest.mark.usefixtures("broken")
def test_letter_fails_after_the_third_attempt(request_):
    states = []
    for _attempt in range(MOST_ATTEMPTS):
        send_letter(kind="confirmation-request", key=request_.pk)
        states.append(stored(request_).letter_state)
        age(request_, "claimed_at")

    send_letter(kind="confirmation-request", key=request_.pk)

    assert states == [LetterState.QUEUED, LetterState.QUEUED, LetterState.FAILED]
    assert stored(request_).letter_attempts == MOST_ATTEMPTS


def test_letter_in_a_workers_hand_is_left_to_it(request_):
    ConfirmationRequest.objects.update(claimed_at=timezone.now(), letter_attempts=1)

    send_letter(kind="confirmation-request", key=request_.pk)

    assert mail.outbox == []


def test_letter_of_a_dead_worker_is_taken_over(request_):
    ConfirmationRequest.objects.update(
        claimed_at=timezone.now() - LONG_AGO, letter_attempts=1
    )

    send_letter(kind="confirmation-request", key=request_.pk)

    assert stored(request_).letter_state == LetterState.SENT


def test_sweep_queues_lost_and_failed_letters_again(
    request_, colleague, sent, django_capture_on_commit_callbacks
):
    age(request_, "queued_at")
    age(colleague, "queued_at", "claimed_at")

    with django_capture_on_commit_callbacks(execute=True):
        assert resend_waiting_letters() == 2
    assert sent == [(REQUEST, str(request_.pk)), (INVITATION, str(colleague.pk))]
    assert resend_waiting_letters() == 0


def test_sweep_that_begins_while_another_sends_queues_nothing_a_second_time(
    request_, monkeypatch
):
    age(request_, "queued_at")
    others = []

    def begin_another(*_message):
        monkeypatch.setattr(outbox, "add_task", lambda *_message: None)
        others.append(resend_waiting_letters())

    monkeypatch.setattr(outbox, "add_task", begin_another)

    assert (resend_waiting_letters(), others) == (1, [0])


def test_sweep_leaves_fresh_and_held_letters_alone(request_, colleague, sent):
    age(colleague, "queued_at")
    Colleague.objects.update(claimed_at=timezone.now())

    assert resend_waiting_letters() == 0
    assert sent == []
    assert stored(request_).letter_state == LetterState.QUEUED


def test_sweep_leaves_letters_alone_that_nobody_waits_for(request_, colleague, sent):
    age(request_, "queued_at", "revoked_at")
    age(colleague, "queued_at", "ended_at")

    assert resend_waiting_letters() == 0
    assert sent == []


def test_sweep_gives_up_a_letter_that_killed_three_workers(request_, sent):
    age(request_, "queued_at", "claimed_at")
    ConfirmationRequest.objects.update(letter_attempts=MOST_ATTEMPTS)

    assert resend_waiting_letters() == 0
    assert sent == []
    assert stored(request_).letter_state == LetterState.FAILED


def test_letter_answered_before_it_is_noted_as_sent_counts_as_sent(
    request_, monkeypatch
):
    def answer(*_args, **_more):
        ConfirmationRequest.objects.update(answer="declined")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", answer)

    send_letter(kind="confirmation-request", key=request_.pk)

    assert stored(request_).letter_state == LetterState.SENT


@pytest.mark.parametrize(
    "gone",
    [
        {"removed_at": timezone.now()},
        {"role": Role.APPLICANT},
    ],
)
def test_who_is_asked_no_more_gets_no_mail(proposal, request_, gone):
    proposal.alliance.partnerships.filter(role=Role.APPLICANT).update(
        role=Role.FULL_PARTNER
    )
    proposal.alliance.partnerships.filter(pk=request_.partnership_id).update(**gone)

    send_letter(kind="confirmation-request", key=request_.pk)

    assert (mail.outbox, stored(request_).letter_state) == ([], LetterState.QUEUED)


def test_letter_whose_link_would_be_dead_is_given_up(request_):
    ConfirmationRequest.objects.update(expires_at=timezone.now())

    send_letter(kind="confirmation-request", key=request_.pk)
    resend_waiting_letters()

    assert (mail.outbox, stored(request_).letter_state) == ([], LetterState.FAILED)
