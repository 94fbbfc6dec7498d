"""Who answered by a link opens an account, and answers the rest from there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation
from alliances.models import User
from proposals.services.letters import send_letter
from tests.browser.barriers import violations
from tests.factories import make_eligible_draft
from tests.pages.mails import code_of
from tests.proposals.services.asking import ask, ask_by_mail, partner

pytestmark = pytest.mark.journeys

ANNA = "anna@ghent.example"
PASSWORD = "four words in a row"


@pytest.fixture
def drafts(maria, monkeypatch):
    """Make two drafts of which each has a partner with one and the same contact."""
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return [
        make_eligible_draft(
            by=maria, acronym=acronym, confirmation=Confirmation.NOT_INVITED
        )
        for acronym in ("BRIDGES", "LADDERS")
    ]


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_contact_finds_every_question_in_an_account(demo, drafts, mailoutbox, phone):
    bridges, ladders = drafts
    send_letter(kind="confirmation-request", key=ask(ladders, 3, email=ANNA).pk)
    page = demo.open_page(phone=phone)
    page.goto(reverse("confirm", args=[ask_by_mail(bridges, email=ANNA)]))
    confirms(page)

    page.get_by_role("link", name="Open an account for this address").click()
    assert violations(page) == []
    opens_an_account(page, mailoutbox)

    expect(page.get_by_role("heading", name="My invitations")).to_be_visible()
    expect(invitation(page, "BRIDGES")).to_contain_text("Chamber of Ghent")
    expect(invitation(page, "BRIDGES")).to_contain_text("Confirmed")
    expect(invitation(page, "LADDERS")).to_contain_text("Waits for your answer")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width_of(page)

    invitation(page, "LADDERS").get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="Confirm your part")).to_be_visible()
    confirms(page)
    page.get_by_role("link", name="My invitations").first.click()
    expect(invitation(page, "LADDERS")).to_contain_text("Confirmed")

    assert partner(ladders, 3).confirmation == Confirmation.CONFIRMED
    assert User.objects.get(email=ANNA).full_name == "Anna Kovács"


def confirms(page):
    page.get_by_label("Your name").fill("Anna Kovács")
    page.get_by_label("Your function").fill("Rector")
    page.get_by_role("button", name="Confirm as full partner").click()
    expect(page.get_by_text("Anna Kovács, Rector")).to_be_visible()


def opens_an_account(page, mailoutbox):
    """Fill the form for the one address it takes, and prove it by the code."""
    expect(page.get_by_label("E-mail address")).to_be_disabled()
    expect(page.get_by_label("E-mail address")).to_have_value(ANNA)
    page.get_by_label("Full name").fill("Anna Kovács")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    code = page.get_by_label("Code")
    expect(code).to_be_visible()
    assert violations(page) == []
    assert mailoutbox[-1].to == [ANNA]
    code.fill(code_of(mailoutbox[-1]))
    page.get_by_role("button", name="Confirm the address").click()


def invitation(page, acronym):
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=acronym)


def width_of(page):
    return page.viewport_size["width"]
