"""Who only reads: a partner in the drawer, and nothing that could be changed."""

import pytest
from playwright.sync_api import expect

from alliances.models import Call
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague, make_eligible_draft
from tests.proposals.services.budgets import make_budget_draft, make_line

pytestmark = pytest.mark.journeys


@pytest.mark.parametrize("look", [{}, {"phone": True}], ids=["desk", "phone"])
def test_a_viewer_looks_at_a_partner_and_closes_it(open_window, maria, look):
    draft = make_eligible_draft(by=maria)
    page = open_window(make_colleague(draft, role="viewer"), **look)
    page.goto(workspace_of(draft))
    expect(page.locator("main").get_by_role("button", name="Remove")).to_have_count(0)
    expect(page.get_by_label("Acronym")).to_be_disabled()
    assert violations(page) == []

    partner = page.locator("#p2").get_by_role("link").first
    partner.click()
    drawer = page.get_by_role("dialog", name="P2")
    expect(drawer.get_by_text("You read this proposal.")).to_be_visible(timeout=15_000)
    expect(drawer.get_by_role("combobox", name="Organisation")).to_be_disabled()
    expect(drawer.get_by_role("combobox", name="Country")).to_be_disabled()
    expect(drawer.get_by_role("button")).to_have_count(0)
    assert violations(page) == []

    drawer.get_by_role("link", name="Close").click()
    expect(drawer).to_be_hidden()
    expect(partner).to_be_focused()


def test_fields_nobody_may_change_all_look_so(open_window, maria):
    draft = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    make_line(draft)
    page = open_window(make_colleague(draft, role="viewer"))
    page.goto(f"{workspace_of(draft)}form/mobility/lines/")

    fields = page.locator("#m1").locator(
        "select, input:not([type=hidden], [type=checkbox])"
    )
    expect(fields.first).to_be_disabled()
    grounds = fields.evaluate_all(
        "all => all.map(each => getComputedStyle(each).backgroundColor)"
    )
    assert len(grounds) == 6
    assert set(grounds) == {grounds[0]}
