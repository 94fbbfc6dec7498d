"""Programs that follow links of mails, with script and clicks, change nothing."""

import pytest
from django.core import mail
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest, LinkCode
from proposals.services.letters import send_letter
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import (
    ask_by_mail,
    grow_old,
    newest_figures,
    partner,
)

VISITS = 20
NOT_A_SUBMIT = "a[href], summary, button[type=button], [role=button], [onclick], label"
"""What a program clicks that will not send forms: everything but their buttons."""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journeys]


@pytest.fixture
def draft(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_eligible_draft(confirmation=Confirmation.NOT_INVITED)


def stored(draft):
    """Return everything a link could change."""
    (row,) = ConfirmationRequest.objects.values()
    row_of_partner = type(partner(draft)).objects.values().get(pk=partner(draft).pk)
    draft.refresh_from_db()
    codes = LinkCode.objects.count()
    return row, row_of_partner, draft.revision, codes, len(mail.outbox)


def click_everything(page, link):
    """Click whatever is no submit button, coming back after each."""
    clicked = 0
    while True:
        page.goto(link)
        # Opened without a click, so that what lies inside can be clicked too.
        page.evaluate(
            "document.querySelectorAll('details').forEach(each => each.open = true)"
        )
        controls = page.locator(NOT_A_SUBMIT)
        if clicked >= controls.count():
            return clicked
        control = controls.nth(clicked)
        if not (control.get_attribute("href") or "").startswith("mailto:"):
            control.dispatch_event("click")
            page.wait_for_load_state()
        clicked += 1


@pytest.mark.parametrize("is_old", [False, True], ids=["fresh", "old"])
def test_twenty_visits_with_script_and_clicks_change_nothing(visitor, draft, is_old):
    link = reverse("confirm", args=[ask_by_mail(draft)])
    if is_old:
        grow_old()
    before = stored(draft)
    page = visitor.open_page()

    for _visit in range(VISITS):
        assert page.request.head(link).ok
        assert page.request.get(link, max_redirects=20).ok
        assert page.request.get(f"{link}?answer=confirm&act=send-code&name=A").ok
    clicked = click_everything(page, link)

    assert clicked > 0
    assert stored(draft) == before


def test_link_still_takes_its_answer_afterwards(visitor, draft):
    link = reverse("confirm", args=[ask_by_mail(draft)])
    page = visitor.open_page()
    click_everything(page, link)
    page.goto(link)

    page.get_by_label("Your name").first.fill("Anna")
    page.get_by_label("Your function").first.fill("Rector")
    page.get_by_role("button", name="Confirm as full partner").click()

    page.get_by_text("Anna, Rector").wait_for()
    assert ConfirmationRequest.objects.get().answer == PartnerAnswer.CONFIRMED


def test_person_with_an_old_link_answers_by_a_code_on_a_phone(visitor, draft):
    link = reverse("confirm", args=[ask_by_mail(draft)])
    grow_old()
    page = visitor.open_page(phone=True, script=False)
    page.goto(link)
    page.get_by_role("button", name="Send a code").click()
    send_letter(kind="link-code", key=LinkCode.objects.get().pk)
    # No cookie survives a mail program that opens its own window.
    page.context.clear_cookies()

    page.get_by_label("Code").fill(newest_figures())
    page.get_by_role("button", name="Open the page").click()
    page.context.clear_cookies()
    page.get_by_label("Your name").first.fill("Anna")
    page.get_by_label("Your function").first.fill("Rector")
    page.get_by_role("button", name="Confirm as full partner").click()

    page.get_by_text("Anna, Rector").wait_for()
    assert partner(draft).confirmation == Confirmation.CONFIRMED
