"""Asking partners to confirm: who is asked, how often, and what a second mail does."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.enums import LetterState
from proposals.errors import (
    ConfirmedAlready,
    LinkClosed,
    NotAllowed,
    NothingToConfirm,
    TriedJustNow,
)
from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import (
    LONGEST_WAIT,
    SAME_ACT,
    request_confirmations,
    revoke_request,
    send_again,
)
from proposals.services.confirmations import (
    decline_participation,
)
from proposals.services.dispatch import TRY_ANEW_AFTER
from tests.factories import (
    add,
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
)
from tests.proposals.services.asking import ADDRESS, ask, ask_by_mail, partner

pytestmark = pytest.mark.django_db

LETTER = "proposals.tasks.send_confirmation_request"


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


def standing(proposal):
    (row,) = ConfirmationRequest.objects.standing().filter(
        partnership__alliance=proposal.alliance
    )
    return row


def let_time_pass(request):
    """Let the minute pass in which a second press is the same act."""
    earlier = request.requested_at - SAME_ACT
    ConfirmationRequest.objects.filter(pk=request.pk).update(requested_at=earlier)


def test_partner_is_invited_by_a_standing_request(
    proposal, maria, sent, django_capture_on_commit_callbacks
):
    before = proposal.revision

    with django_capture_on_commit_callbacks(execute=True):
        request = ask(proposal, email="  anna@ghent.example ")

    proposal.refresh_from_db()
    row = standing(proposal)
    assert row == request
    assert (row.email, row.requested_by) == (ADDRESS, maria)
    assert (row.letter_state, row.token_digest) == (LetterState.QUEUED, None)
    assert partner(proposal).confirmation == Confirmation.INVITED
    assert proposal.revision == before + 1
    assert sent == [(LETTER, str(request.pk))]


def test_colleague_asks_too_and_a_stranger_does_not(proposal):
    assert ask(proposal, by=make_colleague(proposal)).email == ADDRESS
    with pytest.raises(NotAllowed):
        ask(proposal, number=3, by=make_user())


@pytest.mark.parametrize(
    ("days", "later"), [(90, "deadline"), (3, "thirty days")], ids=str
)
def test_link_works_until_the_later_of_deadline_and_thirty_days(days, later):
    deadline = timezone.now().replace(microsecond=0) + dt.timedelta(days=days)
    draft = make_eligible_draft(
        make_call("other", deadline=deadline), confirmation=Confirmation.INVITED
    )

    expires = ask(draft).expires_at

    in_thirty_days = timezone.now() + LONGEST_WAIT
    by_deadline = expires == deadline
    by_days = abs(expires - in_thirty_days) < dt.timedelta(minutes=1)
    assert (by_deadline, by_days) == (later == "deadline", later == "thirty days")


def test_same_address_at_once_is_the_same_act(proposal):
    first = ask(proposal)

    assert ask(proposal) == first
    assert ConfirmationRequest.objects.count() == 1


def test_another_address_replaces_the_request(proposal):
    first = ask(proposal)

    second = ask(proposal, email="bea@ghent.example")

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert standing(proposal) == second


def test_one_address_may_stand_for_two_partners(proposal, maria):
    requests = request_confirmations(
        proposal=proposal, addresses={2: ADDRESS, 3: ADDRESS}, by=maria
    )

    assert [each.partnership.number for each in requests] == [2, 3]


def test_applicant_and_removed_partners_are_not_asked(proposal):
    with pytest.raises(NothingToConfirm):
        ask(proposal, number=1)
    proposal.alliance.partnerships.update(removed_at=timezone.now())
    with pytest.raises(NothingToConfirm):
        ask(proposal)


def test_standing_confirmation_is_not_put_in_doubt(proposal):
    proposal.alliance.partnerships.filter(number=2).update(
        confirmation=Confirmation.CONFIRMED
    )

    with pytest.raises(ConfirmedAlready):
        ask(proposal)


def test_who_declined_can_be_asked_again(proposal):
    token = ask_by_mail(proposal)
    decline_participation(token=token, name="Anna", function="", reason="No.")

    second = ask(proposal)

    assert standing(proposal) == second
    assert partner(proposal).confirmation == Confirmation.INVITED


def test_all_are_asked_or_none(proposal, maria):
    proposal.alliance.partnerships.filter(number=3).update(
        confirmation=Confirmation.CONFIRMED
    )

    with pytest.raises(ConfirmedAlready):
        request_confirmations(
            proposal=proposal, addresses={2: ADDRESS, 3: ADDRESS}, by=maria
        )

    assert not ConfirmationRequest.objects.exists()
    assert partner(proposal).confirmation == Confirmation.NOT_INVITED


def test_nobody_to_ask_changes_nothing(proposal, maria):
    assert request_confirmations(proposal=proposal, addresses={}, by=maria) == []
    before = proposal.revision
    proposal.refresh_from_db()
    assert proposal.revision == before


def test_sending_again_makes_a_new_link(proposal, maria):
    first = ask(proposal)
    let_time_pass(first)

    second = send_again(asked=first, by=maria)

    first.refresh_from_db()
    assert first.revoked_at is not None
    assert (second.email, standing(proposal)) == (first.email, second)


def test_mail_that_failed_is_queued_again(
    proposal, maria, sent, django_capture_on_commit_callbacks
):
    request = ask(proposal)
    now = timezone.now()
    failed = {"letter_state": LetterState.FAILED, "letter_attempts": 3}
    ConfirmationRequest.objects.update(**failed, claimed_at=now, queued_at=now)
    sent.clear()
    with pytest.raises(TriedJustNow):
        send_again(asked=request, by=maria)
    ConfirmationRequest.objects.update(queued_at=now - TRY_ANEW_AFTER)

    with django_capture_on_commit_callbacks(execute=True):
        again = send_again(asked=request, by=maria)

    assert again == request
    assert (again.letter_state, again.letter_attempts) == (LetterState.QUEUED, 0)
    assert again.claimed_at is None
    assert sent == [(LETTER, str(request.pk))]


def test_failed_mail_is_not_the_same_act(proposal):
    first = ask(proposal)
    ConfirmationRequest.objects.update(letter_state=LetterState.FAILED)

    assert ask(proposal) != first


def test_expired_request_is_sent_again_as_a_new_one(proposal, maria):
    first = ask(proposal)
    let_time_pass(first)
    ConfirmationRequest.objects.update(
        letter_state=LetterState.FAILED, expires_at=timezone.now()
    )

    assert send_again(asked=first, by=maria).expires_at > timezone.now()


def test_revoked_request_is_not_sent_again(proposal, maria):
    request = ask(proposal)
    revoke_request(asked=request, by=maria)

    with pytest.raises(LinkClosed):
        send_again(asked=request, by=maria)


def test_revoking_asks_nobody_any_more(proposal, maria):
    request = ask(proposal)

    revoke_request(asked=request, by=maria)
    revoked_at = ConfirmationRequest.objects.get().revoked_at
    revoke_request(asked=request, by=maria)

    assert revoked_at is not None
    assert ConfirmationRequest.objects.get().revoked_at == revoked_at
    assert partner(proposal).confirmation == Confirmation.NOT_INVITED


def test_answer_is_not_taken_back_by_who_asked(proposal, maria):
    token = ask_by_mail(proposal)
    request = decline_participation(token=token, name="A", function="", reason="No.")

    with pytest.raises(LinkClosed):
        revoke_request(asked=request, by=maria)


def test_stranger_neither_sends_again_nor_revokes(proposal):
    request = ask(proposal)

    for act in (send_again, revoke_request):
        with pytest.raises(NotAllowed):
            act(asked=request, by=make_user())


def test_partner_of_another_alliance_is_not_asked_by_its_number(proposal, maria):
    other = make_eligible_draft(
        proposal.alliance.call, confirmation=Confirmation.NOT_INVITED
    )
    add(other, "Number 4", role=Role.ASSOCIATED_PARTNER)

    assert (
        request_confirmations(proposal=proposal, addresses={4: ADDRESS}, by=maria) == []
    )
