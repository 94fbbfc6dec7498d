"""A work plan is written in the browser: packages, days, activities, together."""

import pytest
from playwright.sync_api import expect

from proposals.models import Effort
from proposals.services.work_package_parts import MilestoneEntry, TaskEntry
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.work_plans import (
    add_every_kind,
    add_package,
    add_to,
    make_draft_with_plan,
)

pytestmark = pytest.mark.journeys

LABELS = """each => [...each.querySelector('tbody tr').querySelectorAll('td')].map(
  (cell) => getComputedStyle(cell, '::before').content.replaceAll('"', ''))"""
LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture
def draft(maria):
    return make_draft_with_plan(by=maria)


def plan_of(draft):
    return f"{workspace_of(draft)}form/work-plan/"


def test_a_work_package_is_written_removed_and_put_back(open_window, draft):
    page = open_window()
    page.goto(plan_of(draft))
    page.get_by_role("link", name="Add a work package").click()
    page.get_by_label("Title").fill("Pilots")
    page.get_by_label("Type").select_option(label="IMP – Implementation")
    page.get_by_label("First month").fill("M3")
    page.get_by_label("Last month").fill("12")
    page.get_by_label("Lead partner").select_option("2")
    page.get_by_role("button", name="Add the work package").click()

    row = page.locator("#wp1")
    expect(row).to_contain_text("M3–M12")
    row.get_by_role("link", name="Pilots").click()
    page.get_by_role("link", name="Add a task").click()
    page.get_by_label("Title").fill("Interviews")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#t1\\.1")).to_contain_text("Interviews")
    page.get_by_role("button", name="Remove WP1").click()
    expect(page.get_by_text("WP1 removed.")).to_be_visible()
    page.get_by_role("button", name="Put back WP1 Pilots").click()

    expect(page.locator("#wp1")).to_contain_text("Interviews")


def test_fields_of_days_stand_level_on_a_phone_where_one_is_refused(open_window, draft):
    add_package(draft)
    page = open_window(phone=True)
    page.goto(f"{plan_of(draft)}effort/2/")
    page.locator("#days-1-manager").fill("many")
    page.get_by_role("button", name="Save the days").click()

    expect(page.locator("#days-1-manager-why")).to_be_visible()
    fields = page.locator("#days-1-manager, #days-1-teacher")
    tops = fields.evaluate_all("all => all.map(each => each.getBoundingClientRect().y)")
    assert tops[0] == pytest.approx(tops[1], abs=1)


def test_effort_of_many_packages_needs_no_scrolling_sideways_on_a_phone(
    open_window, draft
):
    for _each in range(8):
        add_package(draft)
    page = open_window(phone=True)
    page.goto(plan_of(draft))

    table = page.get_by_role("region", name="Working days by partner and work package")

    assert table.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    assert table.evaluate(LABELS)[:2] == ["WP1", "WP2"]


def test_two_people_collide_only_in_one_cell(open_window, draft):
    add_package(draft)
    maria, other = open_window(), open_window(make_colleague(draft))
    for page in (maria, other):
        page.goto(f"{plan_of(draft)}effort/2/")
    maria.locator("#days-1-teacher").fill("12,5")
    maria.get_by_role("button", name="Save the days").click()
    expect(maria.locator("#effort")).to_be_visible()

    other.locator("#days-1-teacher").fill("20")
    other.locator("#days-1-manager").fill("5")
    other.get_by_role("button", name="Save the days").click()

    expect(other.get_by_role("alert")).to_contain_text("a colleague saved 12.5")
    expect(other.locator("#days-1-teacher")).to_have_value("20")
    cells = Effort.objects.filter(work_package__proposal=draft).order_by("category")
    stored = cells.values_list("category", "days")
    assert [(each, str(days)) for each, days in stored] == [
        ("manager", "5.0"),
        ("teacher", "12.5"),
    ]


def test_a_tick_saves_by_itself(open_window, draft):
    add_package(draft)
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/activities/")

    page.get_by_role("checkbox", name="WP1 Pilots").check()

    expect(page.locator(".carried__state")).to_have_text("Saved")
    assert draft.activity_coverage.count() == 1
    page.get_by_role("checkbox", name="WP1 Pilots").uncheck()
    expect(page.locator(".carried__state")).to_have_text("Saved")
    page.wait_for_load_state("networkidle")
    assert draft.activity_coverage.count() == 0


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_the_plan_has_a_barrier(open_window, draft, look):
    for package in add_every_kind(draft):
        add_to(package, TaskEntry("Interviews", 1, 60, 2))
        add_to(package, MilestoneEntry("Half way", 24))
    page = open_window(**LOOKS[look])
    found = {}
    for place in ("", "packages/add/", "packages/1/", "effort/1/", "../activities/"):
        page.goto(plan_of(draft) + place)
        found[place] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[place] += ["wider than the window"] if width > 0 else []

    assert {place: each for place, each in found.items() if each} == {}
