"""Partners confirm on a phone, without script and by keys; no page has a barrier."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alliances.enums import Confirmation, Role
from proposals.enums import LetterState, MailProblem
from proposals.models import ConfirmationRequest
from proposals.services.confirmations import (
    decline_participation,
)
from proposals.services.link_codes import send_code
from tests.browser.barriers import violations
from tests.proposals.services.asking import ask, ask_by_mail, partner

pytestmark = pytest.mark.journeys

LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}


@pytest.fixture(autouse=True)
def _nothing_is_queued(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)


@pytest.fixture(params=LOOKS)
def window(request, open_window):
    return open_window(**LOOKS[request.param])


def test_partner_confirms_on_a_phone_without_script(demo, charter):
    link = reverse("confirm", args=[ask_by_mail(charter)])
    page = demo.open_page(phone=True, script=False)
    page.goto(link)

    page.get_by_label("Your name").fill("Anna Kovács")
    page.get_by_role("button", name="Confirm as full partner").click()
    expect(page.get_by_role("alert")).to_contain_text("Your function")
    page.get_by_label("Your function").fill("Vice-rector")
    page.get_by_role("button", name="Confirm as full partner").click()

    expect(page.get_by_text("Anna Kovács, Vice-rector")).to_be_visible()
    assert partner(charter).confirmation == Confirmation.CONFIRMED


def test_partner_confirms_by_keys_alone(demo, charter):
    page = demo.open_page(phone=True)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))

    page.keyboard.press("Tab")
    while not page.get_by_label("Your name").evaluate("it => it.matches(':focus')"):
        page.keyboard.press("Tab")
    page.keyboard.type("Anna Kovács")
    page.keyboard.press("Tab")
    page.keyboard.type("Vice-rector")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Anna Kovács, Vice-rector")).to_be_visible()


def test_stranger_says_so_without_a_name(demo, charter):
    page = demo.open_page(phone=True, script=False)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))

    page.get_by_text("This is not our organisation").click()
    page.get_by_role("button", name="Say that it is not ours").click()

    expect(
        page.get_by_role("heading", name="Recorded: this is not your organisation")
    ).to_be_visible()
    assert charter.alliance.acronym not in page.content()
    assert partner(charter).confirmation == Confirmation.NOT_INVITED


def test_change_is_asked_for_on_a_phone_without_script(demo, charter):
    page = demo.open_page(phone=True, script=False)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))

    page.get_by_label("Your name").fill("Anna Kovács")
    page.get_by_text("Ask for a change").click()
    page.get_by_label("Country").select_option("Portugal")
    page.get_by_label("In your own words").fill("Fewer days.")
    page.get_by_role("button", name="Ask for this change").click()

    expect(page.get_by_text("Asked for a change", exact=True)).to_be_visible()
    expect(page.locator("ins")).to_have_text("Portugal")


def test_change_on_the_way_is_read_before_it_is_confirmed(demo, charter):
    page = demo.open_page(phone=True)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))
    charter.alliance.partnerships.filter(number=2).update(role=Role.ASSOCIATED_PARTNER)

    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("Your function").fill("Rector")
    page.get_by_role("button", name="Confirm as full partner").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("del")).to_have_text("Full partner")
    page.get_by_role("button", name="Confirm as associated partner").click()
    expect(page.get_by_text("Anna, Rector")).to_be_visible()


def test_button_counts_the_addresses(open_window, charter):
    page = open_window()
    page.goto(reverse("partner-invitations", args=[charter.alliance.public_id]))
    fields = page.get_by_role("textbox")

    fields.nth(0).fill("a@b.example")
    one = page.get_by_role("button", name="Send 1 invitation", exact=True)
    expect(one).to_be_visible()
    fields.nth(1).fill("c@d.example")
    page.get_by_role("button", name="Send 2 invitations").click()

    expect(page.get_by_text("2 invitations are on their way.")).to_be_visible()
    expect(page.get_by_role("button", name="Send again")).to_have_count(2)


def test_no_page_of_confirmation_has_a_barrier(window, charter):
    asked, answered = ask_by_mail(charter), ask_by_mail(charter, 3)
    decline_participation(token=answered, name="Bea", function="", reason="No staff.")
    failed, came_back = ask(charter, 4), ask(charter, 5)
    ConfirmationRequest.objects.filter(pk=failed.pk).update(
        letter_state=LetterState.FAILED
    )
    ConfirmationRequest.objects.filter(pk=came_back.pk).update(
        letter_state=LetterState.BOUNCED,
        problem=MailProblem.FULL,
        problem_at=timezone.now(),
    )
    old = ask_by_mail(charter, 6)
    day_before = timezone.now() - dt.timedelta(days=1)
    requests = ConfirmationRequest.objects.filter(partnership__number=6)
    requests.update(mailed_at=day_before)
    send_code(token=old)
    public_id = charter.alliance.public_id
    addresses = [
        *(reverse("confirm", args=[each]) for each in (asked, answered, old)),
        reverse("partner-invitations", args=[public_id]),
        reverse("workspace", args=[public_id]),
        reverse("demo-mailbox"),
    ]

    found = {}
    for address in addresses:
        window.goto(address)
        found[address] = violations(window)

    assert found == {address: [] for address in addresses}


@pytest.mark.parametrize("script", [True, False])
def test_language_is_chosen_behind_a_link(demo, charter, script):
    page = demo.open_page(phone=True, script=script)
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))
    link = page.url

    page.get_by_role("button", name="Deutsch").click()

    expect(page.get_by_label("Ihr Name")).to_be_visible()
    assert page.url == link


def test_other_pages_learn_no_address_behind_a_link(demo, charter):
    page = demo.open_page()
    page.goto(reverse("confirm", args=[ask_by_mail(charter)]))

    with page.expect_request("**/guide/partner/") as asked:
        page.get_by_role("link", name="Guide for partners").click()

    assert asked.value.all_headers()["referer"] == f"{demo.base_url}/"
