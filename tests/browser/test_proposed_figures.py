"""A partner proposes days and a journey, the coordinator decides, both read it."""

import pytest
from playwright.sync_api import expect

from alliances.models import Call
from proposals.models import Effort
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague, make_user
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_package,
)

pytestmark = pytest.mark.journeys


@pytest.fixture
def draft(maria):
    """Make a draft in which P2 has ten days of teachers in WP1."""
    proposal = make_budget_draft(Call.objects.get(code="2020"), by=maria)
    make_package(proposal)
    give_days(proposal, 2, 1, teacher=10)
    return proposal


@pytest.fixture
def contact(open_window, draft):
    """Open the part of P2, on a phone, for the one who writes it."""
    ioana = make_user(full_name="Ioana Pop")
    make_colleague(draft, ioana, role="contact", partner=2)
    page = open_window(ioana, phone=True)
    page.goto("/")
    page.get_by_role("link", name="SKILLS", exact=True).click()
    page.get_by_role("button", name="Sections").click()
    page.get_by_role("link", name="Effort and budget").click()
    return page


def propose(contact):
    """Propose five days more, and a journey."""
    contact.get_by_role("textbox", name="WP1 Management Teacher").fill("15")
    contact.get_by_label("Why, for the coordinator").fill("One more pilot")
    contact.get_by_role("button", name="Propose these days").click()
    contact.get_by_role("link", name="Propose a new line").click()
    contact.get_by_label("Participants").fill("2")
    contact.get_by_label("Kilometres one way").fill("2,100")
    contact.get_by_label("Full and half days").fill("4")
    contact.get_by_role("button", name="Propose", exact=True).click()


def only(page, place):
    """Tick one of the figures that are proposed, and no other."""
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("checkbox", name=place).check()


def test_days_are_approved_and_a_journey_is_refused(open_window, contact, draft):
    propose(contact)
    assert violations(contact) == []
    assert days(draft) == 10

    page = open_window()
    page.goto(f"{workspace_of(draft)}form/budget/")
    page.get_by_role("link", name="approve or refuse them").click()
    assert violations(page) == []
    only(page, "WP1")
    page.get_by_role("button", name="Approve what is ticked").click()
    expect(page.get_by_role("status")).to_contain_text("1 figure approved")
    assert days(draft) == 15

    page.get_by_text("Refuse what is ticked").click()
    page.get_by_role("button", name="Refuse", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Write why")
    page.get_by_label("Why? The partner reads it.").fill("One meeting is enough.")
    page.get_by_role("button", name="Refuse", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 figure refused")

    contact.reload()
    decided = contact.get_by_role("region", name="Decided").get_by_role("listitem")
    expect(decided).to_have_count(2)
    refused = decided.filter(has_text="Refused")
    expect(refused).to_contain_text("2 Staff, 2,100 km, 4 days")
    expect(refused).to_contain_text("One meeting is enough.")
    expect(decided.filter(has_text="Approved")).to_contain_text("10 → 15")
    expect(contact.get_by_text("for the coordinator.")).to_have_count(0)
    assert days(draft) == 15


def days(draft):
    return Effort.objects.get(work_package__proposal=draft).days
