"""What happened with one partner, every request of it, in the order of time."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState, MailProblem
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.answers import answers_with_steps_of
from proposals.services.confirmation_requests import reassign_request, revoke_request
from proposals.services.confirmations import (
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from proposals.services.letters import send_letter
from tests.factories import make_eligible_draft, make_user
from tests.proposals.services.asking import (
    ask,
    ask_by_mail,
    newest_token,
    partner,
    shown,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_eligible_draft(
        by=make_user(full_name="Maria"), confirmation=Confirmation.NOT_INVITED
    )


def steps(draft):
    row = partner(draft)
    found = answers_with_steps_of([row], alliance=draft.alliance_id, now=timezone.now())
    return [each.text for each in found[row.pk].steps]


def test_nobody_asked_leaves_no_steps(draft):
    assert steps(draft) == []


def test_every_request_leaves_its_steps_with_who_changed_what(draft):
    maria = draft.alliance.coordinator
    first = ask(draft)
    send_letter(kind="confirmation-request", key=first.pk)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.BOUNCED,
        problem=MailProblem.FULL,
        problem_at=timezone.now(),
    )
    second = reassign_request(asked=first, email="bea@ghent.example", by=maria)
    send_letter(kind="confirmation-request", key=second.pk)
    decline_participation(token=newest_token(), name="Bea", function="", reason="No.")
    revoke_request(asked=ask(draft), by=maria)

    assert steps(draft) == [
        "Maria asked anna@ghent.example",
        "Mail sent",
        "Came back: The mailbox is full",
        "A new mail replaced the link, by Maria",
        "Maria asked bea@ghent.example",
        "Mail sent",
        "Bea declined",
        "A new mail replaced the link, by Maria",
        "Maria asked anna@ghent.example",
        "Maria revoked the question",
    ]


def test_confirmation_names_who_gave_it(draft):
    token = ask_by_mail(draft)
    confirm_participation(
        token=token, name="Anna", function="Rector", seen_digest=shown(draft)
    )

    assert steps(draft)[-1] == "Anna, Rector confirmed"


def test_question_comes_first_whatever_moments_were_copied_in(draft):
    token = ask_by_mail(draft)
    confirm_participation(
        token=token, name="Anna", function="Rector", seen_digest=shown(draft)
    )
    earlier = timezone.now() - dt.timedelta(days=1)
    ConfirmationRequest.objects.update(mailed_at=earlier, answered_at=earlier)

    assert steps(draft) == [
        "Maria asked anna@ghent.example",
        "Mail sent",
        "Anna, Rector confirmed",
    ]


def test_wrong_address_is_a_step(draft):
    disown_organisation(token=ask_by_mail(draft), name="")

    assert steps(draft)[-1] == "anna@ghent.example said: not our organisation"


def test_delay_failure_and_expiry_are_steps(draft):
    ask(draft)
    now = timezone.now()
    ConfirmationRequest.objects.update(
        letter_state=LetterState.FAILED,
        problem=MailProblem.DELAYED,
        requested_at=now - dt.timedelta(hours=3),
        queued_at=now - dt.timedelta(hours=2),
        problem_at=now - dt.timedelta(hours=1),
        expires_at=now,
    )

    assert steps(draft) == [
        "Maria asked anna@ghent.example",
        "The mail could not be sent",
        "Delayed: The other server keeps it waiting",
        "The link expired",
    ]


def test_what_was_revoked_in_time_did_not_expire(draft):
    revoke_request(asked=ask(draft), by=draft.alliance.coordinator)
    ConfirmationRequest.objects.update(
        expires_at=timezone.now(),
        revoked_at=timezone.now() - dt.timedelta(hours=1),
        revoked_by=None,
        requested_at=timezone.now() - dt.timedelta(hours=2),
    )

    assert steps(draft) == [
        "Maria asked anna@ghent.example",
        "somebody revoked the question",
    ]


def test_step_has_its_moment_in_brussels(draft):
    ask(draft)
    ConfirmationRequest.objects.update(
        requested_at=dt.datetime(2026, 7, 1, 12, 2, tzinfo=dt.UTC)
    )
    row = partner(draft)

    found = answers_with_steps_of([row], alliance=draft.alliance_id, now=timezone.now())
    (step,) = found[row.pk].steps

    assert (step.when, step.iso) == ("1 Jul 2026, 14:02", "2026-07-01T12:02:00+00:00")
