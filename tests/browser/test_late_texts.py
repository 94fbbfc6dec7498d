"""A call closes while somebody types: no text is lost, with script and without."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from alliances.models import Call
from proposals.models import ClosingNotice, LateText
from proposals.services.closings import tell_of_closings
from proposals.services.letters import send_letter
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys
LATE = "Typed while the clock struck five, and wanted all the same."


@pytest.fixture
def draft(maria, monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_draft_with_form(by=maria, acronym="CHARTER")


def close_the_call(draft):
    """Let the deadline pass while pages are open."""
    Call.objects.filter(pk=draft.alliance.call_id).update(
        deadline=timezone.now() - timedelta(seconds=1)
    )


def mailed_link(draft):
    """Send what a closed call has to be told; return the address in the mail."""
    tell_of_closings(now=timezone.now())
    notice = ClosingNotice.objects.get(proposal=draft)
    send_letter(kind="closing-notice", key=notice.pk)
    (link,) = re.findall(r"https?://[^/\s]+(/alliances/\S+)", str(mail.outbox[-1].body))
    return link


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_text_of_an_open_tab_is_kept_and_copied(open_window, draft, demo, phone):
    page = open_window(phone=phone)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{workspace_of(draft)}form/summary/")
    answer = page.get_by_label("Why?")
    answer.fill("In time.")
    expect(page.get_by_text(re.compile("^Saved [0-9]"))).to_be_visible()

    close_the_call(draft)
    answer.fill(LATE)

    expect(page.get_by_text("Not saved: The call has closed")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Kept beside the draft").click()
    expect(page.get_by_role("heading", name="Summary")).to_be_visible()
    expect(page.get_by_role("term")).to_have_text("Why?")
    assert violations(page) == []
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == LATE
    assert draft.answers.get(question="why").text == "In time."
    demo.complaints.clear()  # the browser notes each answer that refuses


def test_mail_leads_to_the_whole_draft_and_from_there_to_what_came_late(
    open_window, draft, demo
):
    page = open_window()
    page.goto(f"{workspace_of(draft)}form/summary/")
    close_the_call(draft)
    page.get_by_label("Why?").fill(LATE)
    expect(page.get_by_role("link", name="Kept beside the draft")).to_be_visible()

    page.goto(mailed_link(draft))

    expect(page.get_by_role("heading", name="The whole draft, to read")).to_be_visible()
    expect(page.get_by_text("this draft was not submitted")).to_be_visible()
    page.get_by_role("link", name="Read what was typed").click()
    expect(page.get_by_text(LATE)).to_be_visible()
    demo.complaints.clear()


def test_form_sent_without_script_is_shown_back_and_downloaded(
    open_window, draft, demo
):
    page = open_window(script=False)
    page.goto(f"{workspace_of(draft)}form/summary/")
    page.get_by_label("Why?").fill(LATE)
    close_the_call(draft)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", name="The call has closed")).to_be_visible()
    expect(page.get_by_role("term")).to_have_text("Why?")
    expect(page.get_by_text(LATE)).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as text").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert f"Why?:\n{LATE}\n" in text
    assert LateText.objects.get(proposal=draft).person == draft.alliance.coordinator
    demo.complaints.clear()
