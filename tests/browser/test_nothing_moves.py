"""Nothing moves under the eyes of who reads or types, whatever comes later."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alliances.models import User
from proposals.demo import EDITOR
from proposals.models import Proposal
from tests.browser.steps import workspace_of
from tests.browser.stillness import answer_late, moved, watch

pytestmark = pytest.mark.journeys

LOOKS = {"desk": {}, "phone": {"phone": True}}
PAGES = ("", "form/relevance/", "form/budget/", "what-if/", "submit/", "invitations/")
FAR_AWAY = "America/New_York"
IN_THE_MASTHEAD = 0.01
"""Where the deadline is told in the reader's time too, its own lines make room."""


@pytest.fixture
def workspace(maria):  # noqa: ARG001  # who opened it
    """Return the address of the demo's whole proposal."""
    call_command("load_forms", verbosity=0)
    return workspace_of(Proposal.objects.get(alliance__acronym="RAILWRIGHT"))


@pytest.fixture
def lacking(maria):  # noqa: ARG001  # who opened it
    """Return the address of a consortium that lacks a country."""
    return workspace_of(Proposal.objects.get(alliance__acronym="CYBERSKILLS"))


@pytest.fixture(params=LOOKS)
def page(request, open_window):
    """Open a window far from Brussels, in which answers come late."""
    page = watch(open_window(zone=FAR_AWAY, **LOOKS[request.param]))
    answer_late(page)
    return page


def open_whole(page, address):
    """Open a page and let everything arrive that it asks for by itself."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def test_pages_arrive_where_they_stay(page, workspace, lacking):
    restless = {}
    of_the_draft = (f"{workspace}{each}" for each in PAGES)
    for address in (reverse("alliance-list"), lacking, *of_the_draft):
        page.goto(address)
        least = IN_THE_MASTHEAD if address.endswith("submit/") else 0
        if found := moved(page, least=least):
            restless[address] = found

    assert restless == {}


def test_page_to_sign_in_arrives_where_it_stays(demo):
    page = watch(demo.open_page(phone=True))

    page.goto(reverse("account_login"))

    expect(page.get_by_role("button", name="passkey")).to_be_visible()
    assert moved(page) == []


def test_answer_that_saves_itself_moves_nothing(page, workspace):
    page.goto(f"{workspace}form/relevance/")
    box = page.locator("textarea").first
    key = box.evaluate("each => each.closest('[data-key]').dataset.key")

    box.press_sequentially("Because of this. ")

    state = page.locator(f'[data-key="{key}"] .reply__state')
    expect(state).to_contain_text("Saved")
    assert moved(page) == []


def test_colleague_who_comes_moves_nothing(page, open_window, workspace):
    page.goto(f"{workspace}form/relevance/")
    colleague = open_window(User.objects.get(email=EDITOR.email))
    colleague.goto(f"{workspace}form/relevance/")

    page.locator("textarea").first.focus()

    expect(page.locator("[data-presence]")).to_contain_text("Říha")
    assert moved(page) == []


def test_notice_of_the_end_moves_nothing(page, workspace):
    page.goto(f"{workspace}form/relevance/")

    soon = timezone.now() + timedelta(seconds=230)
    Session.objects.update(expire_date=soon)

    expect(page.get_by_text("You are signed out in")).to_be_visible(timeout=20_000)
    assert moved(page) == []


def test_panel_that_is_drawn_anew_moves_nothing(page, lacking):
    open_whole(page, lacking)
    expect(page.locator("#mend .repairs")).to_be_visible()
    page.get_by_text("As confirmed", exact=True).click()
    page.get_by_text("As planned", exact=True).click()

    with page.expect_response("**/eligibility/fragment/*"):
        page.evaluate("htmx.trigger(document.body, 'composition-changed')")

    expect(page.locator("#mend .repairs")).to_be_visible()
    assert moved(page) == []


def test_partner_who_goes_moves_nothing_above(page, workspace):
    open_whole(page, workspace)

    page.get_by_role("button", name="Remove P20").click()

    expect(page.locator("#p20")).to_have_count(0)
    assert moved(page) == []


def test_fact_that_is_saved_moves_nothing(page, workspace):
    open_whole(page, workspace)
    page.get_by_label("Grant requested").fill("3,800,000")

    page.keyboard.press("Tab")

    expect(page.locator("#facts-state")).to_contain_text("Saved")
    assert moved(page) == []


def test_scenario_that_is_drawn_anew_moves_nothing(page, workspace):
    open_whole(page, f"{workspace}what-if/")
    page.get_by_role("button", name="Take out P3").scroll_into_view_if_needed()
    before = page.get_by_role("button", name="Take out P3").bounding_box()

    page.get_by_role("button", name="Take out P3").click()

    back = page.get_by_role("button", name="Bring back P3")
    expect(back).to_be_visible()
    assert moved(page) == []
    assert back.bounding_box()["y"] == pytest.approx(before["y"], abs=1)
