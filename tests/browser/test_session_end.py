"""Nobody is signed out by surprise: five minutes before, one button goes on."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from proposals.demo import COORDINATOR
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.browser.test_keyboard import go_to
from tests.proposals.services.forms import make_draft_with_form
from tests.stack.browsers import FLAGS, find_browser

pytestmark = pytest.mark.journeys

SOON = "You are signed out in 4 minutes."


@pytest.fixture
def page(open_window, maria):
    """Open a form whose session ends in less than four minutes."""
    draft = make_draft_with_form(by=maria)
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    end_session_in(seconds=230)  # opening the page was an act, which lengthens it
    return page


def end_session_in(*, seconds):
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=seconds))


def test_one_button_lengthens_a_session_that_ends_soon(page):
    note = page.get_by_role("alert").filter(has_text=SOON)
    expect(note).to_be_visible(timeout=15_000)
    assert violations(page) == []
    page.locator("#id_what").focus()

    page.get_by_role("button", name="Stay signed in").click()

    expect(note).to_be_hidden()
    expect(page.locator("#id_what")).to_be_focused()
    days = (Session.objects.get().expire_date - timezone.now()).days
    assert days == 13  # two weeks, a moment ago


def test_session_is_lengthened_by_keys_alone(page):
    note = page.get_by_role("alert").filter(has_text=SOON)
    expect(note).to_be_visible(timeout=15_000)
    page.locator("#id_what").press_sequentially("Typed before")
    button = page.get_by_role("button", name="Stay signed in")

    go_to(page, button, most=200)
    expect(button).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")

    expect(note).to_be_hidden()
    expect(page.locator("#id_what")).to_be_focused()
    expect(page.locator("#id_what")).to_have_value("Typed before")


def test_page_says_that_the_session_has_ended(page, demo):
    expect(page.get_by_text(SOON)).to_be_visible(timeout=15_000)
    end_session_in(seconds=-1)

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.get_by_text("You are signed out. What you typed")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in in another tab")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
    demo.complaints.clear()


def test_form_sent_after_the_end_comes_back_filled(open_window, maria):
    draft = make_draft_with_form(by=maria)
    page = open_window()
    page.goto(f"{workspace_of(draft)}partners/add/")
    page.locator("#id_name").fill("Typed <b> long")
    page.get_by_label("Small or medium enterprise").check()
    Session.objects.all().delete()

    page.get_by_role("button", name="Add the partner").click()
    expect(page.get_by_text("What you typed is kept and comes back")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.get_by_label("E-mail address").fill(COORDINATOR.email)
    page.get_by_role("textbox", name="Password").fill(COORDINATOR.password)
    page.keyboard.press("Enter")

    expect(page.get_by_text("Nothing has been saved or done yet.")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("Typed <b> long")
    expect(page.get_by_label("Small or medium enterprise")).to_be_checked()
    assert violations(page) == []
    assert not draft.alliance.partnerships.filter(name="Typed <b> long").exists()


@pytest.fixture
def keeping(demo):
    """Take a browser that keeps pages for going back, as those of people do."""
    usual = demo.browser
    demo.browser = usual.browser_type.launch(
        executable_path=find_browser(),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield
    demo.close()
    demo.browser.close()
    demo.browser = usual


@pytest.mark.usefixtures("keeping")
def test_going_back_after_signing_out_shows_no_page_of_before(open_window):
    page = open_window()
    page.goto("/")
    page.goto("/accounts/me/")
    page.locator(".menu > summary").click()
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("E-mail address")).to_be_visible()

    for _page in range(2):
        page.go_back()

        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
