"""Who looks at which page, and what they did just before."""

import re
import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from alliances.models import User
from config.demo_mail import newest_mails
from proposals import demo
from tests.clients import Window
from tests.factories import SECRET, make_user

NOBODY, NEWCOMER, CAREFUL = "nobody", "newcomer", "careful"
COORDINATOR, CONTACT = "coordinator", "contact"
ADMINISTRATOR, SECOND = "administrator", "second administrator"
SAID = {
    NOBODY: "not signed in",
    NEWCOMER: "somebody new",
    CAREFUL: "somebody with a second factor",
    COORDINATOR: "coordinator",
    CONTACT: "contact of a partner",
    ADMINISTRATOR: "administrator",
    SECOND: "second administrator",
}
PLACES = {
    "administration/": ADMINISTRATOR,
    "admin/": ADMINISTRATOR,
    "accounts/login": NOBODY,
    "accounts/signup": NOBODY,
    "accounts/password/reset": NOBODY,
    "accounts/inactive": NOBODY,
    "accounts/second-factor/totp/activate": COORDINATOR,
    "accounts/second-factor/": CAREFUL,
    "alliances/<uuid:public_id>/my-part/": CONTACT,
    "alliances/<uuid:public_id>/colleagues/leave/": CONTACT,
    "my-invitations/": CONTACT,
    "confirm/": NOBODY,
    "rules/": NOBODY,
    "verify/": NOBODY,
    "mails/stop/": NOBODY,
    "demo/": NOBODY,
    "api/": NOBODY,
}
"""How addresses begin, the first that fits, and who looks; else the coordinator."""
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1"
)
PASSWORD = "a long password"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def looks(path: str) -> str:
    """Return who looks at an address."""
    found = (who for begin, who in PLACES.items() if path.startswith(begin))
    return next(found, COORDINATOR)


class People:
    """Everybody of the album, each in a browser of their own."""

    def __init__(self, people: dict[str, User]) -> None:
        self._people = people

    def browser(self, who: str) -> Client:
        """Return a browser in which somebody signed in just now, or nobody did."""
        browser = Window(raise_request_exception=False)
        if who in self._people:
            browser.force_login(self._people[who])
            browser.prove(self._people[who], at=time.time())
        return browser


def make_careful() -> User:
    """Make somebody with an app, recovery codes and a passkey."""
    person = make_user("tomasz@example.org", full_name="Tomasz Wilk")
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Laptop", "credential": {}},
    )
    return person


def _reset(browser: Client) -> None:
    browser.post("/accounts/password/reset/", {"email": demo.COORDINATOR.email})


def _code() -> str:
    found = CODE.search(newest_mails()[0].body)
    assert found, newest_mails()[0].body
    return found[0]


def _reset_with_code(browser: Client) -> None:
    _reset(browser)
    browser.post("/accounts/password/reset/confirm/", {"code": _code()})


def _sign_up(browser: Client) -> None:
    browser.post(
        "/accounts/signup/",
        {
            "email": "jana@example.org",
            "full_name": "Jana Dvořáková",
            "password1": "many words make it long",
        },
    )


def _sign_in(browser: Client) -> None:
    given = {"login": "tomasz@example.org", "password": PASSWORD}
    browser.post("/accounts/login/", given)


def _sign_in_twice(browser: Client) -> None:
    maria = demo.COORDINATOR
    given = {"login": maria.email, "password": maria.password}
    for names in (FIREFOX, SAFARI):
        browser.cookies.clear()
        browser.post("/accounts/login/", given, headers={"user-agent": names})


def _forget_the_proof(browser: Client) -> None:
    Window.let_proofs_age(browser, seconds=3600)  # type: ignore[arg-type]  # it is one


BEFORE: dict[str, tuple[str, Callable[[Any], None]]] = {
    "account_confirm_password_reset_code": (NOBODY, _reset),
    "account_complete_password_reset": (NOBODY, _reset_with_code),
    "account_email_verification_sent": (NOBODY, _sign_up),
    "mfa_authenticate": (NOBODY, _sign_in),
    "mfa_reauthenticate": (CAREFUL, _forget_the_proof),
    "mfa_reauthenticate_webauthn": (CAREFUL, _forget_the_proof),
    "usersessions_list": (NOBODY, _sign_in_twice),
    "account_reauthenticate": (COORDINATOR, _forget_the_proof),
}
"""By page: who it is, and what they did in their browser to get there."""
