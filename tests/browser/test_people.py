"""Two windows: who is here, a comment, a section given away, a text brought back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import Answer, FormSection, Mention
from proposals.services.answers import Reply, save_answer
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague, make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria):
    proposal = make_draft_with_form(by=maria)
    for question, text in (("what", "What"), ("why", "Every six months.")):
        save_answer(
            proposal=proposal,
            question=question,
            reply=Reply(text),
            version=0,
            by=maria,
        )
    return proposal


def test_two_people_finish_a_section(open_window, draft):
    anna = make_colleague(draft, make_user(full_name="Anna Berg"))
    section = f"{workspace_of(draft)}form/summary/"
    first, second = open_window(), open_window(anna)
    first.goto(section)
    second.goto(section)

    first.get_by_text("Nobody's section yet").click()
    first.get_by_label("Who writes this section").select_option("Anna Berg")
    first.get_by_role("button", name="Assign").click()
    expect(first.get_by_text("Section of Anna Berg")).to_be_visible()
    with second.expect_request(lambda sent: sent.post_data == "question=why"):
        second.locator("#id_why").fill("Every three months.")
    expect(second.locator('[data-key="why"] .reply__state')).to_contain_text("Saved")
    first.reload()
    here = first.locator("[data-presence]")
    expect(here).to_have_text("Anna Berg is here, editing “Why?”.")

    first.get_by_role("link", name="Comment on “Why?”").click()
    first.get_by_label("Comment", exact=True).fill("Three or six?")
    first.get_by_label("Tell somebody by mail").select_option("@Anna Berg")
    first.get_by_role("button", name="Comment", exact=True).click()
    expect(first.get_by_text("Three or six?")).to_be_visible()
    assert violations(first) == []

    second.reload()
    second.get_by_role("link", name="1 open comment on “Why?”").click()
    second.get_by_role("button", name="Mark as settled").click()
    expect(second.get_by_text("Settled by Anna Berg")).to_be_visible()
    second.goto(f"{workspace_of(draft)}answers/why/history/")
    assert violations(second) == []
    second.get_by_role("button", name="Bring this text back").click()
    expect(second.locator("#id_why")).to_have_value("Every six months.")
    second.get_by_role("button", name="Yes").click()
    expect(
        second.get_by_text("You have completed 1 of 3 sections of the form")
    ).to_be_visible()

    assert Answer.objects.get(question="why").text == "Every six months."
    assert FormSection.objects.get(proposal=draft).completed_by == anna


def test_a_name_that_is_begun_is_completed_by_keyboard(open_window, draft):
    anna = make_colleague(draft, make_user(full_name="Anna Berg"))
    make_colleague(draft, make_user(full_name="Andor Kis"))
    page = open_window()
    page.goto(f"{workspace_of(draft)}answers/why/comments/")
    text = page.get_by_label("Comment", exact=True)
    people = page.get_by_role("listbox", name="People")

    text.press_sequentially("Ask @an")
    expect(people.get_by_role("option")).to_have_text(["Andor Kis", "Anna Berg"])
    assert violations(page) == []
    text.press("ArrowDown")
    text.press("Enter")
    text.press_sequentially("please.")
    expect(text).to_have_value("Ask @Anna Berg please.")
    text.press_sequentially(" @x")
    expect(people.get_by_role("option")).to_have_count(0)
    page.get_by_role("button", name="Comment", exact=True).click()

    expect(page.locator(".remark")).to_contain_text("@Anna Berg")
    assert Mention.objects.get().person == anna


@pytest.mark.parametrize("role", ["viewer", "contact"])
def test_who_only_reads_meets_no_barrier(open_window, draft, role):
    partner = 2 if role == "contact" else None
    page = open_window(make_colleague(draft, role=role, partner=partner))
    place = [draft.alliance.public_id, "summary"]
    found = {}
    for address in ("/", reverse("form-section", args=place)):
        page.goto(address)
        found[address] = violations(page)

    expect(page.get_by_text("Every six months.")).to_be_visible()
    assert found == {address: [] for address in found}
