"""Colleagues: invited by address, joined by a proven one, removed and put back."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from eligibility.words import deadline_words
from proposals.enums import LetterState
from proposals.errors import (
    InvitationGone,
    NotAllowed,
    OwnAddress,
    StillCoordinator,
    TooManyColleagues,
)
from proposals.errors.letters import TooManyInvitations
from proposals.models import Colleague
from proposals.policies import can_edit
from proposals.services import colleagues
from proposals.services.caps import DAY, Cap
from proposals.services.colleagues import (
    decline_invitation,
    invite_colleague,
    join_proposal,
    leave_proposal,
    remove_colleague,
    restore_colleague,
)
from proposals.services.dispatch import TRY_ANEW_AFTER
from tests.factories import make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonas():
    return make_user("jonas@example.org", full_name="Jonas")


@pytest.fixture
def invited(proposal, maria, jonas):
    return invite(proposal, maria, jonas.email)


def invite(proposal, by, email="jonas@example.org"):
    return invite_colleague(proposal=proposal, email=email, by=by)


def test_invited_person_joins_and_may_edit(proposal, invited, jonas):
    before = bool(can_edit(jonas, proposal))
    join_proposal(colleague=invited, by=jonas)
    join_proposal(colleague=invited, by=jonas)

    invited.refresh_from_db()
    assert before is False
    assert can_edit(jonas, proposal)
    assert invited.person == jonas
    assert invited.joined_at is not None


def test_mail_is_asked_for_once(
    proposal, maria, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = invite(proposal, maria)
    with django_capture_on_commit_callbacks(execute=True):
        second = invite(proposal, maria, " Jonas@Example.ORG ")

    assert second == first
    assert [key for _task, key in sent] == [str(first.pk)]


def test_mail_that_could_not_be_sent_is_tried_again(
    proposal, maria, invited, sent, django_capture_on_commit_callbacks
):
    sent.clear()
    long_ago = timezone.now() - TRY_ANEW_AFTER
    Colleague.objects.update(
        letter_state=LetterState.FAILED, letter_attempts=5, queued_at=long_ago
    )

    with django_capture_on_commit_callbacks(execute=True):
        invite(proposal, maria)

    invited.refresh_from_db()
    assert [key for _task, key in sent] == [str(invited.pk)]
    assert (invited.letter_state, invited.letter_attempts) == ("queued", 0)


def test_unknown_address_is_taken_like_a_known_one(proposal, maria):
    row = invite(proposal, maria, "nobody@example.org")

    assert (row.email, row.person) == ("nobody@example.org", None)


@pytest.mark.parametrize("role", ["colleague", "somebody"])
def test_only_the_coordinator_invites_and_removes(proposal, invited, role):
    person = make_colleague(proposal) if role == "colleague" else make_user()

    for act in (
        lambda: invite(proposal, person, "third@example.org"),
        lambda: remove_colleague(colleague=invited, by=person),
        lambda: restore_colleague(colleague=invited, by=person),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert not Colleague.objects.filter(email="third@example.org").exists()


def test_own_address_is_refused_in_any_case_and_any_of_them(proposal, maria):
    EmailAddress.objects.create(user=maria, email="second@example.org", verified=True)

    for address in (maria.email.upper(), "second@example.org"):
        with pytest.raises(OwnAddress):
            invite(proposal, maria, address)

    assert Colleague.objects.count() == 0


def test_unproven_address_joins_nothing(invited, jonas):
    EmailAddress.objects.update(verified=False)

    with pytest.raises(NotAllowed):
        join_proposal(colleague=invited, by=jonas)


def test_somebody_elses_invitation_is_neither_taken_nor_declined(invited):
    for act in (join_proposal, decline_invitation):
        with pytest.raises(NotAllowed):
            act(colleague=invited, by=make_user())

    invited.refresh_from_db()
    assert (invited.person, invited.ended_at) == (None, None)


def test_proven_address_counts_in_any_case(invited, jonas):
    EmailAddress.objects.filter(user=jonas).update(email="Jonas@Example.org")

    join_proposal(colleague=invited, by=jonas)

    invited.refresh_from_db()
    assert invited.person == jonas


def test_joining_after_removal_is_refused(proposal, maria, invited, jonas):
    remove_colleague(colleague=invited, by=maria)

    with pytest.raises(InvitationGone):
        join_proposal(colleague=invited, by=jonas)

    assert not can_edit(jonas, proposal)


def test_no_thanks_ends_an_invitation_for_good(proposal, maria, invited, jonas):
    decline_invitation(colleague=invited, by=jonas)
    decline_invitation(colleague=invited, by=jonas)

    for act in (
        lambda: join_proposal(colleague=invited, by=jonas),
        lambda: restore_colleague(colleague=invited, by=maria),
    ):
        with pytest.raises(InvitationGone):
            act()

    assert invite(proposal, maria).pk != invited.pk


def test_who_joined_leaves_and_does_not_decline(proposal, invited, jonas):
    join_proposal(colleague=invited, by=jonas)

    decline_invitation(colleague=invited, by=jonas)
    still = bool(can_edit(jonas, proposal))
    leave_proposal(proposal=proposal, by=jonas)
    leave_proposal(proposal=proposal, by=jonas)

    assert still
    assert not can_edit(jonas, proposal)


def test_coordinator_cannot_put_back_who_left(proposal, maria, invited, jonas):
    join_proposal(colleague=invited, by=jonas)
    leave_proposal(proposal=proposal, by=jonas)

    with pytest.raises(InvitationGone):
        restore_colleague(colleague=invited, by=maria)


def test_coordinator_cannot_leave(proposal, maria):
    with pytest.raises(StillCoordinator):
        leave_proposal(proposal=proposal, by=maria)


def test_removal_is_undone_with_the_access_there_was(proposal, maria, invited, jonas):
    join_proposal(colleague=invited, by=jonas)

    remove_colleague(colleague=invited, by=maria)
    remove_colleague(colleague=invited, by=maria)
    removed = bool(can_edit(jonas, proposal))
    restore_colleague(colleague=invited, by=maria)
    restore_colleague(colleague=invited, by=maria)

    assert removed is False
    assert can_edit(jonas, proposal)


def test_undo_gives_way_to_a_new_invitation(proposal, maria, invited):
    remove_colleague(colleague=invited, by=maria)
    invite(proposal, maria)

    with pytest.raises(InvitationGone):
        restore_colleague(colleague=invited, by=maria)

    assert Colleague.objects.current().count() == 1


def test_who_was_erased_is_not_brought_back(proposal, maria, invited):
    remove_colleague(colleague=invited, by=maria)
    Colleague.objects.filter(pk=invited.pk).update(email="")

    with pytest.raises(InvitationGone):
        restore_colleague(colleague=invited, by=maria)

    assert not Colleague.objects.current().filter(proposal=proposal).exists()


def test_draft_takes_so_many_colleagues(proposal, maria, invited, monkeypatch):
    monkeypatch.setattr(colleagues, "MOST_COLLEAGUES", 1)
    with pytest.raises(TooManyColleagues):
        invite(proposal, maria, "other@example.org")

    remove_colleague(colleague=invited, by=maria)
    invite(proposal, maria, "other@example.org")
    with pytest.raises(TooManyColleagues):
        restore_colleague(colleague=invited, by=maria)


def test_invitations_of_a_day_are_counted_over_all_drafts(proposal, maria, monkeypatch):
    monkeypatch.setattr(colleagues, "PERSON", (Cap(2, DAY),))
    other = make_draft(proposal.alliance.call, by=maria, acronym="OTHER")
    invite(proposal, maria, "a@example.org")
    invite(other, maria, "b@example.org")

    with pytest.raises(TooManyInvitations) as refusal:
        invite(proposal, maria, "c@example.org")
    assert refusal.value.again == Colleague.objects.earliest("pk").invited_at + DAY
    assert str(refusal.value) == (
        "You have sent many invitations. You can send more from"
        f" {deadline_words(refusal.value.again)}."
    )
    Colleague.objects.update(invited_at=timezone.now() - dt.timedelta(days=1))

    assert invite(proposal, maria, "c@example.org").email == "c@example.org"


def test_one_mailbox_is_not_filled_by_inviting_and_removing(proposal, maria):
    for _ in range(colleagues.ADDRESS[0].most):
        remove_colleague(colleague=invite(proposal, maria), by=maria)

    with pytest.raises(TooManyInvitations):
        invite(proposal, maria)
    assert invite(proposal, maria, "other@example.org")


def test_undo_does_not_bring_back_who_said_no_since(proposal, maria, invited, jonas):
    join_proposal(colleague=invited, by=jonas)
    remove_colleague(colleague=invited, by=maria)
    again = invite(proposal, maria, jonas.email)
    decline_invitation(colleague=again, by=jonas)

    with pytest.raises(InvitationGone):
        restore_colleague(colleague=invited, by=maria)

    assert not can_edit(jonas, proposal)
