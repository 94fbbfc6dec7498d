"""The panel while it is drawn anew: what a person chose in it stays chosen."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import remove, workspace_of

pytestmark = pytest.mark.journeys

CHOOSE_ON_THE_WAY = """document.body.addEventListener("htmx:beforeSend", (event) => {
  if (event.detail.target.id === "panel-slot") {
    setTimeout(() => document.querySelector("#eligibility [value=confirmed]").click());
  }
})"""


def test_reading_chosen_while_the_panel_is_on_its_way_stays(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.evaluate(CHOOSE_ON_THE_WAY)

    with page.expect_response("**/eligibility/fragment/*"):
        remove(page, "Zavod")

    figure = page.locator("#eligibility .as-confirmed [data-clause=min-full-partners]")
    expect(figure.locator(".num")).to_have_text("1 to 20 of at least 12")
    expect(page.get_by_role("radio", name="As confirmed")).to_be_checked()


def test_reading_keeps_the_focus_when_the_panel_is_drawn_anew(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.get_by_role("radio", name="As planned").focus()
    page.keyboard.press("ArrowRight")

    with page.expect_response("**/eligibility/fragment/*"):
        page.evaluate("htmx.trigger(document.body, 'composition-changed')")
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("radio", name="As confirmed")).to_be_focused()


def test_what_the_task_list_says_stands_in_the_list(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))

    words = page.locator(".tasks li span")
    placed = words.evaluate_all(
        "all => all.map((each) => getComputedStyle(each).position)"
    )

    assert len(placed) > 3
    assert set(placed) == {"static"}, "a class of theirs means something else too"


def test_partner_of_a_clause_is_found_on_the_page_that_is_open(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    page.evaluate("window.isTheSame = true")
    page.locator("#eligibility .clause__title a:visible").first.click()

    way = page.locator("#explain a.org").last
    number = way.get_attribute("href").partition("#p")[2]
    way.click()

    expect(page.locator(f"#p{number}")).to_be_in_viewport()
    assert page.url.endswith(f"{workspace_of(charter)}#p{number}")
    assert page.evaluate("window.isTheSame"), "it was read again"
