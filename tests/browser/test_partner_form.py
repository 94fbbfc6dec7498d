"""The form of one partner: suggestions and countries by keys, nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import workspace_of

pytestmark = pytest.mark.journeys


@pytest.fixture
def page(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    return page


@pytest.fixture
def form(page):
    page.get_by_role("link", name="Add a partner").first.click()
    expect(page.get_by_role("combobox", name="Organisation")).to_be_focused()
    return page.get_by_role("dialog")


def options(form):
    return form.get_by_role("listbox", name="Organisations").get_by_role("option")


@pytest.mark.parametrize("name", ["#p2 .name a", "#eligibility .clause__title a"])
def test_link_that_opens_beside_the_page_opens_a_tab_with_ctrl(page, name):
    link = page.locator(name).first
    address = link.evaluate("each => each.href")

    with page.context.expect_page() as tab:
        link.click(modifiers=["Control"])

    assert tab.value.url == address
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_suggestion_is_chosen_by_keys_and_fills_the_form_in(page, form):
    page.keyboard.type("nordlys")
    expect(options(form)).to_have_count(1)
    expect(form.locator("#suggestions-status")).to_contain_text("1 organisation known")
    expect(page.get_by_role("combobox", name="Organisation")).to_have_value("nordlys")

    page.keyboard.press("ArrowDown")
    field = page.get_by_role("combobox", name="Organisation")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Enter")

    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value(re.compile("^Nordlys Cyber"))
    expect(form.get_by_role("combobox", name="Country")).to_have_value("Norway")
    expect(form.get_by_label("PIC", exact=True)).to_have_value("999000055")
    sme = form.get_by_role("checkbox", name="Small or medium enterprise")
    expect(sme).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#p22")).to_contain_text("Nordlys Cyber")


def test_escape_closes_the_list_before_the_drawer(page, form):
    page.keyboard.type("nordlys")
    expect(options(form).first).to_be_visible()

    page.keyboard.press("Escape")

    expect(options(form).first).to_be_hidden()
    expect(form).to_be_visible()
    expect(page.get_by_role("combobox", name="Organisation")).to_have_value("nordlys")


def test_late_answer_replaces_no_newer_one_nor_what_was_typed(page, form):
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile("name=nord$"), hold)
    field = page.get_by_role("combobox", name="Organisation")

    page.keyboard.type("nord")
    page.wait_for_timeout(400)
    page.keyboard.type("x")
    page.wait_for_timeout(400)
    assert len(held) == 1
    held[0].continue_()

    expect(form.locator("#suggestions-status")).to_contain_text("No organisation known")
    expect(options(form)).to_have_count(0)
    expect(field).to_have_value("nordx")


def test_who_is_here_already_cannot_be_chosen(page, form):
    page.keyboard.type("Erasmus Univ")
    expect(options(form).first).to_contain_text("already P")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    field = page.get_by_role("combobox", name="Organisation")
    expect(field).to_have_value("Erasmus Univ")
    expect(form).to_be_visible()


def test_twin_is_asked_about_and_may_be_added(page, form):
    name = page.locator("#p2 .name a").inner_text()
    page.keyboard.type(name.upper())
    page.keyboard.press("Tab")

    expect(form.get_by_text("Same organisation?")).to_be_visible()
    form.get_by_role("button", name="Add the partner").click()

    expect(page.locator("#p22 .twin")).to_contain_text("Same organisation as P2?")


@pytest.mark.parametrize(
    ("typed", "name", "standing"),
    [
        ("turkey", "Türkiye", "Programme country under this call"),
        ("el", "Greece", "Programme country under this call"),
        ("gr", "Greece", "Programme country under this call"),
        ("ελλαδα", "Greece", "Programme country under this call"),
        ("czech rep", "Czechia", "Programme country under this call"),
        ("uk", "United Kingdom", "Programme country under this call"),
    ],
)
def test_country_is_found_by_any_name(page, form, typed, name, standing):
    field = form.get_by_role("combobox", name="Country")
    field.focus()
    page.keyboard.type(typed)
    page.keyboard.press("Tab")

    expect(field).to_have_value(name)
    expect(form.locator("#country-standing")).to_have_text(standing)


def test_no_country_of_that_name_leaves_what_was_chosen(page, form):
    field = form.get_by_role("combobox", name="Country")
    field.fill("Italy")
    page.keyboard.press("Tab")

    field.fill("Atlantis")
    expect(form.get_by_text("No country of this name")).to_be_attached()
    page.keyboard.press("Tab")
    expect(field).to_have_value("Italy")

    field.fill("")
    page.keyboard.press("Tab")
    expect(form.locator("select[name=country]")).to_have_value("")


def test_gap_of_the_matrix_opens_the_form_for_it(page, charter):
    charter.alliance.partnerships.exclude(types="higher_education").update(types="ngo")
    page.reload()
    page.get_by_role("link", name=re.compile("add one from Austria")).focus()
    page.keyboard.press("Enter")

    form = page.get_by_role("dialog")
    expect(form.get_by_text(re.compile("^Wanted: Labour market"))).to_be_visible()
    expect(form.get_by_role("combobox", name="Country")).to_have_value("Austria")


def test_anybody_removed_is_put_back_by_keys(page):
    for number in (18, 19):
        page.locator(f"#p{number} .remove").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Undo")).to_be_focused()

    page.get_by_text("Removed partners (2)").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^Put back P18")).focus()
    page.keyboard.press("Enter")

    expect(page.locator("#p18").get_by_role("link").first).to_be_focused()
    expect(page.get_by_text("Removed partners (1)")).to_be_visible()


def test_form_on_its_way_takes_nothing_that_would_be_lost(page, form):
    held = []
    page.route("**/partners/add/fragment/**", lambda each: held.append(each))  # noqa: PLW0108  # it refuses built-ins
    name = form.get_by_role("combobox", name="Organisation")
    page.keyboard.type("Vilnius University")

    form.get_by_role("button", name="Add and enter another").click()
    expect(name).to_be_disabled()
    page.keyboard.type("Kaunas")
    held.pop().continue_()

    expect(page.locator("#p22")).to_contain_text("Vilnius University")
    expect(form).to_be_visible()
    expect(name).to_be_disabled()
    held.pop().continue_()
    expect(form.get_by_text("Vilnius University is added.")).to_be_visible()
    expect(name).to_be_focused()
    expect(name).to_have_value("")


def test_form_without_an_answer_is_open_again_where_one_was(page, form, demo):
    name = form.get_by_role("combobox", name="Organisation")
    page.keyboard.type("Vilnius University")
    page.route("**/partners/add/fragment/**", lambda each: each.abort())

    page.keyboard.press("Enter")

    expect(form.get_by_role("alert")).to_contain_text("Not saved.")
    expect(name).to_be_focused()
    page.keyboard.type(" of Technology")
    expect(name).to_have_value("Vilnius University of Technology")
    demo.complaints.clear()


def test_empty_form_that_does_not_come_leaves_the_partner_that_was_added(
    page, form, demo
):
    page.keyboard.type("Vilnius University")
    page.route("**/add/fragment/?after=*", lambda each: each.abort())

    form.get_by_role("button", name="Add and enter another").click()

    expect(form).to_be_hidden()
    expect(page.locator("#p22")).to_contain_text("Vilnius University")
    demo.complaints.clear()


def test_two_tabs_that_change_one_partner_see_both(open_window, charter):
    one, other = open_window(), open_window()
    for page in (one, other):
        page.goto(workspace_of(charter))
        page.locator("#p2 .name a").click()
        expect(page.get_by_role("combobox", name="Organisation")).to_be_focused()
    for page, name in ((one, "Theirs"), (other, "Mine")):
        page.get_by_role("combobox", name="Organisation").fill(name)
        page.get_by_role("button", name="Save the partner").click()

    conflict = other.get_by_role("row", name=re.compile("^Organisation"))
    expect(conflict).to_contain_text("Theirs")
    expect(conflict).to_contain_text("Mine")
    other.get_by_role("button", name="Use mine").click()

    expect(other.locator("#p2 .name a")).to_have_text("Mine")
    expect(other.locator("#p2 .name a")).to_be_focused()


def test_country_nobody_knows_is_neither_dropped_nor_saved(page, form):
    page.keyboard.type("Test University")
    country = form.get_by_role("combobox", name="Country")
    country.fill("Atlantis")

    page.keyboard.press("Enter")

    expect(country).to_be_focused()
    expect(country).to_have_value("Atlantis")
    expect(form.get_by_text("There is no country of this name.")).to_be_visible()
    expect(page.locator("#p22")).to_have_count(0)

    country.fill("")
    page.keyboard.press("Tab")
    form.get_by_role("button", name="Add the partner").click()
    expect(page.locator("#p22")).to_contain_text("Test University")


def test_click_on_a_type_is_not_lost_when_the_country_gets_its_line(page, form):
    form.get_by_role("combobox", name="Country").fill("Switzerland")
    sme = form.get_by_role("checkbox", name="Small or medium enterprise")
    sme.scroll_into_view_if_needed()
    box = sme.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    page.mouse.down()
    expect(form.get_by_text("Partner country under this call").last).to_be_visible()
    page.mouse.up()

    expect(sme).to_be_checked()
