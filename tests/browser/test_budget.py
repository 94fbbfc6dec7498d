"""Somebody enters who travels, reads what it comes to and states it in the facts."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from alliances.models import Call
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria):
    proposal = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    make_package(proposal)
    give_days(proposal, 1, 1, manager=169, teacher=167)
    give_days(proposal, 3, 1, technician="310.5")
    return proposal


@pytest.mark.parametrize(
    "look", [{}, {"dark": True}, {"phone": True}], ids=["light", "dark", "phone"]
)
def test_mobility_is_entered_counted_and_stated(open_window, draft, look):
    page = open_window(**look)
    page.goto(f"{workspace_of(draft)}form/mobility/")
    page.get_by_role("link", name="Edit the mobility lines").click()
    page.locator("#new-partner").select_option(label="P2 School of Iasi")
    page.locator("#new-participants").fill("12")
    page.locator("#new-days").fill("one")
    page.locator("#new-days").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#new-days")).to_have_value("one")
    assert violations(page) == []

    page.locator("#new-days").fill("15.5")
    page.locator("#new-distance_km").fill("2,100")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#m1")).to_contain_text("€4,320")
    expect(page.locator("#m1")).to_contain_text("€18,060")
    assert violations(page) == []

    page.get_by_role("link", name="in the budget").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Effort and budget")
    assert violations(page) == []
    page.get_by_role("button", name="Take the budget's amount").click()
    expect(page.locator(".comes-to")).to_contain_text("the same amount")
    draft.refresh_from_db()
    assert draft.grant_requested_eur == Decimal("142576.00")
