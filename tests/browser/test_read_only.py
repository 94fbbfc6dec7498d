"""What is typed while nothing may be changed waits here and is saved afterwards."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alliances.services.pauses import begin_pause, end_pause
from proposals.models import Answer
from tests.browser.steps import workspace_of
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys


def test_answer_typed_meanwhile_saves_by_itself_and_survives_closing(
    maria, open_window, demo
):
    draft = make_draft_with_form(by=maria)
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    begin_pause(reason="A new version", until=None, now=timezone.now())
    before = len(demo.complaints)

    page.locator("#id_why").fill("Because.")

    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("no changes are taken just now", timeout=15_000)
    expect(state).to_contain_text("nothing can be changed for now. Reason: A new")
    page.close()
    del demo.complaints[before:]  # the console tells of each answer 503
    end_pause(now=timezone.now())
    # In the same window: each other one has a journal of its own. There only what the
    # closing page sent once more would have been found, if it came after the pause.
    again = page.context.new_page()
    again.goto(f"{workspace_of(draft)}form/summary/")

    expect(again.locator("#id_why")).to_have_value("Because.")
    saved = again.locator('[data-key="why"] .reply__state')
    expect(saved).to_contain_text("Saved", timeout=15_000)
    assert Answer.objects.get(question="why").text == "Because."


def test_change_of_facts_says_why_it_was_not_saved(maria, open_window, demo):
    draft = make_draft_with_form(by=maria)
    page = open_window()
    page.goto(workspace_of(draft))
    begin_pause(reason="A new version", until=None, now=timezone.now())
    before = len(demo.complaints)

    page.get_by_label("Title", exact=True).fill("A new title")
    page.get_by_label("Title", exact=True).blur()

    note = page.locator(".failure")
    expect(note).to_contain_text("The service takes no changes just now")
    del demo.complaints[before:]
    expect(page.get_by_label("Title", exact=True)).to_have_value("A new title")
