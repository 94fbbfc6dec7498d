"""Enter asks one partner elsewhere, and keeps what was typed for others."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation
from proposals.models import ConfirmationRequest
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria, monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    draft = make_eligible_draft(by=maria, confirmation=Confirmation.NOT_INVITED)
    for number in (2, 3):
        ask(draft, number)
    return draft


@pytest.fixture
def page(open_window, draft, script, phone):
    page = open_window(script=script, phone=phone)
    page.goto(reverse("partner-invitations", args=[draft.alliance.public_id]))
    for place in page.locator("details.elsewhere").all():
        place.locator("summary").click()
    return page


def asked():
    return set(ConfirmationRequest.objects.open().values_list("email", flat=True))


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("script", [False, True])
def test_button_asks_there_and_the_rest_stays_typed(page):
    page.locator("#id_elsewhere-2").fill("bea@ghent.example")
    page.locator("#id_elsewhere-3").fill("carl@porto.example")

    page.get_by_role("button", name="Ask there P2").click()

    expect(page.get_by_text("1 invitation is on its way.")).to_be_visible()
    expect(page.locator("#id_elsewhere-3")).to_have_value("carl@porto.example")
    expect(page.locator("#id_elsewhere-2")).to_have_value("")
    assert "bea@ghent.example" in asked()


@pytest.mark.parametrize("phone", [False])
@pytest.mark.parametrize("script", [True])
def test_enter_asks_there(page):
    page.locator("#id_elsewhere-3").fill("carl@porto.example")

    page.locator("#id_elsewhere-3").press("Enter")

    expect(page.get_by_text("1 invitation is on its way.")).to_be_visible()
    assert "carl@porto.example" in asked()


@pytest.mark.parametrize("phone", [False])
@pytest.mark.parametrize("script", [False])
def test_enter_without_script_asks_nobody_and_says_what_does(page):
    before = asked()
    page.locator("#id_elsewhere-3").fill("carl@porto.example")

    page.locator("#id_elsewhere-3").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Press “Ask there”")
    expect(page.locator("#id_elsewhere-3")).to_have_value("carl@porto.example")
    assert asked() == before
