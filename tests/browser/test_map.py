"""The map under the pointer and the keyboard: both lead to the form of one country."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import remove, workspace_of

pytestmark = pytest.mark.journeys

HATCHED = 'url("#map-lines")'


def filling(page, code):
    shape = page.locator(f'#map-picture [role=img] use[href$="#{code}"]')
    return shape.evaluate("shape => getComputedStyle(shape).fill")


@pytest.fixture
def page(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    return page


def test_pointer_on_an_open_country_opens_its_form(page):
    page.locator('.map__touch a[href$="country=PL"] use').click()

    expect(page.get_by_label("Country", exact=True)).to_have_value("Poland")


def test_keyboard_reaches_the_same_form_by_the_table(page):
    page.get_by_text("The same as a table").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Find a partner in Poland").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Country", exact=True)).to_have_value("Poland")


def test_reading_of_the_panel_decides_what_is_hatched(page):
    assert filling(page, "SE") != HATCHED

    page.get_by_text("As confirmed", exact=True).click()

    assert filling(page, "SE") == HATCHED
    assert filling(page, "ES") != HATCHED


def test_change_reaches_the_map_and_leaves_its_table_unfolded(page):
    page.get_by_text("The same as a table").click()
    table = page.locator("#map-table")
    expect(table.get_by_role("link", name="Find a partner in Sweden")).to_have_count(0)

    remove(page, "Göteborgs")

    expect(table.get_by_role("link", name="Find a partner in Sweden")).to_be_visible()
    figure = page.locator("#map-picture .as-planned").first
    expect(figure).to_have_text("12 of at least 8 Programme countries covered")
