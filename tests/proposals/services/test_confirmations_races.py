"""Two answers, or an answer and a change, at the same moment."""

from functools import partial

import pytest

from alliances.enums import Confirmation, Role
from proposals.enums import PartnerAnswer
from proposals.errors import LinkClosed, StatementChanged
from proposals.models import ConfirmationRequest
from proposals.services.composition import PartnerEntry, change_partner
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask, ask_by_mail, partner, shown
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def yes(token, digest):
    return partial(
        confirm_participation,
        token=token,
        name="Anna",
        function="Rector",
        seen_digest=digest,
    )


def test_one_of_two_answers_stands(proposal):
    token = ask_by_mail(proposal)
    no = partial(
        decline_participation, token=token, name="Bea", function="", reason="No."
    )

    outcomes = at_once(yes(token, shown(proposal)), no)

    (won,) = [each for each in outcomes if isinstance(each, ConfirmationRequest)]
    (lost,) = [each for each in outcomes if isinstance(each, LinkClosed)]
    row = ConfirmationRequest.objects.get()
    assert str(lost) == "This link can no longer be answered."
    assert (row.answer, row.answered_name) == (won.answer, won.answered_name)
    assert partner(proposal).confirmation == won.answer


def test_pressing_twice_confirms_once(proposal):
    token = ask_by_mail(proposal)

    outcomes = at_once(*[yes(token, shown(proposal))] * 3)

    assert sorted(type(each).__name__ for each in outcomes) == [
        "ConfirmationRequest",
        "LinkClosed",
        "LinkClosed",
    ]


def test_one_of_all_four_answers_stands(proposal):
    token = ask_by_mail(proposal)
    about = {"token": token, "name": "Bea"}
    no = partial(decline_participation, **about, function="", reason="No.")
    change = partial(ask_for_change, **about, function="", proposed={}, words="Less.")
    not_ours = partial(disown_organisation, **about)

    outcomes = at_once(yes(token, shown(proposal)), no, change, not_ours)

    (won,) = [each for each in outcomes if isinstance(each, ConfirmationRequest)]
    assert sum(isinstance(each, LinkClosed) for each in outcomes) == len("xxx")
    row = ConfirmationRequest.objects.get()
    assert row.answer == won.answer
    assert row.changes.exists() is (won.answer == PartnerAnswer.CHANGE)


def test_confirming_never_covers_a_change_it_did_not_show(proposal):
    token = ask_by_mail(proposal)
    row = partner(proposal)
    change = partial(
        change_partner,
        partnership=row,
        entry=PartnerEntry(
            name=row.name, country=row.country, role=Role.ASSOCIATED_PARTNER
        ),
        version=row.version,
        by=proposal.alliance.coordinator,
    )

    outcomes = at_once(yes(token, shown(proposal)), change)

    answered = ConfirmationRequest.objects.get().answer == PartnerAnswer.CONFIRMED
    assert answered is not isinstance(outcomes[0], StatementChanged)
    assert partner(proposal).confirmation == Confirmation.INVITED


def test_two_people_asking_leave_one_request_standing(proposal):
    at_once(
        partial(ask, proposal, email="a@ghent.example"),
        partial(ask, proposal, email="b@ghent.example"),
    )

    rows = ConfirmationRequest.objects.all()
    assert sorted(each.email[0] for each in rows) == ["a", "b"]
    assert rows.standing().count() == 1
