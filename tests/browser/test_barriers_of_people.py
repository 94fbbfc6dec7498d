"""Pages about partners, mails and accounts under axe-core, in each of their states."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.enums import Confirmation, Role
from proposals.models import FormalDocument
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
)
from proposals.services.formal_documents import request_documents
from tests.browser.barriers import violations
from tests.factories import add, make_eligible_draft, make_user
from tests.pages.codes import give_app
from tests.proposals.services.asking import ask, ask_by_mail, shown
from tests.proposals.services.signing import draw, upload_signed

pytestmark = pytest.mark.journeys

LOOKS = {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}
PASSWORD = "a long password"
SECOND_FACTORS = (
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"),
    "mfa_reauthenticate",
)
WITH_AN_APP = (
    *("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_deactivate_totp", "mfa_reauthenticate"),
)


@pytest.fixture(params=LOOKS)
def window(request, open_window):
    return open_window(**LOOKS[request.param])


@pytest.fixture
def draft(maria, monkeypatch):
    """Make a draft of which every partner stands somewhere else."""
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    draft = make_eligible_draft(by=maria, confirmation=Confirmation.NOT_INVITED)
    for number, country in enumerate(("DE", "FR", "IT", "ES"), start=4):
        add(draft, f"School {number}", country, confirmation=Confirmation.NOT_INVITED)
    add(draft, "City of Brno", "CZ", role=Role.ASSOCIATED_PARTNER)
    who = {"name": "Anna Kovács", "function": "Rector"}
    for number in (2, 3):
        token = ask_by_mail(draft, number)
        confirm_participation(token=token, **who, seen_digest=shown(draft, number))
    decline_participation(token=ask_by_mail(draft, 4), **who, reason="No staff.")
    ask_for_change(token=ask_by_mail(draft, 5), **who, proposed={}, words="Fewer days.")
    ask(draft, 6)
    return draft


def found_at(window, *addresses):
    """Return what axe objects to on each of the pages."""
    found = {}
    for address in addresses:
        window.goto(address)
        found[address] = violations(window)
    return {address: objections for address, objections in found.items() if objections}


def pages_of(draft, name):
    """Return the addresses of a page for every partner of a draft."""
    rows = draft.alliance.partnerships.order_by("number")
    if name == "partner-document":
        rows = rows.exclude(role=Role.ASSOCIATED_PARTNER)
    place = draft.alliance.public_id
    return [reverse(name, args=[place, row.number]) for row in rows]


def test_no_page_of_a_partner_has_a_barrier_in_any_state(window, draft, maria):
    signed, earlier = draw(draft, 1), draw(draft, 2)
    upload_signed(draft, 1, code=signed.code)
    upload_signed(draft, 2, code=earlier.code)
    draw(draft, 3)
    draft.alliance.partnerships.filter(number__in=[2, 3]).update(name="Renamed")
    request_documents(proposal=draft, by=maria, numbers=[6, 7])
    FormalDocument.objects.filter(partnership__number=7).update(attempts=3)
    place = [draft.alliance.public_id]

    found = found_at(
        window,
        *pages_of(draft, "partner-answer"),
        *pages_of(draft, "partner-document"),
        *pages_of(draft, "partner-change"),
        *(reverse(name, args=place) for name in ("documents", "workspace")),
        reverse("partner-invitations", args=place),
    )

    assert found == {}


def test_no_page_of_mails_and_acts_has_a_barrier(window, draft, maria):
    ask_by_mail(draft, 7, email=maria.email)
    place = [draft.alliance.public_id]

    found = found_at(
        window,
        *(reverse(name, args=place) for name in ("timeline", "mail-log")),
        *(reverse(name) for name in ("mail-choices", "own-requests")),
    )

    expect(window.get_by_text("Waits for your answer")).to_be_visible()
    assert found == {}


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_second_factors_has_a_barrier(visitor, look):
    anna = make_user("anna@example.org", password=PASSWORD)
    page = visitor.open_page(**LOOKS[look])
    signs_in(page)
    expect(page.get_by_role("heading", name="My alliances")).to_be_visible()
    found = found_at(page, *(reverse(each) for each in SECOND_FACTORS))
    give_app(anna)
    found |= found_at(page, *(reverse(each) for each in WITH_AN_APP))

    other = visitor.open_page(**LOOKS[look])
    signs_in(other)
    expect(other.get_by_role("heading", name="The second step")).to_be_visible()
    found["the second step"] = violations(other)

    assert found == {"the second step": []}


def signs_in(page):
    page.goto(reverse("account_login"))
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
