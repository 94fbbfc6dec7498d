"""From what would mend a consortium to the form that does it."""

import pytest
from playwright.sync_api import expect

from alliances.enums import Role
from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.journeys


def test_a_way_out_of_the_panel_is_two_presses_away(open_window, maria):
    draft = make_eligible_draft(by=maria)
    draft.alliance.partnerships.filter(number=3).update(role=Role.ASSOCIATED_PARTNER)
    page = open_window()
    page.goto(workspace_of(draft))
    words = "Change P3 School of Plovdiv from associated partner to full partner"

    page.locator("#mend").get_by_role("link", name=words).click()
    form = page.get_by_role("dialog")
    expect(form.locator("[name=role][value=full_partner]")).to_be_checked()
    form.get_by_role("button", name="Save the partner").click()

    expect(page.locator("#mend")).to_have_count(0)
    expect(page.locator("#eligibility .as-planned .panel__overall")).to_contain_text(
        "Meets"
    )
    expect(page.locator("#withdrawals")).to_contain_text("3 of 3 organisations")


def test_a_text_that_looks_for_a_partner_can_be_copied(open_window, maria):
    draft = make_eligible_draft(by=maria)
    draft.alliance.partnerships.filter(number=3).delete()
    page = open_window()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{workspace_of(draft)}ways-out/")

    page.get_by_text("A text that looks for this partner").first.click()
    page.get_by_role("button", name="Copy the text").first.click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Partner wanted for SKILLS: Skills for all")
