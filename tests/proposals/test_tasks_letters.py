"""A real worker sends the mails of letters, also when their message was lost."""

import time

import pytest
from django.core import mail
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState
from proposals.models import Colleague, ConfirmationRequest
from proposals.services.dispatch import RETRY_AFTER
from proposals.tasks import SENDERS
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask

PATIENCE = 40


def wait_until_sent(request, worker):
    deadline = time.monotonic() + PATIENCE
    while True:
        row = ConfirmationRequest.objects.get(pk=request.pk)
        if row.letter_state == LetterState.SENT:
            return row
        assert time.monotonic() < deadline, (row.letter_state, worker.output)
        time.sleep(0.05)


def test_worker_sends_what_is_asked_and_what_got_lost(worker, monkeypatch):
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    asked = wait_until_sent(ask(draft, 2), worker)
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    lost = ask(draft, 3)
    worker.kill9()
    ConfirmationRequest.objects.filter(pk=lost.pk).update(
        queued_at=timezone.now() - 2 * RETRY_AFTER
    )

    worker.start()

    assert wait_until_sent(lost, worker).letter_attempts == 1
    assert asked.letter_attempts == 1
    assert ADDRESS not in worker.output


@pytest.mark.django_db
def test_tasks_hand_over_to_the_services():
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    colleague = Colleague.objects.create(
        proposal=draft, email="b@c.example", invited_by=draft.alliance.coordinator
    )

    SENDERS["confirmation-request"](str(ask(draft).pk))
    SENDERS["colleague-invitation"](str(colleague.pk))

    assert [each.to for each in mail.outbox] == [[ADDRESS], ["b@c.example"]]
