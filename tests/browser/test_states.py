"""States that a page is seldom in, under axe: each in light, dark and on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alliances.models import Call
from proposals.services.archive import archive_alliance
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_colleague
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.journeys

LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}
WHY = "#id_why"
OF_A_DRAFT = ("workspace", "facts", "eligibility", "submit", "partner-invitations")


@pytest.fixture(params=LOOKS)
def look(request):
    return LOOKS[request.param]


@pytest.fixture
def draft(maria):
    return make_draft_with_form(by=maria)


def section_of(draft):
    return f"{workspace_of(draft)}form/summary/"


def barriers_of(page, draft):
    """Return what axe objects to on the pages of a draft that nobody may change."""
    addresses = [
        *(reverse(name, args=[draft.alliance.public_id]) for name in OF_A_DRAFT),
        section_of(draft),
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = violations(page)
    return {address: each for address, each in found.items() if each}


def test_two_versions_of_an_answer_have_no_barrier(open_window, draft, look):
    page, anna = open_window(), open_window(make_colleague(draft), **look)
    for each in (page, anna):
        each.goto(section_of(draft))
    page.locator(WHY).fill("every six months")
    expect(page.locator('[data-key="why"] .reply__state')).to_contain_text("Saved")

    anna.locator(WHY).fill("every three months")
    expect(anna.get_by_role("dialog")).to_be_visible()
    found = {"dialog": violations(anna)}
    anna.keyboard.press("Escape")
    expect(anna.get_by_label("Your unsaved text")).to_be_visible()
    found["set aside"] = violations(anna)

    assert found == {"dialog": [], "set aside": []}


def test_two_versions_of_a_partner_have_no_barrier(open_window, charter, look):
    one, other = open_window(), open_window(**look)
    for page, name in ((one, "Theirs"), (other, "Mine")):
        page.goto(workspace_of(charter))
        page.locator("#p2 .name a").click()
        page.get_by_role("combobox", name="Organisation").fill(name)
    one.get_by_role("button", name="Save the partner").click()
    expect(one.locator("#p2 .name a")).to_have_text("Theirs")

    other.get_by_role("button", name="Save the partner").click()

    expect(other.get_by_role("button", name="Use mine")).to_be_visible()
    assert violations(other) == []


def test_being_offline_has_no_barrier(open_window, draft, look, demo):
    page = open_window(**look)
    page.goto(section_of(draft))
    page.context.set_offline(True)

    page.locator(WHY).fill("Typed offline")

    state = page.locator('[data-key="why"] .reply__state')
    expect(state).to_contain_text("you are offline")
    assert violations(page) == []
    page.close()  # it tries again until then, and its browser complains each time
    demo.complaints.clear()


def test_text_that_is_too_long_has_no_barrier(open_window, draft, look):
    page = open_window(**look)
    page.goto(section_of(draft))

    page.locator(WHY).fill("Too long. " * 201)

    expect(page.locator('[data-key="why"] .reply__count--over')).to_be_visible()
    expect(page.locator('[data-key="why"] .reply__state')).not_to_be_empty()
    assert violations(page) == []


def test_closed_call_has_no_barrier(open_window, draft, look):
    page = open_window(**look)
    Call.objects.filter(pk=draft.alliance.call_id).update(
        deadline=timezone.now() - timedelta(days=1)
    )

    assert barriers_of(page, draft) == {}


def test_archived_draft_has_no_barrier(open_window, draft, look):
    page = open_window(**look)
    archive_alliance(proposal=draft, by=draft.alliance.coordinator)
    page.goto(reverse("alliance-archived"))
    found = violations(page)

    assert found == []
    assert barriers_of(page, draft) == {}
