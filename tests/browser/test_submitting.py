"""An application is submitted by the keyboard alone, and without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import Submission
from tests.browser.barriers import violations
from tests.browser.hands import Keys, Pointer
from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft


@pytest.mark.parametrize(
    ("hands", "script"),
    [
        pytest.param(Keys, True, id="keys", marks=pytest.mark.journeys),
        pytest.param(Pointer, False, id="no-script"),
    ],
)
def test_application_is_submitted_and_has_a_receipt(open_window, maria, hands, script):
    draft = make_eligible_draft(by=maria)
    page = open_window(script=script)
    hand = hands(page)
    page.goto(workspace_of(draft))

    hand.press(page.get_by_role("link", name="Check and submit").first)
    hand.press(page.get_by_role("button", name="Submit SKILLS"))
    expect(page.get_by_role("alert")).to_contain_text("Confirm that you may act")
    hand.tick(page.get_by_role("checkbox", name="I may act"))
    hand.press(page.get_by_role("button", name="Submit SKILLS"))

    expect(page.get_by_role("heading", name="SKILLS is submitted")).to_be_visible()
    number = Submission.objects.get(proposal=draft).number
    expect(page.get_by_text(re.compile(re.escape(number))).first).to_be_visible()
    assert not script or violations(page) == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_deadline_where_the_reader_is_fits_the_page(open_window, maria, phone):
    draft = make_eligible_draft(by=maria)
    page = open_window(phone=phone, zone="America/Argentina/Buenos_Aires")

    page.goto(reverse("submit", args=[draft.alliance.public_id]))

    expect(page.locator(".masthead .local-time")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide == page.evaluate("document.documentElement.clientWidth")


def test_what_unfolds_is_high_enough_for_a_finger(open_window, maria):
    draft = make_eligible_draft(by=maria)
    page = open_window()
    page.goto(reverse("submit", args=[draft.alliance.public_id]))

    heights = [
        each.bounding_box()["height"] for each in page.locator("main summary").all()
    ]

    assert heights
    assert min(heights) >= 24
