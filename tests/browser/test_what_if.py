"""Imagining a draft otherwise, and making it so."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft
from tests.proposals.services.imagining import as_type, imagine, newcomer, without

pytestmark = pytest.mark.journeys
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


def what_if_of(draft):
    return reverse("what-if", args=[draft.alliance.public_id])


def expect_verdict(page, words):
    """Expect the scenario to say this as planned, in the right column."""
    cell = page.locator(".follows__overall").first.locator("td").last
    expect(cell).to_contain_text(words)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_scenario_is_tried_repaired_and_applied(open_window, maria, script):
    draft = make_eligible_draft(by=maria)
    page = open_window(script=script)
    page.goto(workspace_of(draft))
    page.get_by_role("link", name="What if…").click()

    page.get_by_role("button", name="Take out P3 School of Plovdiv").click()
    expect_verdict(page, "Not met: 2 clauses")
    expect(page.get_by_role("button", name="Bring back P3")).to_be_visible()
    form = page.locator("form", has=page.get_by_role("button", name="Try this partner"))
    form.get_by_label("Country").select_option("IT")
    form.get_by_label("Type").select_option("vet_provider")
    form.get_by_role("button", name="Try this partner").click()
    expect_verdict(page, "Meets the 10 clauses")
    page.get_by_label("Name of N1 new partner").fill("Forge of Bari")
    page.get_by_role("button", name="Apply 2 changes to the draft").click()

    expect(page.get_by_text("Applied: 2 changes.")).to_be_visible()
    expect(page.locator("#p4 .name")).to_have_text("Forge of Bari")
    expect(page.locator("#p3")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#p3 .name")).to_contain_text("School of Plovdiv")


def test_focus_stays_where_the_hands_are_and_the_verdict_is_spoken(open_window, maria):
    page = open_window()
    page.goto(what_if_of(make_eligible_draft(by=maria)))

    page.locator("#change-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tried-role")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.locator("#out-3").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#announcement")).to_contain_text("What if: Not met: 2 clauses")
    expect(page.locator("#out-3")).to_be_focused()
    expect(page.locator("#out-3")).to_contain_text("Bring back")


def test_a_loss_is_tried_from_the_withdrawal_test(open_window, maria):
    draft = make_eligible_draft(by=maria)
    page = open_window()
    page.goto(f"{workspace_of(draft)}withdrawals/")

    row = page.locator("tr", has_text="School of Plovdiv").first
    row.get_by_role("button", name="Try it in a what-if").click()

    expect(page.get_by_text("P3 School of Plovdiv leaves.").first).to_be_visible()
    page.get_by_role("button", name="Take everything back").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()


def test_what_did_not_arrive_is_said(open_window, maria, demo):
    page = open_window()
    page.goto(what_if_of(make_eligible_draft(by=maria)))
    page.route("**/what-if/**", lambda route: route.abort())

    page.get_by_role("button", name="Take out P3").click()

    expect(page.get_by_role("alert")).to_contain_text("Not saved.")
    # The browser logs an answer that did not come, as it should.
    demo.complaints.clear()


@pytest.mark.parametrize("look", LOOKS)
def test_no_part_of_it_has_a_barrier(open_window, maria, look):
    draft = make_eligible_draft(by=maria)
    page = open_window(**LOOKS[look])
    found = {}
    page.goto(what_if_of(draft))
    found["empty"] = violations(page)
    imagine(draft, without(2), as_type(3, "ngo"), newcomers=[newcomer()])
    draft.alliance.partnerships.filter(number=3).update(version=4)
    page.goto(f"{what_if_of(draft)}?change=1")
    found["full"] = violations(page)
    page.get_by_role("button", name="Apply 3 changes").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found["refused"] = violations(page)

    assert found == {"empty": [], "full": [], "refused": []}
