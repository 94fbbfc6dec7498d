"""The partner's answer: given once, for what was shown, and counted at once."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from eligibility.core import Answer
from proposals.enums import ChangedField, PartnerAnswer
from proposals.errors import LinkClosed, StatementChanged
from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import (
    revoke_request,
)
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from proposals.snapshots import take
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask, ask_by_mail, partner, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(acronym="CHARTER", confirmation=Confirmation.NOT_INVITED)


@pytest.fixture
def token(proposal):
    return ask_by_mail(proposal)


def confirm(token, digest):
    return confirm_participation(
        token=token,
        name="Anna Kovács",
        function="Vice-rector",
        seen_digest=digest,
    )


def decline(token):
    return decline_participation(
        token=token, name="Anna", function="", reason="We have no staff."
    )


def test_confirming_records_who_when_and_what(proposal, token):
    proposal.refresh_from_db()
    before = proposal.revision

    request = confirm(token, shown(proposal))

    proposal.refresh_from_db()
    assert request.answer == PartnerAnswer.CONFIRMED
    assert (request.answered_name, request.answered_function) == (
        "Anna Kovács",
        "Vice-rector",
    )
    assert timezone.now() - request.answered_at < dt.timedelta(minutes=1)
    assert request.covered_digest == shown(proposal)
    assert partner(proposal).confirmation == Confirmation.CONFIRMED
    assert proposal.revision == before + 1
    assert take(proposal).participants[1].answer is Answer.CONFIRMED


def test_declining_takes_the_partner_out(proposal, token):
    request = decline(token)

    assert (request.answer, request.reason) == (
        PartnerAnswer.DECLINED,
        "We have no staff.",
    )
    assert partner(proposal).confirmation == Confirmation.DECLINED
    assert take(proposal).participants[1].answer is Answer.DECLINED


def change(token, words="", **proposed):
    fields = {ChangedField(each): value for each, value in proposed.items()}
    return ask_for_change(
        token=token, name="Anna", function="", proposed=fields, words=words
    )


def test_asking_for_a_change_keeps_what_stands_beside_it(proposal, token):
    request = change(token, "Fewer days.", name="Chamber of Gent", country="BE")

    assert request.answer == PartnerAnswer.CHANGE
    assert list(request.changes.values_list("field", "stated", "proposed")) == [
        ("name", "Chamber of Ghent", "Chamber of Gent"),
        ("words", "", "Fewer days."),
    ]
    assert partner(proposal).name == "Chamber of Ghent"
    assert partner(proposal).confirmation == Confirmation.INVITED
    assert take(proposal).participants[1].answer is Answer.INVITED


def test_change_that_stands_already_is_none(token):
    with pytest.raises(StatementChanged):
        change(token, country="BE")

    assert ConfirmationRequest.objects.get().answer == PartnerAnswer.NONE


def test_address_of_somebody_else_counts_as_not_invited(proposal, token):
    request = disown_organisation(token=token, name="")

    assert (request.answer, request.answered_name) == (PartnerAnswer.NOT_OURS, "")
    assert partner(proposal).confirmation == Confirmation.NOT_INVITED
    assert take(proposal).participants[1].answer is Answer.INVITED


def test_every_answer_is_the_only_one(proposal, token):
    change(token, "Fewer days.")

    for again in (
        lambda: change(token, "More days."),
        lambda: confirm(token, shown(proposal)),
        lambda: decline(token),
        lambda: disown_organisation(token=token, name=""),
    ):
        with pytest.raises(LinkClosed):
            again()

    assert ConfirmationRequest.objects.get().changes.get().proposed == "Fewer days."


def test_confirming_leaves_the_version_of_the_row(proposal, token):
    before = partner(proposal).version

    confirm(token, shown(proposal))

    assert partner(proposal).version == before


def test_answer_is_given_once(proposal, token):
    first = confirm(token, shown(proposal))

    with pytest.raises(LinkClosed):
        confirm(token, shown(proposal))
    with pytest.raises(LinkClosed):
        decline(token)

    assert ConfirmationRequest.objects.get().answered_at == first.answered_at
    assert partner(proposal).confirmation == Confirmation.CONFIRMED


def test_what_was_shown_must_be_what_is_confirmed(proposal, token):
    seen = shown(proposal)
    proposal.alliance.partnerships.filter(number=2).update(role=Role.ASSOCIATED_PARTNER)

    with pytest.raises(StatementChanged):
        confirm(token, seen)

    assert ConfirmationRequest.objects.get().answer == PartnerAnswer.NONE
    assert partner(proposal).confirmation == Confirmation.INVITED
    assert confirm(token, shown(proposal)).answer == PartnerAnswer.CONFIRMED


def test_a_no_is_a_no_to_whatever_was_shown(proposal, token):
    proposal.alliance.partnerships.filter(number=2).update(name="Another")

    assert decline(token).answer == PartnerAnswer.DECLINED


def revoked(_proposal, maria):
    revoke_request(asked=ConfirmationRequest.objects.get(), by=maria)


def replaced(proposal, _maria):
    ask(proposal, email="bea@ghent.example")


def expired(_proposal, _maria):
    ConfirmationRequest.objects.update(expires_at=timezone.now())


def removed(proposal, _maria):
    proposal.alliance.partnerships.update(removed_at=timezone.now())


def made_applicant(proposal, _maria):
    proposal.alliance.partnerships.filter(number=1).update(role=Role.FULL_PARTNER)
    proposal.alliance.partnerships.filter(number=2).update(role=Role.APPLICANT)


@pytest.mark.parametrize("end", [revoked, replaced, expired, removed, made_applicant])
def test_link_that_ended_takes_no_answer(proposal, maria, token, end):
    end(proposal, maria)
    before = partner(proposal).confirmation

    with pytest.raises(LinkClosed):
        confirm(token, shown(proposal))
    with pytest.raises(LinkClosed):
        decline(token)

    assert partner(proposal).confirmation == before


def test_link_nobody_knows_takes_no_answer(proposal, token):
    with pytest.raises(LinkClosed):
        confirm(token[:-1], shown(proposal))


def test_only_the_newest_mail_opens_a_request(proposal, token):
    ConfirmationRequest.objects.update(token_digest="0" * 64)

    with pytest.raises(LinkClosed):
        confirm(token, shown(proposal))
