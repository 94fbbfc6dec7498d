"""Two windows on the colleagues of one draft."""

from functools import partial

import pytest
from django.utils import timezone

from proposals.errors import InvitationGone
from proposals.errors.letters import TooManyInvitations
from proposals.models import Colleague
from proposals.services import colleagues
from proposals.services.caps import DAY, Cap
from proposals.services.colleagues import (
    invite_colleague,
    join_proposal,
    remove_colleague,
)
from tests.factories import make_draft, make_user
from tests.proposals.services.racing import at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


def inviting(proposal, email="jonas@example.org"):
    by = proposal.alliance.coordinator
    return partial(invite_colleague, proposal=proposal, email=email, by=by)


def invited(proposal):
    by = proposal.alliance.coordinator
    return Colleague.objects.create(
        proposal=proposal, email="jonas@example.org", invited_by=by
    )


def test_looking_first_invites_twice(proposal, maria):
    wait = meeting()

    def look_and_write(email):
        current = proposal.colleagues.current()
        is_there = current.filter(email=email).exists()
        wait()
        if not is_there:
            # In another case, which the plain column would take for another address.
            Colleague.objects.create(
                proposal=proposal, email=email.title(), invited_by=maria
            )

    outcomes = at_once(*[partial(look_and_write, "jonas@example.org")] * 2)

    refused = [each for each in outcomes if each is not None]
    assert len(refused) == 1, "the constraint has the last word"
    assert Colleague.objects.count() == 1


def test_two_invitations_of_one_address_are_one(proposal, sent):
    first, second = at_once(inviting(proposal), inviting(proposal, "Jonas@Example.org"))

    assert first == second
    assert [key for _task, key in sent] == [str(first.pk)]
    assert Colleague.objects.get() == first


def test_last_invitation_of_a_day_is_sent_once(proposal, maria, monkeypatch):
    monkeypatch.setattr(colleagues, "PERSON", (Cap(1, DAY),))
    other = make_draft(proposal.alliance.call, by=maria, acronym="OTHER")

    outcomes = at_once(inviting(proposal), inviting(other, "anna@example.org"))

    assert sum(isinstance(each, Colleague) for each in outcomes) == 1
    assert [type(each) for each in outcomes if isinstance(each, Exception)] == [
        TooManyInvitations
    ]


def test_joining_and_removing_leave_nobody_inside_unseen(proposal, maria):
    jonas = make_user("jonas@example.org")
    row = invited(proposal)

    joined, removed = at_once(
        partial(join_proposal, colleague=row, by=jonas),
        partial(remove_colleague, colleague=row, by=maria),
    )

    row.refresh_from_db()
    assert removed is None
    assert joined is None or isinstance(joined, InvitationGone)
    assert row.ended_at is not None
    assert not Colleague.objects.current().exists()


def test_join_that_read_an_older_row_is_refused(proposal):
    jonas = make_user("jonas@example.org")
    read_before = invited(proposal)
    Colleague.objects.update(ended_at=timezone.now())

    with pytest.raises(InvitationGone):
        join_proposal(colleague=read_before, by=jonas)
