"""Asking a partner who confirmed once more, because it wants to change its answer."""

import pytest
from django.db import connection
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.completeness import Contents
from proposals.errors import LinkClosed
from proposals.errors.letters import AddressErased, AddressFull
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.invitations import invitations_page
from proposals.services import confirmation_requests, invitation_limits
from proposals.services.caps import DAY, Cap
from proposals.services.confirmation_requests import (
    SAME_ACT,
    ask_anew,
    send_again,
)
from proposals.services.confirmations import (
    confirm_participation,
)
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask, ask_by_mail, partner, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


def standing():
    return ConfirmationRequest.objects.standing().get()


@pytest.fixture
def confirmed(proposal):
    """Return the question a partner confirmed."""
    token = ask_by_mail(proposal)
    confirm_participation(
        token=token, name="Anna", function="Rector", seen_digest=shown(proposal)
    )
    row = standing()
    row.requested_at -= SAME_ACT
    row.save(update_fields=["requested_at"])
    return row


def test_who_confirmed_can_be_asked_anew_and_counts_as_invited(
    proposal, maria, confirmed
):
    again = ask_anew(asked=confirmed, by=maria)

    assert standing() == again != confirmed
    assert again.email == confirmed.email
    assert partner(proposal).confirmation == Confirmation.INVITED


def test_asking_anew_twice_is_one_question(maria, confirmed):
    again = ask_anew(asked=confirmed, by=maria)

    with pytest.raises(LinkClosed):
        ask_anew(asked=confirmed, by=maria)
    assert ask_anew(asked=again, by=maria) == again
    assert ConfirmationRequest.objects.count() == 2


def test_sending_again_never_ends_a_confirmation(proposal, maria, confirmed):
    with pytest.raises(LinkClosed):
        send_again(asked=confirmed, by=maria)

    assert partner(proposal).confirmation == Confirmation.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_nothing_comes_between_looking_and_sending_again(proposal, maria, monkeypatch):
    """An answer in between would be replaced by a new question."""
    first = ask(proposal)
    is_held = []

    def asked_again(**_said):
        is_held.append(connection.in_atomic_block)

    monkeypatch.setattr(confirmation_requests, "request_confirmation", asked_again)

    send_again(asked=first, by=maria)

    assert is_held == [True]


def test_who_cannot_be_asked_anew_stays_confirmed(
    proposal, maria, confirmed, monkeypatch
):
    monkeypatch.setattr(invitation_limits, "ADDRESS", (Cap(1, DAY, of_one=True),))

    with pytest.raises(AddressFull):
        ask_anew(asked=confirmed, by=maria)

    assert standing() == confirmed
    assert partner(proposal).confirmation == Confirmation.CONFIRMED


def test_who_confirmed_and_was_erased_is_asked_at_an_address_to_be_entered(
    proposal, maria, confirmed
):
    ConfirmationRequest.objects.filter(pk=confirmed.pk).update(email="")

    with pytest.raises(AddressErased):
        ask_anew(asked=confirmed, by=maria)

    assert not ConfirmationRequest.objects.standing().exists()
    assert partner(proposal).confirmation == Confirmation.NOT_INVITED
    page = invitations_page(proposal, Contents(), now=timezone.now())
    (row,) = [each for each in page.rows if each.number == confirmed.partnership.number]
    assert (row.is_asked, row.email) == (False, "")
