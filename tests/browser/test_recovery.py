"""Two texts of one answer, no network, an ended session: both are still there."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from proposals.demo import COORDINATOR
from proposals.services.answers import Reply, save_answer
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

MINE = "Typed in a train, every three months."
THEIRS = "Saved meanwhile, every six months."


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


@pytest.fixture
def page(open_window, draft, demo):
    """Type offline what somebody else saves meanwhile; the session ends, the tab too.

    What it returns is the window after signing in again.
    """
    page = open_window()
    # A keepalive request that is led on to the sign-in page never ends while watched.
    page.context.unroute("**/*")
    page.goto(f"{workspace_of(draft)}form/summary/")
    page.context.set_offline(True)
    page.locator("#id_why").fill(MINE)
    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("you are offline")
    save_answer(
        proposal=draft,
        question="why",
        reply=Reply(THEIRS),
        version=0,
        by=make_colleague(draft),
    )
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(state).to_contain_text("no longer signed in", timeout=15_000)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    yield sign_in_at(again, f"{workspace_of(draft)}unsaved/")
    demo.complaints.clear()


def sign_in_at(page, address):
    """Open a page that asks who it is for, and say so."""
    page.goto(address)
    page.get_by_label("E-mail address").fill(COORDINATOR.email)
    page.get_by_role("textbox", name="Password").fill(COORDINATOR.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def history(draft):
    rows = draft.answers.get(question="why").versions.order_by("version")
    return list(rows.values_list("text", flat=True))


def test_both_texts_are_shown_after_signing_in_again(page, draft):
    expect(page.get_by_role("heading", level=1)).to_have_text("Unsaved text")
    one = page.locator(".unsaved__one")
    expect(one.locator("p.versions__text")).to_have_text(THEIRS)
    expect(one.locator("ins")).to_have_text(["Typed in a train, ", "three"])
    expect(one.locator("del")).to_have_text(["Saved meanwhile, ", "six"])
    assert violations(page) == []
    assert history(draft) == [THEIRS]


def test_mine_is_restored_and_theirs_stays_in_the_history(page, draft):
    page.get_by_role("button", name="Restore all").click()

    expect(page.get_by_role("status")).to_have_text("Restored:")
    assert history(draft) == [THEIRS, MINE]


def test_the_form_itself_asks_which_of_both_it_is_to_be(page, draft):
    page.goto(f"{workspace_of(draft)}form/summary/")

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(THEIRS)
    dialog.get_by_role("button", name="Edit both together").click()
    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("Saved", timeout=15_000)
    assert history(draft) == [THEIRS, f"{THEIRS}\n\n{MINE}"]
