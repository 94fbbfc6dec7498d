"""Asking partners has limits, for the asker, the address and the domain."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from eligibility.words import deadline_words
from proposals.errors.letters import AddressFull, DomainFull, TooManyRequests
from proposals.models import ConfirmationRequest
from proposals.services import invitation_limits
from proposals.services.caps import DAY, HOUR, Cap
from proposals.services.confirmation_requests import request_confirmations
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ADDRESS, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def capped(monkeypatch):
    """Give a function that sets the caps of a name."""
    return lambda name, *caps: monkeypatch.setattr(invitation_limits, name, caps)


def another(by=None, **how):
    return make_eligible_draft(by=by, confirmation=Confirmation.NOT_INVITED, **how)


def let_pass(time):
    earlier = timezone.now() - time
    ConfirmationRequest.objects.update(requested_at=earlier)


@pytest.mark.parametrize("within", [HOUR, DAY])
def test_person_asks_only_so_many_in_a_time(proposal, capped, within):
    capped("PERSON", Cap(1, within, of_one=True))
    first = ask(proposal)

    with pytest.raises(TooManyRequests) as refusal:
        ask(proposal, number=3)

    assert refusal.value.again == first.requested_at + within
    assert str(refusal.value) == (
        "You have asked many partners. You can ask more from"
        f" {deadline_words(first.requested_at + within)}."
    )
    let_pass(within)
    assert ask(proposal, number=3).email == ADDRESS


def test_refusal_names_the_moment_from_which_all_fit(proposal, capped, maria):
    """Of three, two must be as old as the limit is long before two more fit."""
    capped("PERSON", Cap(3, HOUR, of_one=True))
    moments = []
    for minutes in (30, 20, 10):
        asked = ask(another(by=maria), email=f"a{minutes}@b.example")
        earlier = timezone.now() - dt.timedelta(minutes=minutes)
        ConfirmationRequest.objects.filter(pk=asked.pk).update(requested_at=earlier)
        moments.append(earlier)

    with pytest.raises(TooManyRequests) as refusal:
        request_confirmations(
            proposal=proposal, addresses={2: "c@d.example", 3: "e@f.example"}, by=maria
        )

    assert refusal.value.again == moments[1] + HOUR


def test_what_never_fits_at_once_says_so(proposal, capped, maria):
    capped("PERSON", Cap(1, HOUR, of_one=True))

    with pytest.raises(TooManyRequests) as refusal:
        request_confirmations(
            proposal=proposal, addresses={2: ADDRESS, 3: ADDRESS}, by=maria
        )

    assert str(refusal.value) == (
        "These are too many partners at once. Ask fewer, the others later."
    )
    assert not ConfirmationRequest.objects.exists()


def test_others_do_not_count_for_a_person(proposal, capped):
    capped("PERSON", Cap(1, HOUR, of_one=True))
    ask(another(), email="bea@elsewhere.example")

    assert ask(proposal).email == ADDRESS


@pytest.mark.parametrize("within", [HOUR, DAY])
def test_address_gets_only_so_many_whoever_asks(proposal, capped, within):
    capped("ADDRESS", Cap(1, within))
    first = ask(proposal)
    other = another()

    with pytest.raises(AddressFull) as refusal:
        ask(other, email=ADDRESS.upper())

    assert str(refusal.value) == (
        f"{ADDRESS} can get more of these mails from"
        f" {deadline_words(first.requested_at + within)}."
    )
    assert ask(other, email="bea@ghent.example")


def test_one_person_cannot_fill_an_address_for_everybody(maria):
    most = min(each.most for each in invitation_limits.ADDRESS if each.of_one)
    for _number in range(most):
        ask(another(by=maria))

    with pytest.raises(AddressFull):
        ask(another(by=maria))

    assert ask(another()).email == ADDRESS


def test_address_full_at_once_is_told_to_get_fewer(proposal, capped, maria):
    capped("ADDRESS", Cap(1, HOUR))

    with pytest.raises(AddressFull) as refusal:
        request_confirmations(
            proposal=proposal, addresses={2: ADDRESS, 3: ADDRESS}, by=maria
        )

    assert str(refusal.value) == (
        f"{ADDRESS} cannot get so many of these mails at once. Send fewer."
    )


def test_domain_gets_only_so_many_from_everybody(proposal, capped):
    capped("DOMAIN", Cap(1, HOUR))
    first = ask(proposal)
    other = another()

    with pytest.raises(DomainFull) as refusal:
        ask(other, email="bea@GHENT.example")

    assert str(refusal.value) == (
        "@ghent.example can get more of these mails from"
        f" {deadline_words(first.requested_at + HOUR)}."
    )
    assert ask(other, email="bea@sub.ghent.example")
    let_pass(HOUR)
    assert ask(other, number=3, email="bea@ghent.example")


def test_one_person_cannot_fill_a_domain_for_everybody(proposal, capped, maria):
    capped("DOMAIN", Cap(1, HOUR, of_one=True))
    ask(proposal)

    with pytest.raises(DomainFull):
        ask(another(by=maria), email="bea@ghent.example")

    assert ask(another(), email="bea@ghent.example")


def test_largest_alliance_can_be_asked_within_a_day():
    day = [each.most for each in invitation_limits.PERSON if each.within == DAY]

    assert day == [300]


def test_limits_cost_one_query_however_many_are_asked(
    proposal, django_assert_num_queries, maria
):
    asked = [ask(proposal), ask(proposal, 3, email="bea@c.example")]

    for number in (1, 2):
        with django_assert_num_queries(1):
            invitation_limits.require_within_limits(requests=asked[:number], by=maria)
