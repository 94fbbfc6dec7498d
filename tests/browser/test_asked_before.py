"""The address of a partner whose question was taken back is filled in by one press."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import ConfirmationRequest
from proposals.services.confirmation_requests import revoke_request
from tests.proposals.services.asking import ADDRESS, ask_by_mail

pytestmark = pytest.mark.journeys


@pytest.mark.parametrize("script", [True, False])
def test_known_address_is_filled_in_beside_what_is_typed(
    open_window, charter, maria, monkeypatch, script
):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    ask_by_mail(charter)
    asked = ConfirmationRequest.objects.filter(partnership__alliance=charter.alliance)
    revoke_request(asked=asked.get(), by=maria)
    window = open_window(script=script)
    window.goto(reverse("partner-invitations", args=[charter.alliance.public_id]))
    window.locator("[name=email-3]").fill("typed@ghent.example")

    window.get_by_role("button", name=f"Fill in {ADDRESS}").click()

    expect(window.locator("[name=email-2]")).to_have_value(ADDRESS)
    expect(window.locator("[name=email-3]")).to_have_value("typed@ghent.example")
    expect(window.get_by_role("button", name=f"Fill in {ADDRESS}")).to_be_hidden()
    assert asked.count() == 1
