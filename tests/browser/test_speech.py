"""Live regions speak once: each message by itself, never a whole panel read anew."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.speech import heard, listen
from tests.browser.steps import workspace_of
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

VERDICT = "Saved 00:00. As planned: 10 met, 0 not met, 0 cannot tell yet."
TWIN = (
    "Same organisation? P1 Universitat de Barcelona has the same name. "
    "You can add it all the same; the rules count one organisation once."
)
CLOCK = re.compile(r"\d\d:\d\d")


def said(page):
    """Return how often each message was read aloud, whatever the hour."""
    return Counter(CLOCK.sub("00:00", each) for each in heard(page))


def once(*messages):
    return dict.fromkeys(messages, 1)


@pytest.fixture
def workspace(open_window, charter):
    page = open_window()
    page.goto(workspace_of(charter))
    listen(page)
    return page


@pytest.fixture
def answers(open_window, maria):
    page = open_window()
    page.goto(f"{workspace_of(make_draft_with_form(by=maria))}form/summary/")
    listen(page)
    return page


def opens_the_drawer(page, name, country):
    page.get_by_role("link", name="Add a partner").click()
    page.get_by_role("combobox", name="Organisation").fill(name)
    expect(page.locator("#suggestions-status")).not_to_be_empty()
    page.get_by_role("combobox", name="Country").fill(country)
    page.keyboard.press("Tab")


def test_added_partner_is_told_of_once(workspace):
    opens_the_drawer(workspace, "Vilnius University", "Lith")
    workspace.get_by_role("checkbox", name="Higher education").check()
    with workspace.expect_response("**/eligibility/fragment/*"):
        workspace.get_by_role("button", name="Add the partner").click()
    expect(workspace.locator("#p22")).to_be_visible()

    nobody = "No organisation known by this name. Write it in full."
    assert said(workspace) == once("1 country", nobody, VERDICT)


def test_typed_figure_is_told_of_once(workspace):
    grant = workspace.get_by_label("Grant requested")
    with workspace.expect_response("**/eligibility/fragment/*"):
        grant.press("Control+a")
        grant.press_sequentially("3,800,000")
        grant.press("Tab")

    assert said(workspace) == once(VERDICT)


def test_twin_is_told_of_once_whatever_is_chosen_after_it(workspace):
    opens_the_drawer(workspace, "Universitat de Barcelona", "Spain")
    expect(workspace.locator("#twins")).to_contain_text("Same organisation?")
    with workspace.expect_response("**/twins/fragment/*"):
        workspace.get_by_role("checkbox", name="Higher education").check()

    known = "1 organisation known by this name. Down arrow and Enter choose it."
    assert said(workspace) == once("1 country", known, TWIN)


def test_letters_that_are_left_are_told_of_near_the_limit_after_the_last_key(workspace):
    opens_the_drawer(workspace, "University of Tunis", "Tunisia")
    text = workspace.get_by_label("Added value")
    text.press_sequentially("Because")
    text.fill("a" * 2950)
    text.press_sequentially("abc")
    voice = workspace.locator("[role=status]", has_text="characters left")
    expect(voice).to_have_text("47 characters left")

    told = {each: often for each, often in said(workspace).items() if "left" in each}
    assert told == once("47 characters left")


def test_answer_is_told_of_once_in_each_state(answers):
    answers.locator("#id_why").press_sequentially("Because.")
    state = answers.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("Saved", timeout=15_000)

    signed = "Saved 00:00 by Maria Kazlauskienė"
    assert said(answers) == once("Not saved yet", "Saving…", signed)


def test_trouble_that_lasts_is_not_told_of_at_each_attempt(answers, demo):
    answers.context.set_offline(True)
    answers.locator("#id_why").press_sequentially("Because.")
    carry = answers.get_by_role("button", name="Copy")
    expect(carry).to_be_visible(timeout=15_000)
    answers.wait_for_timeout(8000)  # two attempts more at least

    assert set(said(answers).values()) == {1}
    demo.complaints.clear()
