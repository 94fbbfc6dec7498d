"""Two people write one proposal: nothing is lost, neither offline nor in a crash."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from proposals.models import Answer
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

WHY = "#id_why"


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


@pytest.fixture
def page(open_window, draft):
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    return page


@pytest.fixture
def forgiving(demo):
    """Give a context in which a console may complain: the network is away."""

    @contextmanager
    def away():
        before = len(demo.complaints)
        yield
        del demo.complaints[before:]

    return away


def state(page, key="why"):
    return page.locator(f'[data-key="{key}"] .reply__state')


def saved(page, key="why"):
    expect(state(page, key)).to_contain_text("Saved", timeout=15_000)


def stored():
    return Answer.objects.get(question="why").text


def test_the_first_answer_begins_its_section(page):
    states = (
        page.locator("#state .standing__words"),
        page.locator("#tasks [aria-current=page] span").first,
    )
    for each in states:
        expect(each).to_have_text("Not started")

    page.locator(WHY).fill("Because.")

    for each in states:
        expect(each).to_have_text("In progress", timeout=15_000)


def test_what_is_typed_saves_by_itself_and_is_counted(page):
    page.locator(WHY).fill("Because.")

    saved(page)
    expect(page.locator('[data-key="why"] .reply__count')).to_have_text(
        "8 of 2,000 characters"
    )
    assert stored() == "Because."


def test_two_versions_of_one_answer_are_both_shown(page, open_window, draft):
    anna = open_window(make_colleague(draft))
    anna.goto(f"{workspace_of(draft)}form/summary/")
    page.locator(WHY).fill("every six months")
    saved(page)

    anna.locator(WHY).fill("every three months")
    dialog = anna.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("del")).to_have_text("six")
    expect(dialog.locator("ins")).to_have_text("three")
    expect(dialog.get_by_role("heading").first).to_be_focused()
    anna.keyboard.type(" more")  # still typing when it opened: nothing is chosen
    expect(dialog).to_be_visible()
    anna.keyboard.press("Escape")

    expect(anna.locator(WHY)).to_have_value("every six months")
    tray = anna.get_by_label("Your unsaved text")
    expect(tray).to_have_value("every three months")
    anna.reload()
    expect(tray).to_have_value("every three months")
    anna.get_by_role("button", name="Put it into the answer").click()
    saved(anna)
    assert stored() == "every three months"


def test_mine_takes_the_place_of_theirs_by_choice(page, open_window, draft):
    anna = open_window(make_colleague(draft))
    anna.goto(f"{workspace_of(draft)}form/summary/")
    page.locator(WHY).fill("Theirs")
    saved(page)

    anna.locator(WHY).fill("Mine")
    anna.get_by_role("button", name="Edit both together").click()

    saved(anna)
    assert stored() == "Theirs\n\nMine"


def test_what_is_typed_offline_is_saved_once_there_is_a_network(page, forgiving):
    with forgiving():
        page.context.set_offline(True)
        page.locator(WHY).fill("Typed offline")
        expect(state(page)).to_contain_text("you are offline")
        page.context.set_offline(False)
        saved(page)

    assert stored() == "Typed offline"


def test_what_is_typed_before_a_crash_comes_back(page, forgiving):
    with forgiving():
        page.context.set_offline(True)
        page.locator(WHY).press_sequentially("Typed at last")
        address, context = page.url, page.context
        page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)

    saved(again)
    expect(again.locator(WHY)).to_have_value("Typed at last")
    assert stored() == "Typed at last"


def test_what_is_typed_signed_out_is_saved_after_signing_in(page, forgiving):
    cookies = page.context.cookies()
    with forgiving():
        page.context.clear_cookies()
        page.locator(WHY).fill("Typed signed out")
        expect(state(page)).to_contain_text("no longer signed in")
    page.context.add_cookies(cookies)

    page.get_by_role("button", name="Try now").click()

    saved(page)
    assert stored() == "Typed signed out"


def test_text_that_cannot_be_saved_can_be_carried_off(page, forgiving):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.locator("[data-act=copy]")
    with forgiving():
        page.context.set_offline(True)
        page.locator(WHY).fill("Typed in a train")
        expect(state(page)).to_contain_text("you are offline")
        expect(copy).to_be_hidden()
        expect(copy).to_have_text("Copy my text", timeout=20_000)
        copy.press("Enter")
        expect(copy).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "Typed in a train"
        page.context.set_offline(False)
        saved(page)

    expect(copy).to_be_hidden()


def test_text_is_marked_where_the_browser_copies_nothing(page, forgiving):
    with forgiving():
        page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(); }"
        )
        page.context.clear_cookies()
        page.locator(WHY).fill("Typed signed out")
        page.get_by_role("button", name="Copy my text").click()

        expect(page.get_by_role("button", name="Marked: copy it now")).to_be_visible()
        marked = page.locator(WHY).evaluate(
            "area => area.value.slice(area.selectionStart, area.selectionEnd)"
        )
        page.close()
    assert marked == "Typed signed out"
