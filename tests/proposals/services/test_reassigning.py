"""Asking elsewhere: one address replaces another, and who did it is kept."""

import pytest

from alliances.enums import Confirmation
from proposals.enums import LetterState
from proposals.errors import ConfirmedAlready, LinkClosed, NotAllowed
from proposals.errors.letters import SameAddress
from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import (
    reassign_request,
    revoke_request,
    send_again,
)
from proposals.services.confirmations import decline_participation
from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.asking import ask, ask_by_mail, partner

pytestmark = pytest.mark.django_db

BEA = "bea@ghent.example"


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def test_other_address_is_asked_and_who_did_it_is_kept(draft):
    ben = make_colleague(draft)
    first = ask(draft)

    second = reassign_request(asked=first, email=f" {BEA} ", by=ben)

    first.refresh_from_db()
    assert (second.email, second.requested_by) == (BEA, ben)
    assert (first.revoked_by, first.replaced_by) == (ben, second)
    assert partner(draft).confirmation == Confirmation.INVITED


def test_old_link_dies_at_once(draft):
    token = ask_by_mail(draft)
    reassign_request(
        asked=ConfirmationRequest.objects.get(),
        email=BEA,
        by=draft.alliance.coordinator,
    )

    with pytest.raises(LinkClosed):
        decline_participation(token=token, name="Anna", function="", reason="No.")


def test_same_address_is_no_other(draft):
    with pytest.raises(SameAddress):
        reassign_request(
            asked=ask(draft),
            email="Anna@Ghent.example",
            by=draft.alliance.coordinator,
        )


def test_question_that_is_over_goes_nowhere(draft):
    maria = draft.alliance.coordinator
    asked = ask(draft)
    revoke_request(asked=asked, by=maria)

    with pytest.raises(LinkClosed):
        reassign_request(asked=asked, email=BEA, by=maria)

    asked.refresh_from_db()
    assert (asked.revoked_by, asked.replaced_by) == (maria, None)


def test_refusal_leaves_the_question_where_it_is(draft):
    asked = ask(draft)
    draft.alliance.partnerships.update(confirmation=Confirmation.CONFIRMED)

    with pytest.raises(ConfirmedAlready):
        reassign_request(asked=asked, email=BEA, by=draft.alliance.coordinator)

    assert ConfirmationRequest.objects.open().get() == asked


def test_stranger_sends_nothing_elsewhere(draft):
    with pytest.raises(NotAllowed):
        reassign_request(asked=ask(draft), email=BEA, by=make_user())


def test_mail_that_came_back_is_sent_again_at_once_to_the_same_address(draft):
    asked = ask(draft)
    ConfirmationRequest.objects.update(letter_state=LetterState.BOUNCED)

    again = send_again(asked=asked, by=draft.alliance.coordinator)

    assert again != asked
    assert again.letter_state == LetterState.QUEUED
