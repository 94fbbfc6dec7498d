"""Every cookie belongs to this host alone, as ASVS 3.3.1 asks."""

import pytest
from django.urls import reverse

from config.cookies import NAMES, OTHERS, cookie_name, cookie_settings, own_names
from config.message_storage import MessagesCookie
from tests.factories import make_user

HERE = "https://testserver"


@pytest.fixture
def secured(settings, monkeypatch):
    """Set what an installation with HTTPS has; the tests themselves have none."""
    for name, value in cookie_settings(https=True).items():
        setattr(settings, name, value)
    settings.COLOURS_COOKIE_NAME, settings.PERSON_COOKIE_NAME = own_names(https=True)
    monkeypatch.setattr(
        MessagesCookie, "cookie_name", cookie_name("messages", https=True)
    )


def sent_by(client, name, **fields):
    return client.post(
        reverse(name), fields, secure=True, headers={"referer": HERE}
    ).cookies.values()


@pytest.mark.django_db
@pytest.mark.usefixtures("secured")
def test_every_cookie_belongs_to_this_host_alone(client):
    make_user("maria@example.org")
    secret = {"login": "maria@example.org", "password": "a long password"}
    changed = {"oldpassword": "a long password", "password1": "another long one"}

    cookies = [
        *client.get(reverse("account_login"), secure=True).cookies.values(),
        *sent_by(client, "account_login", **secret),
        *sent_by(client, "account_change_password", **changed),
        *sent_by(client, "language", language="de"),
        *sent_by(client, "colours", colours="dark"),
    ]

    assert {each.key for each in cookies} == {
        f"__Host-{each}" for each in (*NAMES.values(), *OTHERS)
    }
    for each in cookies:
        assert (each["secure"], each["path"], each["domain"]) == (True, "/", "")
        assert (each["httponly"], each["samesite"]) == (True, "Lax")


def test_names_are_short_where_browsers_would_refuse_the_long_ones():
    found = cookie_settings(https=False)

    assert {name: found[name] for name in NAMES} == NAMES
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is False
