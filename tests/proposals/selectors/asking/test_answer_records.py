"""Whether an answer that came late is the one that was recorded."""

import pytest

from alliances.enums import Confirmation
from proposals.enums import ChangedField, PartnerAnswer
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.answer_records import is_recorded
from proposals.services.confirmations import ask_for_change, decline_participation
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail

pytestmark = pytest.mark.django_db

WHO = {"name": "Anna", "function": "Rector"}
FRANCE = {ChangedField.COUNTRY: "FR"}


@pytest.fixture
def token():
    return ask_by_mail(make_eligible_draft(confirmation=Confirmation.NOT_INVITED))


@pytest.mark.parametrize(
    ("proposed", "words", "expected"),
    [
        (FRANCE, "Fewer days.", True),
        (FRANCE | {ChangedField.NAME: "Chamber of Ghent"}, "Fewer days.", True),
        (FRANCE, "More days.", False),
        ({ChangedField.COUNTRY: "DE"}, "Fewer days.", False),
        (FRANCE | {ChangedField.PIC: "999999999"}, "Fewer days.", False),
    ],
)
def test_changes_are_recorded_if_each_of_them_is(token, proposed, words, expected):
    ask_for_change(token=token, proposed=FRANCE, words="Fewer days.", **WHO)
    given = {**WHO, "proposed": proposed, "words": words}

    asked = ConfirmationRequest.objects.get()

    assert is_recorded(asked, PartnerAnswer.CHANGE, given) is expected


@pytest.mark.parametrize(
    ("reason", "expected"), [("No staff.", True), ("No money.", False)]
)
def test_no_for_another_reason_is_not_recorded(token, reason, expected):
    decline_participation(token=token, reason="No staff.", **WHO)

    asked = ConfirmationRequest.objects.get()

    assert is_recorded(asked, PartnerAnswer.DECLINED, {**WHO, "reason": reason}) is (
        expected
    )
