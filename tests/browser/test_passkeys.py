"""A passkey in a real browser: added, used alone, used after the password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.browser.barriers import violations
from tests.factories import make_user
from tests.pages.codes import code_for, secret_on

pytestmark = pytest.mark.journeys

PASSWORD = "a long password"
OPTIONS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A phone or computer that recognises its owner and keeps passkeys."""


@pytest.fixture
def home(visitor, client):
    """Name the machine as browsers want it: passkeys belong to no bare number."""
    client.get("/accounts/login/")  # the first page of a process reads all addresses
    visitor.base_url = re.sub(r"//[\d.]+:", "//localhost:", visitor.base_url)
    return visitor


def open_window(home, **options):
    """Open a window of a device with a place for passkeys."""
    page = home.open_page(**options)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
    return page, device, made["authenticatorId"]


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("maria@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def add_passkey(page):
    page.goto("/accounts/second-factor/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("Phone")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_passkey_signs_in_alone_and_as_the_second_step(home):
    make_user("maria@example.org", full_name="Maria")
    page, _, _ = open_window(home)
    sign_in(page)
    add_passkey(page)
    assert violations(page) == []
    page.goto("/accounts/second-factor/webauthn/")
    expect(page.get_by_role("heading", name="Phone")).to_be_visible()
    expect(page.get_by_text("Signs you in alone.")).to_be_visible()
    assert violations(page) == []

    sign_out(page)
    page.goto("/accounts/login/?next=/accounts/me/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()

    sign_out(page)
    sign_in(page)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "second-factor" not in address)
    expect(page.locator(".menu summary")).to_contain_text("Maria")


def test_a_refused_passkey_is_told_in_words_and_nothing_is_added(home):
    user = make_user("maria@example.org")
    page, device, key = open_window(home, phone=True)
    sign_in(page)
    page.goto("/accounts/second-factor/webauthn/add/")
    device.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": key, "isUserVerified": False},
    )

    page.get_by_role("button", name="Add the passkey").click()

    expect(page.get_by_text("No passkey was used: it was stopped")).to_be_visible()
    assert not Authenticator.objects.filter(user=user).exists()
    assert violations(page) == []


def test_without_script_there_is_an_app_instead_of_a_passkey(home):
    user = make_user("maria@example.org")
    page = home.open_page(script=False)
    sign_in(page)
    page.goto("/accounts/second-factor/webauthn/add/")
    expect(page.get_by_role("button", name="Add the passkey")).to_be_hidden()

    page.get_by_role("link", name="Set up an app instead").click()
    secret = secret_on(page.content())
    page.get_by_label("Code of the app").fill(code_for(secret))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    sign_in(page)
    page.get_by_label("Code of the app").fill(code_for(secret, steps=1))
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.locator(".menu summary")).to_be_visible()
    assert Authenticator.objects.filter(user=user).count() == 2
