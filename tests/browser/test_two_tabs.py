"""Two tabs with one form or answer: each keeps its own, and a third takes neither."""

import pytest
from playwright.sync_api import expect

from proposals.models import WorkPackage
from tests.browser.steps import workspace_of
from tests.browser.test_unsaved import WAITS, crash
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.journeys

FIELD = "#id_description"


@pytest.fixture
def draft(maria):
    draft = make_draft_with_plan(by=maria)
    add_package(draft)
    return draft


@pytest.fixture
def form(draft):
    return f"{workspace_of(draft)}form/work-plan/packages/1/"


@pytest.fixture
def first(open_window, form):
    page = open_window()
    page.goto(form)
    page.locator(FIELD).fill("Of the first tab")
    return page


def opened(page, form):
    """Open another tab beside one."""
    other = page.context.new_page()
    other.goto(form)
    return other


@pytest.fixture
def second(first, form):
    page = opened(first, form)
    page.locator(FIELD).fill("Of the second tab")
    return page


def test_each_tab_has_its_own_again_after_a_reload(first, second):
    for page, text in ((first, "Of the first tab"), (second, "Of the second tab")):
        page.reload()
        expect(page.locator(FIELD)).to_have_value(text)


def test_new_tab_is_offered_nothing_that_another_one_holds(first, form):
    expect(opened(first, form).locator(FIELD)).to_have_value("")


def test_new_tab_is_offered_the_newest_that_no_tab_holds(first, second, form):
    second.close()
    third = opened(first, form)
    expect(third.locator(FIELD)).to_have_value("Of the second tab")
    crash(first)
    fourth = opened(third, form)

    expect(fourth.locator(FIELD)).to_have_value("Of the first tab")
    expect(third.locator(FIELD)).to_have_value("Of the second tab")


def test_one_tab_saved_leaves_the_text_of_the_other(first, second, draft):
    second.get_by_role("button", name="Save the work package").click()
    expect(second.get_by_text("WP1 saved.")).to_be_visible()
    first.reload()

    expect(first.locator(FIELD)).to_have_value("Of the first tab")
    stored = WorkPackage.objects.get(proposal=draft)
    assert stored.description == "Of the second tab"


@pytest.mark.usefixtures("first")
def test_page_of_what_waits_shows_both_and_discards_both(second, draft):
    page = opened(second, f"{workspace_of(draft)}unsaved/")
    shown = page.locator(".unsaved .versions__text")
    expect(shown).to_have_text(["Of the second tab", "Of the first tab"])

    page.get_by_role("button", name="Discard all").click()
    page.get_by_role("button", name="Discard them").click()

    expect(shown).to_have_count(0)
    page.goto(workspace_of(draft))
    expect(page.get_by_text(WAITS)).to_be_hidden()


def doubled(page):
    """Open a double: as by the menu of a tab, with a copy of what its session keeps."""
    with page.expect_popup() as opened_there:
        page.evaluate("window.open(location.href)")
    double = opened_there.value
    expect(double.locator("form[data-typed]").first).to_be_attached()
    return double


def test_duplicated_tab_goes_on_for_itself(first):
    double = doubled(first)
    expect(double.locator(FIELD)).to_have_value("")
    double.locator(FIELD).fill("Of the double")

    for page, text in ((first, "Of the first tab"), (double, "Of the double")):
        page.reload()
        expect(page.locator(FIELD)).to_have_value(text)


def test_tab_doubled_while_it_showed_no_page_goes_on_for_itself(first, form):
    name = first.evaluate("sessionStorage.getItem('journal-tab')")
    double = first.context.new_page()
    double.add_init_script(
        f"sessionStorage.getItem('journal-tab')"
        f" || sessionStorage.setItem('journal-tab', '{name}')"
    )
    double.goto(form)
    expect(double.locator(FIELD)).to_have_value("Of the first tab")
    double.locator(FIELD).fill("Of the double")
    renamed = "name => sessionStorage.getItem('journal-tab') !== name"
    first.wait_for_function(renamed, arg=name)

    for page, text in ((first, "Of the first tab"), (double, "Of the double")):
        page.reload()
        expect(page.locator(FIELD)).to_have_value(text)


def test_what_a_double_empties_stays_kept_for_the_tab_it_is_of(first, form):
    double = doubled(first)
    double.locator(FIELD).fill("")
    first.close()

    expect(opened(double, form).locator(FIELD)).to_have_value("Of the first tab")


def test_answer_saved_in_one_tab_leaves_what_another_could_not_send(
    open_window, maria, demo
):
    section = f"{workspace_of(make_draft_with_form(by=maria))}form/summary/"
    first = open_window()
    first.goto(section)
    second = opened(first, section)
    second.route("**/why/", lambda route: route.abort())
    second.locator("#id_why").fill("Could not be sent")
    trouble = second.locator('[data-key="why"] [data-act="retry"]')
    expect(trouble).to_be_visible(timeout=15_000)

    first.locator("#id_why").fill("Saved meanwhile")
    saved = first.locator('[data-key="why"] .reply__state')
    expect(saved).to_contain_text("Saved", timeout=15_000)
    crash(second)
    third = opened(first, section)

    dialog = third.get_by_role("dialog")
    expect(dialog).to_contain_text("Could not be sent", timeout=15_000)
    expect(dialog).to_contain_text("Saved meanwhile")
    demo.complaints.clear()  # the console tells of each request that was refused
