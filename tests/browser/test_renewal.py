"""A page left open goes on after its person signed in anew, and for nobody else."""

import pytest
from playwright.sync_api import expect

from alliances.models import User
from proposals.demo import COORDINATOR, EDITOR
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form
from tests.proposals.services.work_plans import add_package, make_draft_with_plan

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


@pytest.fixture
def page(open_window, draft, demo):
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    yield page
    demo.complaints.clear()  # a refused token is told to the console too


def sign_in_elsewhere(page, account):
    """Sign in anew in another tab, and leave the first one where it is."""
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto("/accounts/login/")
    other.get_by_label("E-mail address").fill(account.email)
    other.get_by_role("textbox", name="Password").fill(account.password)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("heading", name="My alliances")).to_be_visible()


def test_an_answer_is_saved_by_itself_after_signing_in_elsewhere(page):
    sign_in_elsewhere(page, COORDINATOR)
    answers = []
    page.on("response", lambda each: answers.append((each.url, each.status)))

    page.locator("#id_why").press_sequentially("Typed in the old tab")

    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("Saved", timeout=15_000)
    page.locator("#id_what").focus()
    page.wait_for_timeout(3000)
    assert [status for url, status in answers if url.endswith("/here/")][-1:] == [200]


def test_a_tick_is_saved_after_signing_in_elsewhere(open_window, maria, demo):
    draft = make_draft_with_plan(by=maria)
    add_package(draft)
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/activities/")
    sign_in_elsewhere(page, COORDINATOR)

    page.get_by_role("checkbox", name="WP1 Pilots").check()

    expect(page.locator(".carried__state")).to_have_text("Saved", timeout=15_000)
    assert draft.activity_coverage.count() == 1
    demo.complaints.clear()  # as above


def test_nobody_else_sends_what_was_typed_before(page, draft):
    make_colleague(draft, User.objects.get(email=EDITOR.email))
    sign_in_elsewhere(page, EDITOR)

    page.locator("#id_why").press_sequentially("Maria typed this")

    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("no longer signed in", timeout=15_000)
    assert not draft.answers.exists()
