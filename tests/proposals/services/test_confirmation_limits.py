"""Asking partners has limits, for the asker and for the address."""

import datetime as dt

import pytest

from alliances.enums import Confirmation
from proposals.errors import (
    AddressFull,
    TooManyRequests,
)
from proposals.models import ConfirmationRequest
from proposals.services import confirmation_requests
from proposals.services.confirmation_requests import (
    MOST_BY_ONE,
)
from tests.factories import (
    make_eligible_draft,
)
from tests.proposals.services.asking import ADDRESS, ask

pytestmark = pytest.mark.django_db

LETTER = "proposals.tasks.send_confirmation_request"


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


def test_person_asks_only_so_many_a_day(proposal, monkeypatch):
    monkeypatch.setattr(confirmation_requests, "MOST_A_DAY", 1)
    first = ask(proposal)
    with pytest.raises(TooManyRequests):
        ask(proposal, number=3)
    yesterday = first.requested_at - dt.timedelta(days=1)
    ConfirmationRequest.objects.update(requested_at=yesterday)

    assert ask(proposal, number=3).email == ADDRESS


def test_address_gets_only_so_many_a_day_whoever_asks(proposal, monkeypatch):
    monkeypatch.setattr(confirmation_requests, "MOST_TO_ONE", 1)
    ask(proposal)
    other = make_eligible_draft(
        proposal.alliance.call, confirmation=Confirmation.INVITED
    )

    with pytest.raises(AddressFull) as refusal:
        ask(other, email=ADDRESS.upper())

    assert str(refusal.value) == (
        "ANNA@GHENT.EXAMPLE cannot get more of these mails today."
    )
    assert ask(other, email="bea@ghent.example")


def test_one_person_cannot_fill_an_address_for_everybody(maria):
    for _number in range(MOST_BY_ONE):
        ask(make_eligible_draft(by=maria, confirmation=Confirmation.NOT_INVITED))
    refused = make_eligible_draft(by=maria, confirmation=Confirmation.NOT_INVITED)
    other = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)

    with pytest.raises(AddressFull):
        ask(refused)

    assert ask(other).email == ADDRESS
