"""The page of colleagues, and invitations waiting on my alliances."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from proposals.models import Colleague
from proposals.selectors.drafts.colleagues import (
    colleagues_page,
    invitations_among,
    rows_of,
)
from tests.factories import make_colleague, make_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return make_draft(acronym="CHARTER", by=make_user(full_name="Maria"))


@pytest.fixture
def maria(proposal):
    return proposal.alliance.coordinator


def invited(proposal, email="anna@example.org", **more):
    by = proposal.alliance.coordinator
    return Colleague.objects.create(
        proposal=proposal, email=email, invited_by=by, **more
    )


def invitations_to(user):
    return invitations_among(rows_of(user))


def page(proposal, user, *, now=None):
    return colleagues_page(proposal, user, now=now or timezone.now())


def test_page_names_who_joined_and_who_is_invited(proposal, maria):
    make_colleague(proposal, make_user("jonas@example.org", full_name="Jonas"))
    invited(proposal)

    found = page(proposal, maria)

    assert (found.coordinator, found.is_coordinator) == ("Maria", True)
    assert found.may_invite.allowed
    assert [(row.name, row.email, row.mark) for row in found.rows] == [
        ("Jonas", "jonas@example.org", "tick"),
        ("anna@example.org", "", "sent"),
    ]
    assert found.rows[0].state.startswith("Joined on ")
    assert found.rows[1].state.endswith(", has not joined")


def test_colleague_sees_itself_and_why_inviting_is_not_offered(proposal):
    jonas = make_colleague(proposal)

    found = page(proposal, jonas)

    assert [row.is_me for row in found.rows] == [True]
    assert found.is_coordinator is False
    assert found.may_invite.reason == (
        "Only the coordinator of this alliance may do this."
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [("failed", "The mail could not be sent."), ("bounced", "The mail came back.")],
)
def test_mail_that_did_not_arrive_is_told(proposal, maria, state, said):
    invited(proposal, letter_state=state)

    (row,) = page(proposal, maria).rows

    assert row.mark == "act"
    assert row.trouble.startswith(said)


def test_latest_removal_can_be_undone_for_half_an_hour(proposal, maria):
    now = timezone.now()
    for minutes, email in ((9, "a@example.org"), (3, "b@example.org")):
        ended = now - dt.timedelta(minutes=minutes)
        invited(proposal, email, ended_at=ended, ended_by=maria)

    removed = page(proposal, maria, now=now).removed
    later = page(proposal, maria, now=now + dt.timedelta(minutes=28)).removed

    assert removed.sentence == "b@example.org no longer has access."
    assert later is None


def test_who_left_or_was_invited_anew_is_not_offered_for_undo(proposal, maria):
    now = timezone.now()
    jonas = make_colleague(proposal)
    proposal.colleagues.update(ended_at=now, ended_by=jonas)
    invited(proposal, ended_at=now, ended_by=maria)
    invited(proposal)

    assert page(proposal, maria).removed is None


def test_undo_is_the_coordinators(proposal, maria):
    invited(proposal, ended_at=timezone.now(), ended_by=maria)

    assert page(proposal, make_colleague(proposal)).removed is None


def test_page_costs_two_queries_however_many(
    proposal, maria, django_assert_num_queries
):
    for number in range(9):
        make_colleague(proposal, make_user(f"c{number}@example.org"))

    with django_assert_num_queries(2):
        page(proposal, maria)


def test_invitation_waits_for_the_proven_address_in_any_case(proposal):
    anna = make_user("anna@example.org")
    EmailAddress.objects.filter(user=anna).update(email="Anna@Example.org")
    invited(proposal)

    (found,) = invitations_to(anna)

    assert found.sentence == "Maria invites you to CHARTER"
    assert found.about.startswith("Call open · Lot 2 · Standard · ")


def test_invitation_is_shown_to_nobody_else(proposal):
    anna = make_user("anna@example.org")
    invited(proposal)
    EmailAddress.objects.filter(user=anna).update(verified=False)

    assert invitations_to(anna) == ()
    assert invitations_to(make_user()) == ()


def test_answered_invitations_are_gone(proposal):
    jonas = make_colleague(proposal)
    anna = make_user("anna@example.org")
    invited(proposal, ended_at=timezone.now())

    assert invitations_to(jonas) == ()
    assert invitations_to(anna) == ()
