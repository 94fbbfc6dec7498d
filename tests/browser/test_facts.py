"""The facts as they are read and typed: a long one whole, and a title in one line."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria):
    draft = make_eligible_draft(by=maria)
    draft.alliance.title = "Skills for all " * 25
    draft.alliance.save()
    return draft


@pytest.mark.parametrize("width", [390, 1280])
def test_long_title_is_seen_whole(open_window, draft, width):
    page = open_window()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{workspace_of(draft)}facts/")

    title = page.get_by_label("Title")

    assert title.evaluate("each => each.scrollHeight <= each.clientHeight")


def test_title_breaks_no_line_and_is_saved_by_enter(open_window, draft):
    page = open_window()
    page.goto(workspace_of(draft))
    title = page.get_by_label("Title")
    title.fill("Skills for some")

    page.keyboard.press("Enter")

    expect(title).to_have_value("Skills for some")
    expect(page.locator("#facts-state")).to_contain_text("Saved")
    expect(title).to_be_focused()


def test_fact_typed_before_scripts_have_come_is_saved(open_window, draft):
    page = open_window()
    held = []
    page.route("**/htmx-2.min.*js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright looks at a function
    page.goto(workspace_of(draft), wait_until="commit")
    title = page.get_by_label("Title")
    title.fill("Skills for some")
    title.press("Tab")

    held[0].continue_()

    expect(page.locator("#facts-state")).to_contain_text("Saved")
    draft.alliance.refresh_from_db()
    assert draft.alliance.title == "Skills for some"
