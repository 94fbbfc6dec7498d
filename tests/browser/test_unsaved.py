"""What never reached the server waits on the computer, for its person alone."""

import contextlib

import pytest
from playwright.sync_api import Error, expect

from proposals.demo import COORDINATOR
from proposals.services.answers import Reply, save_answer
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.stack.browsers import sign_in

pytestmark = pytest.mark.journeys

WAITS = "Text you typed on this computer was not saved."


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


@pytest.fixture
def forgiving(demo):
    """Forget what a console said while the network was away on purpose."""
    yield
    demo.complaints.clear()


@pytest.fixture
def left(open_window, draft, maria, forgiving):  # noqa: ARG001  # its end
    """Type offline over a stored text, and lose the tab; return its context."""
    save_answer(
        proposal=draft,
        question="why",
        reply=Reply("every six months"),
        version=0,
        by=maria,
    )
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    page.context.set_offline(True)
    page.locator("#id_why").fill("every three months")
    page.locator("#id_what").fill("Also this")
    page.wait_for_timeout(1000)
    crash(page)
    page.context.set_offline(False)
    return page.context


def crash(page):
    """End the process of a tab at once: nothing of the page gets to say goodbye."""
    with contextlib.suppress(Error):
        page.goto("chrome://crash", timeout=1500)
    page.close()


def stored(draft):
    return dict(draft.answers.values_list("question", "text"))


def kept_on(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((each) => each.startsWith('unsaved:')).length"
    )


def test_what_a_crash_left_is_shown_and_restored_as_a_whole(left, draft):
    page = left.new_page()
    page.goto(workspace_of(draft))
    expect(page.get_by_text(WAITS)).to_be_visible()

    page.get_by_role("link", name="See it and restore it").click()

    expect(page.locator("del")).to_have_text("six")
    expect(page.locator(".unsaved__one")).to_have_count(2)
    assert stored(draft) == {"why": "every six months"}
    page.get_by_role("button", name="Restore all").click()
    expect(page.get_by_role("status")).to_have_text("Restored:")
    expect(page.locator(".unsaved li")).to_have_count(2)
    assert stored(draft) == {"why": "every three months", "what": "Also this"}
    assert kept_on(page) == 0


def test_neither_the_page_nor_the_question_has_a_barrier(left, draft):
    page = left.new_page()
    page.goto(f"{workspace_of(draft)}unsaved/")
    expect(page.locator(".unsaved__one")).to_have_count(2)
    shown = violations(page)
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    assert (shown, violations(page)) == ([], [])


def test_what_is_left_can_be_discarded_after_a_second_question(left, draft):
    page = left.new_page()
    page.goto(f"{workspace_of(draft)}unsaved/")

    page.get_by_role("button", name="Discard all").click()
    expect(page.get_by_role("button", name="Keep them")).to_be_focused()
    page.get_by_role("button", name="Discard them").click()

    expect(page.get_by_role("status")).to_contain_text("Discarded.")
    assert kept_on(page) == 0
    assert stored(draft) == {"why": "every six months"}


def test_nobody_else_at_the_same_browser_sees_it(left, draft, demo, client):
    anna = type(client)()
    anna.force_login(make_colleague(draft))
    left.clear_cookies()
    page = left.new_page()
    sign_in(page, anna.session.session_key, demo.base_url)

    page.goto(workspace_of(draft))
    expect(page.get_by_text(WAITS)).to_be_hidden()
    page.goto(f"{workspace_of(draft)}form/summary/")
    expect(page.locator("#id_why")).to_have_value("every six months")
    page.goto(f"{workspace_of(draft)}unsaved/")
    expect(page.get_by_role("status")).to_contain_text("Nothing is waiting")
    assert kept_on(page) == 2


@pytest.mark.parametrize(
    ("choice", "number"),
    [
        ("Sign out and keep them on this computer", 2),
        ("Throw them away and sign out", 0),
    ],
)
def test_signing_out_asks_what_becomes_of_it(left, choice, number):
    page = left.new_page()
    page.goto("/")
    page.locator(".menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("[data-number]")).to_have_text("2")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()

    dialog.get_by_role("button", name=choice).click()

    expect(page.get_by_label("E-mail address")).to_be_visible()
    assert kept_on(page) == number


@pytest.mark.parametrize("by", ["coming back", "the button"])
def test_signing_in_again_returns_to_the_same_field(open_window, draft, forgiving, by):  # noqa: ARG001  # its end
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    page.context.clear_cookies()
    page.locator("#id_why").press_sequentially("Typed signed out")
    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("no longer signed in", timeout=15_000)

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.get_by_label("E-mail address").fill(COORDINATOR.email)
    other.get_by_role("textbox", name="Password").fill(COORDINATOR.password)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("heading", name="My alliances")).to_be_visible()
    other.close()
    page.bring_to_front()
    if by == "coming back":
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    else:
        page.get_by_role("button", name="Try now").click()

    expect(state).to_contain_text("Saved", timeout=15_000)
    expect(page.locator("#id_why")).to_have_value("Typed signed out")
    expect(page.locator("#id_why")).to_be_focused()
    assert stored(draft) == {"why": "Typed signed out"}


def test_two_people_in_two_fields_do_not_notice_each_other(open_window, draft):
    maria, anna = open_window(), open_window(make_colleague(draft))
    for page in (maria, anna):
        page.goto(f"{workspace_of(draft)}form/summary/")

    maria.locator("#id_why").fill("Hers")
    anna.locator("#id_what").fill("Theirs")

    for page, key in ((maria, "why"), (anna, "what")):
        state = page.locator(f'[data-key="{key}"] .reply__state')
        expect(state).to_contain_text("Saved", timeout=15_000)
    assert stored(draft) == {"why": "Hers", "what": "Theirs"}


def test_who_comes_back_to_the_net_over_a_colleague_sees_both(
    open_window,
    draft,
    forgiving,  # noqa: ARG001  # its end
):
    maria, anna = open_window(), open_window(make_colleague(draft))
    for page in (maria, anna):
        page.goto(f"{workspace_of(draft)}form/summary/")
    maria.context.set_offline(True)
    maria.locator("#id_why").press_sequentially("Typed offline")
    anna.locator("#id_why").fill("Saved meanwhile")
    state = anna.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("Saved", timeout=15_000)

    maria.context.set_offline(False)

    dialog = maria.get_by_role("dialog")
    expect(dialog).to_contain_text("Saved meanwhile", timeout=15_000)
    expect(dialog.locator("ins")).to_have_text("Typed offline")
    dialog.get_by_role("button", name="Edit both together").click()
    state = maria.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("Saved", timeout=15_000)
    assert stored(draft) == {"why": "Saved meanwhile\n\nTyped offline"}
