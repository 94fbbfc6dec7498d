"""Three roles do their work without a mouse; the focus is seen at each stop.

docs/accessibility.md lists the steps and the keys of each journey.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation
from alliances.models import Call
from proposals.demo import ADMINISTRATOR, COORDINATOR, SECOND_ADMINISTRATOR
from proposals.models import Answer, Submission
from proposals.services.application_forms import publish_form
from tests.browser.steps import workspace_of
from tests.browser.stops import WatchedKeys
from tests.browser.test_journeys import corrected
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, partner
from tests.proposals.services.forms import FORM

pytestmark = pytest.mark.journeys
PATIENCE = 15_000
"""Milliseconds an answer may take on a busy machine."""
SLOW_LINE = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 60_000,
    "uploadThroughput": 60_000,
}
__all__ = ["corrected"]  # a fixture: the table the administrators publish


@pytest.fixture(autouse=True)
def _nothing_is_queued(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)


def signs_in(page, account):
    """Sign in from the page that asks for it; return the hands."""
    page.goto("/")
    hand = WatchedKeys(page)
    hand.write(page.get_by_label("E-mail address"), account.email)
    hand.write(page.get_by_role("textbox", name="Password"), account.password)
    hand.step("Enter")
    expect(page.get_by_role("heading", name="My alliances")).to_be_visible()
    return hand


@pytest.mark.parametrize(
    ("spoilt", "trouble"),
    [
        ("field.style.outline = 'none'", "no ring of the focus"),
        ("field.style.outlineColor = 'transparent'", "no ring of the focus"),
        ("field.style.boxShadow = 'none'", "no ring of the focus"),
        ("bar.style.cssText = 'position: fixed; inset: 0'", "hidden"),
        ("bar.style.cssText = 'position: fixed; inset: 0 50% 0 0'", "under band"),
        ("field.tabIndex = 1", "out of order"),
        ("bar.style.cssText = 'position: relative; top: 5000px'", "stands before"),
    ],
)
def test_spoilt_stop_is_noticed(demo, spoilt, trouble):
    page = demo.open_page()
    page.goto("/")
    page.evaluate(f"""() => {{
      const bar = document.querySelector("header");
      const field = document.querySelector("[name=password]");
      {spoilt};
    }}""")
    hand = WatchedKeys(page)

    hand.go_round()
    hand.go_to(page.get_by_label("E-mail address"))

    assert trouble in "; ".join(hand.troubles)


def test_stop_is_looked_at_once_its_style_is_there(demo):
    page = demo.open_page()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    page.goto("/", wait_until="commit")
    hand = WatchedKeys(page)

    hand.go_to(page.get_by_role("textbox", name="Password"))

    assert hand.troubles == set()


# ---------------------------------------------------------------- the coordinator


def test_coordinator_begins_and_writes(demo):
    for call in Call.objects.all():
        publish_form(call=call, text=FORM, reason="A test.")
    hand = signs_in(demo.open_page(), COORDINATOR)
    starts(hand)
    adds_a_partner(hand)
    reads_a_clause_and_comes_back(hand)
    answers_a_question(hand)

    assert Answer.objects.filter(text="For small towns.").count() == 1
    assert hand.troubles == set()


def starts(hand):
    """Choose what to apply for, and name the alliance."""
    page = hand.page
    hand.press(page.get_by_role("link", name="Start an alliance"))
    hand.press(page.get_by_role("link", name="Lot 1: Design and delivery of VET").first)
    hand.write(page.get_by_label("Acronym"), "VERDE")
    hand.press(page.get_by_role("button", name="Start the alliance"))
    expect(page.get_by_role("heading", name="Consortium", exact=True)).to_be_visible()


def adds_a_partner(hand):
    """Fill in the drawer, which gives the focus to the new row."""
    page = hand.page
    hand.press(page.get_by_role("link", name="Add a partner").first)
    name = page.get_by_role("combobox", name="Organisation")
    expect(name).to_be_focused(timeout=PATIENCE)
    assert hand.go_round() > 10
    hand.write(name, "Kauno kolegija")
    hand.choose(page.get_by_role("combobox", name="Country"), "Lithuania")
    hand.tick(page.get_by_role("checkbox", name="Higher education"))
    hand.press(page.get_by_role("button", name="Add the partner"))
    row = page.locator("#p1").get_by_role("link").first
    expect(row).to_be_focused(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")


def reads_a_clause_and_comes_back(hand):
    """Open what a clause says, and close it with Escape."""
    page = hand.page
    sheet = page.locator("#explain")
    clause = page.get_by_role("link", name="Duration", exact=True)
    hand.press(clause)
    expect(sheet).to_be_visible(timeout=PATIENCE)
    hand.step("Escape")
    expect(sheet).to_be_hidden()
    expect(clause).to_be_focused()


def answers_a_question(hand):
    """Go to a section of the form, and write; it saves by itself."""
    page = hand.page
    tasks = page.get_by_role("navigation", name="Application")
    hand.go_back_to(tasks.locator("a[href*='/form/']").first)
    hand.step("Enter")
    field = page.locator("form.replies textarea").first
    hand.write(field, "For small towns.")
    expect(page.locator(".reply__state").first).to_contain_text(
        "Saved", timeout=PATIENCE
    )
    hand.go_round()
    expect(field).to_be_focused()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_coordinator_submits(open_window, maria, phone):
    draft = make_eligible_draft(by=maria)
    page = open_window(phone=phone)
    page.goto(workspace_of(draft))
    hand = WatchedKeys(page)
    if phone:
        hand.press(page.get_by_role("button", name="Sections"))
    hand.press(page.get_by_role("link", name="Check and submit").first)
    hand.press(page.get_by_role("button", name="Submit SKILLS"))
    expect(page.get_by_role("alert")).to_contain_text("Confirm that you may act")
    hand.tick(page.get_by_role("checkbox", name="I may act"))
    hand.press(page.get_by_role("button", name="Submit SKILLS"))

    expect(page.get_by_role("heading", name="SKILLS is submitted")).to_be_visible()
    assert Submission.objects.filter(proposal=draft).exists()
    assert hand.troubles == set()


# ---------------------------------------------------------------- the partner


@pytest.fixture(params=[False, True], ids=["desk", "phone"])
def link(request, demo, charter):
    """Open the link of a mail; return the hands."""
    page = demo.open_page(phone=request.param)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))
    return WatchedKeys(page)


def says_who(hand):
    hand.write(hand.page.get_by_label("Your name"), "Anna Kovács")
    hand.write(hand.page.get_by_label("Your function"), "Vice-rector")


def test_partner_reads_and_confirms(link, charter):
    page = link.page
    assert link.go_round() > 5
    says_who(link)
    link.press(page.get_by_role("button", name="Confirm as full partner"))

    expect(page.get_by_text("Anna Kovács, Vice-rector")).to_be_visible()
    assert partner(charter).confirmation == Confirmation.CONFIRMED
    assert link.troubles == set()


def test_partner_corrects_what_was_missing_and_confirms(link):
    page = link.page
    link.write(page.get_by_label("Your name"), "Anna Kovács")
    link.step("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    link.press(page.get_by_role("alert").get_by_role("link"))
    expect(page.get_by_label("Your function")).to_be_focused()
    page.keyboard.type("Vice-rector")
    link.step("Enter")

    expect(page.get_by_text("Anna Kovács, Vice-rector")).to_be_visible()
    assert link.troubles == set()


def test_partner_declines(link, charter):
    page = link.page
    link.write(page.get_by_label("Your name"), "Anna Kovács")
    link.press(page.locator("summary", has_text="Decline, with a reason"))
    link.write(page.locator("#id_reason"), "No staff.")
    link.press(page.get_by_role("button", name="Decline", exact=True))

    expect(page.get_by_text("No staff.")).to_be_visible()
    assert partner(charter).confirmation == Confirmation.DECLINED
    assert link.troubles == set()


def test_partner_asks_for_a_change_and_goes_back_for_the_name(link):
    page = link.page
    link.press(page.locator("summary", has_text="Ask for a change"))
    link.choose(page.get_by_label("Country"), "Portugal")
    link.write(page.get_by_label("In your own words"), "Fewer days.")
    link.go_back_to(page.get_by_label("Your name"))
    page.keyboard.type("Anna Kovács")
    link.press(page.get_by_role("button", name="Ask for this change"))

    expect(page.get_by_text("Asked for a change", exact=True)).to_be_visible()
    expect(page.locator("ins")).to_have_text("Portugal")
    assert link.troubles == set()


# ---------------------------------------------------------------- the administrators


def test_two_administrators_publish_a_table(demo, corrected):
    anton = uploads_and_asks(demo.open_page(), corrected)
    berta = publishes(demo.open_page())

    edition = Call.objects.get(code="2020").editions.latest("version")
    assert (edition.version, edition.reason) == (2, "Bosnia takes part.")
    assert anton.troubles | berta.troubles == set()


def goes_to_administration(page, account):
    hand = signs_in(page, account)
    hand.press(page.locator(".menu summary"))
    hand.press(page.locator(".menu").get_by_role("link", name="Administration"))
    expect(page.get_by_role("navigation", name="Administration")).to_be_visible()
    return hand


def uploads_and_asks(page, file):
    """Bring a table, look at what it would change, and ask another one to publish."""
    # Listened for from the beginning: what listens only now may miss what a key opens.
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    hand = goes_to_administration(page, ADMINISTRATOR)
    parts = page.get_by_role("navigation", name="Administration")
    hand.press(parts.get_by_role("link", name="Reference data"))
    hand.press(page.get_by_role("link", name="Upload a table of call 2020"))
    expect(page.get_by_role("heading", name="Upload a table")).to_be_visible()
    assert hand.go_round() > 20
    hand.tick(page.get_by_label("Country status"))
    field = page.locator("input[type=file]")
    hand.go_to(field)
    hand.step("Enter")
    expect(field).to_have_value(re.compile(file.name))
    hand.press(page.get_by_role("button", name="Upload and compare"))
    expect(page.get_by_role("row", name="Bosnia")).to_be_visible()
    hand.write(page.get_by_role("textbox", name="Reason"), "Bosnia takes part.")
    hand.press(page.get_by_role("button", name="Ask to publish edition 2"))
    expect(page.get_by_text("Another administrator is asked")).to_be_visible()
    return hand


def publishes(page):
    """Find what waits on the front page of administrators, and publish it."""
    hand = goes_to_administration(page, SECOND_ADMINISTRATOR)
    hand.press(page.get_by_role("link", name="corrected.csv"))
    hand.press(page.get_by_role("button", name="Publish edition 2"))
    expect(page.get_by_role("heading", name="Call 2020, edition 2")).to_be_visible()
    return hand
