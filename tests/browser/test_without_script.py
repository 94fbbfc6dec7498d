"""The workspace with JavaScript switched off: every act has a page of its own."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import (
    GRANT,
    expect_clause,
    expect_open_clauses,
    import_charter,
    sign_in_by_hand,
    workspace_of,
)

pytestmark = pytest.mark.journeys


def test_file_is_imported_and_its_grant_stated(demo):
    page = demo.open_page(script=False)
    sign_in_by_hand(page)
    import_charter(page)
    expect_open_clauses(page, GRANT)

    page.get_by_label("Grant requested").fill("3.900.000,00")
    page.get_by_role("button", name="Save").click()

    expect_clause(page, GRANT, "Met", "€3,900,000")
    expect(page.get_by_label("Grant requested")).to_have_value("€3,900,000")


def test_refused_grant_keeps_what_was_typed(open_window, charter):
    page = open_window(script=False)
    page.goto(workspace_of(charter))

    page.get_by_label("Grant requested").fill("much")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    expect(page.get_by_label("Grant requested")).to_have_value("much")


def test_partner_is_changed(open_window, charter):
    page = open_window(script=False)
    page.goto(workspace_of(charter))

    page.get_by_role("link", name="Kultur und Arbeit e.V.").last.click()
    page.get_by_role("textbox", name="Organisation").fill("Kultur und Arbeit")
    page.get_by_role("button", name="Save the partner").click()

    expect(page.locator("#p11 .name")).to_have_text("Kultur und Arbeit")
    assert page.url.endswith("#p11")


def test_partner_is_removed_and_brought_back(open_window, charter):
    page = open_window(script=False)
    page.goto(workspace_of(charter))

    page.get_by_role("button", name=re.compile("^Remove P15 Zavod")).click()
    expect(page.locator("#p15")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#p15 .name")).to_contain_text("Zavod")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_what_was_saved_is_seen_where_the_page_opens_further_down(
    open_window, charter, phone
):
    page = open_window(script=False, phone=phone)
    page.goto(reverse("part-a", args=[charter.alliance.public_id, 11]))

    page.get_by_role("button", name="Save Part A").click()

    expect(page.get_by_text(re.compile("^Part A of .+ saved"))).to_be_in_viewport(
        ratio=1
    )
    expect(page.locator("#p11 .name")).to_be_in_viewport(ratio=1)
    assert page.url.endswith("#p11")


def test_toggle_shows_the_other_reading(open_window, charter):
    page = open_window(script=False)
    page.goto(workspace_of(charter))
    expect(page.locator("#eligibility .as-confirmed")).to_be_hidden()

    page.locator("#eligibility").get_by_text("As confirmed", exact=True).click()

    expect(page.locator("#eligibility .as-confirmed")).to_be_visible()
    expect(page.locator("#eligibility .as-planned")).to_be_hidden()
