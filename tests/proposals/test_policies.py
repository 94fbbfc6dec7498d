"""Who may do what, and the sentence that says why not."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from proposals.access import get_proposal
from proposals.enums import ColleagueRole
from proposals.policies import (
    Seat,
    can_edit,
    can_submit,
    can_withdraw,
    is_offered_edits,
)
from proposals.services.submissions import withdraw_submission
from tests.factories import (
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db

NOT_YOURS = "Only the coordinator of this alliance may do this."
NOT_OURS = "Only the coordinator of this alliance and colleagues may do this."


def coordinator(proposal):
    return proposal.alliance.coordinator


def administrator(_proposal):
    return make_user(is_staff=True, is_superuser=True)


def somebody(_proposal):
    return make_user()


def stranger(_proposal):
    return AnonymousUser()


def former_colleague(proposal):
    person = make_colleague(proposal)
    proposal.colleagues.update(ended_at=timezone.now())
    return person


def invited(proposal):
    person = make_colleague(proposal)
    proposal.colleagues.update(person=None, joined_at=None)
    return person


@pytest.mark.parametrize(
    ("role", "edits", "answers_for_it"),
    [
        (coordinator, "", ""),
        (make_colleague, "", NOT_YOURS),
        *(
            (role, NOT_OURS, NOT_YOURS)
            for role in (administrator, somebody, stranger, former_colleague, invited)
        ),
    ],
)
def test_roles_and_actions(role, edits, answers_for_it):
    proposal = make_eligible_draft()
    submission = submit(proposal)
    person = role(proposal)

    decisions = [
        can_edit(person, proposal),
        can_submit(person, proposal),
        can_withdraw(person, submission),
    ]

    reasons = [edits, answers_for_it, answers_for_it]
    assert [str(each.reason) for each in decisions] == reasons
    assert [bool(each) for each in decisions] == [not each for each in reasons]


def test_live_submission_does_not_stop_editing():
    proposal = make_eligible_draft()
    submit(proposal)

    assert can_edit(coordinator(proposal), proposal).allowed is True
    assert can_submit(coordinator(proposal), proposal).allowed is True


@pytest.mark.parametrize(
    ("seconds", "allowed", "reason"),
    [
        (-1, True, ""),
        (0, False, "The deadline of this call has passed."),
        (1, False, "The deadline of this call has passed."),
    ],
)
def test_submit_button_closes_with_the_deadline(seconds, allowed, reason):
    proposal = make_eligible_draft()
    now = proposal.alliance.call.deadline + dt.timedelta(seconds=seconds)

    decision = can_submit(coordinator(proposal), proposal, now=now)

    assert (decision.allowed, str(decision.reason)) == (allowed, reason)


def test_call_of_the_past_is_for_practice():
    proposal = make_eligible_draft(make_call(takes_submissions=False))

    assert str(can_submit(coordinator(proposal), proposal).reason) == (
        "This call takes no submissions here. It is for practice."
    )
    assert can_edit(coordinator(proposal), proposal).allowed is True


def test_call_opens_on_its_first_day_in_brussels():
    day = dt.date(2027, 3, 1)
    proposal = make_eligible_draft(
        make_call(opens=day, deadline=timezone.now().replace(year=2028, day=1))
    )
    midnight = dt.datetime(2027, 2, 28, 23, 0, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)

    before = can_submit(coordinator(proposal), proposal, now=midnight - second)
    after = can_submit(coordinator(proposal), proposal, now=midnight)

    assert str(before.reason) == "This call is not open yet."
    assert after.allowed is True


def test_withdrawn_submission_cannot_be_withdrawn():
    proposal = make_eligible_draft()
    submission = submit(proposal)
    withdrawn = withdraw_submission(submission=submission, by=coordinator(proposal))

    decision = can_withdraw(coordinator(proposal), withdrawn)

    assert (decision.allowed, str(decision.reason)) == (
        False,
        "This submission was withdrawn or replaced already.",
    )


def viewer(proposal):
    return make_colleague(proposal, role="viewer")


@pytest.mark.parametrize("role", [coordinator, make_colleague, viewer])
def test_a_page_offers_what_may_be_done_without_asking_again(
    role, django_assert_num_queries
):
    draft = make_eligible_draft()
    person = role(draft)
    read = get_proposal(person, draft.alliance.public_id)
    allowed = can_edit(person, read)

    with django_assert_num_queries(0):
        offered = is_offered_edits(person, read)

    assert offered == allowed


def test_what_was_read_otherwise_is_asked_for():
    draft = make_eligible_draft()

    assert is_offered_edits(make_colleague(draft), draft).allowed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("P2 Forge", "You write the part of P2 Forge only."),
        ("", "The partner you wrote for no longer takes part."),
    ],
)
def test_contact_reads_what_became_of_its_part(name, said):
    assert str(Seat(ColleagueRole.CONTACT, name=name).edit.reason) == said
