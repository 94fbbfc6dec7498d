"""The workspace without a mouse: where the focus goes, and that it is seen."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import workspace_of

pytestmark = pytest.mark.journeys


def go_to(page, locator, *, key="Tab", most=80):
    """Press a key until the focus is on the control; fail if it never gets there."""
    for _press in range(most):
        if locator.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {locator}")


def test_partner_is_added_by_keys_alone(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    go_to(page, page.get_by_role("link", name="Add a partner"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Organisation")).to_be_focused()
    page.keyboard.type("Vilnius University")
    page.keyboard.press("Tab")
    page.keyboard.type("Lith")
    go_to(page, page.get_by_role("checkbox", name="Higher education"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    row = page.locator("#p22")
    expect(row).to_contain_text("Vilnius University")
    expect(row.locator(".code")).to_have_text("LT")
    expect(row.get_by_role("link").first).to_be_focused()


def test_escape_gives_the_focus_back(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    opener = page.get_by_role("link", name="Add a partner")
    opener.focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_back_closes_the_drawer_and_stays_on_the_page(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    opener = page.get_by_role("link", name="Duration", exact=True)

    opener.click()
    expect(page.locator("#explain")).to_be_visible()
    page.go_back()

    expect(page.locator("#explain")).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.get_by_role("heading", name="Consortium", level=1)).to_be_visible()


def test_closing_the_drawer_leaves_nothing_to_go_back_through(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.get_by_role("link", name="Duration", exact=True).click()
    expect(page.locator("#explain")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#explain")).to_be_hidden()

    assert page.evaluate("history.state") is None


@pytest.mark.parametrize("phone", [False, True])
def test_focus_is_never_behind_the_drawer(open_window, charter, phone):
    page = open_window()
    if phone:
        page.set_viewport_size({"width": 390, "height": 844})
    page.goto(workspace_of(charter))
    page.get_by_role("link", name="Duration", exact=True).click()
    drawer = page.locator("#explain")
    expect(drawer.get_by_role("button", name="Close")).to_be_focused()

    page.keyboard.press("Shift+Tab")

    expect(drawer).to_be_hidden()
    expect(page.locator("#eligibility :focus")).to_have_count(1)
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
    assert page.evaluate("history.state") is None


def test_drawer_stays_open_beside_what_has_the_focus(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.get_by_role("link", name="Duration", exact=True).click()
    expect(page.locator("#explain")).to_be_visible()

    page.get_by_role("link", name="Facts", exact=False).first.focus()
    page.keyboard.press("Tab")

    expect(page.locator("#tasks :focus")).to_be_in_viewport(ratio=1)
    expect(page.locator("#explain")).to_be_visible()


def test_escape_does_not_throw_away_what_was_typed(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.get_by_role("link", name="Add a partner").click()
    expect(page.get_by_role("combobox", name="Organisation")).to_be_focused()

    page.keyboard.type("Vilnius University")
    page.keyboard.press("Escape")

    expect(page.get_by_role("combobox", name="Organisation")).to_have_value(
        "Vilnius University"
    )
    expect(page.get_by_role("link", name="Cancel")).to_be_focused()


def test_removing_leads_to_undo_and_back(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    page.get_by_role("button", name="Remove P18 European Historic Houses").focus()
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#p18").get_by_role("link").first).to_be_focused()


def test_note_that_was_closed_is_not_met_again_on_the_page_opened_anew(
    open_window, charter
):
    page = open_window()
    page.goto(workspace_of(charter))
    page.get_by_role("button", name="Remove P18 European Historic Houses").click()
    note = page.locator("form.undo")
    note.get_by_role("button", name="Close").click()

    page.reload()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Remove P17").first.click()
    expect(note).to_have_count(1)
    page.reload()
    expect(note).to_have_count(1)


def test_first_stop_skips_to_the_content(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()
