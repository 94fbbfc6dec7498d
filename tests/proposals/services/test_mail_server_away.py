"""A mail server that does not answer: letters wait for it, and few of them ask it."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.enums import LetterState
from proposals.models import ConfirmationRequest, SignOfLife
from proposals.models.letters import MOST_ATTEMPTS
from proposals.selectors.administrators.service_state import MANY_FAILURES
from proposals.services.dispatch import RETRY_AFTER, SERVER_RESTS
from proposals.services.letters import send_letter
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(sent):
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    asked = ask(draft)
    sent.clear()
    return asked


@pytest.fixture
def away(monkeypatch):
    """Have the mail server refuse every connection; return how many there were."""
    knocks = []

    def refuse(_backend):
        knocks.append(1)
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", refuse)
    return knocks


def send(letter):
    send_letter(kind="confirmation-request", key=letter.pk)


def later(pause):
    """Let so much time pass for what was noted of letters and server."""
    past = timezone.now() - pause - dt.timedelta(seconds=1)
    ConfirmationRequest.objects.exclude(claimed_at=None).update(claimed_at=past)
    SignOfLife.objects.update(failed_at=past)


def test_letter_waits_for_a_server_that_is_away_longer_than_three_tries(
    request_, away, monkeypatch
):
    for _try in range(MOST_ATTEMPTS + 2):
        send(request_)
        later(RETRY_AFTER)
    row = ConfirmationRequest.objects.get()
    assert len(away) == MOST_ATTEMPTS + 2
    assert (row.letter_state, row.letter_attempts) == (LetterState.QUEUED, 0)

    monkeypatch.undo()
    send(request_)

    assert ConfirmationRequest.objects.get().letter_state == LetterState.SENT
    assert len(mail.outbox) == 1


def test_server_that_failed_often_is_left_alone_for_a_moment(request_, away):
    for _try in range(MANY_FAILURES):
        send(request_)
        later(dt.timedelta(0))
        ConfirmationRequest.objects.update(claimed_at=None)
    send(request_)
    assert len(away) == MANY_FAILURES

    later(SERVER_RESTS)
    send(request_)

    assert len(away) == MANY_FAILURES + 1
