"""Two workers with one letter: it goes out once."""

import threading
import time
from functools import partial

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest
from proposals.selectors.letters.waiting_letters import waiting_requests
from proposals.services import dispatch, letters
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


def test_two_workers_send_a_letter_once(proposal):
    request = ask(proposal)

    send = partial(letters.send_letter, kind="confirmation-request", key=request.pk)
    at_once(*[send] * 4)

    row = ConfirmationRequest.objects.get()
    assert len(mail.outbox) == 1
    assert (row.letter_state, row.letter_attempts) == (LetterState.SENT, 1)


def test_who_waited_for_another_claim_takes_nothing(proposal):
    key = ask(proposal).pk
    claimed = threading.Event()
    claim = partial(dispatch._claimed, ConfirmationRequest, key)

    def first():
        with transaction.atomic():
            is_taken = claim(timezone.now())
            claimed.set()
            time.sleep(0.3)  # so that the other one is waiting for this row
        return is_taken

    def second():
        claimed.wait()
        return claim(timezone.now())

    assert at_once(first, second) == [True, False]


def test_looking_first_sends_it_twice(proposal):
    key = ask(proposal).pk
    wait = meeting()

    def send():
        is_free = waiting_requests().filter(pk=key).exists()
        wait()
        if is_free:
            mail.send_mail("Twice", "", None, ["a@b.example"])

    at_once(send, send)

    assert len(mail.outbox) == 2
