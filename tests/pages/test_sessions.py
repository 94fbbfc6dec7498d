"""Where somebody is signed in, and signing out everywhere else."""

import pytest
from django.urls import reverse

from tests.clients import Window
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = "usersessions_list"


@pytest.fixture
def windows():
    make_user("maria@example.org")
    here, elsewhere = Window(), Window()
    for window in (here, elsewhere):
        window.post(
            reverse("account_login"),
            {"login": "maria@example.org", "password": "a long password"},
        )
    return here, elsewhere


def is_in(window):
    return window.get(reverse("alliance-list")).status_code == 200


def test_both_sessions_are_listed_and_the_other_ends(windows):
    here, elsewhere = windows
    listed = here.get(reverse(PAGE)).content.decode()

    answer = here.post(reverse(PAGE), follow=True).content.decode()

    assert (listed.count("Here and now"), listed.count("<p>Elsewhere")) == (1, 1)
    assert "You are signed out everywhere else." in answer
    assert "Elsewhere" not in answer
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_session_stays_listed_under_its_new_key(windows):
    here, elsewhere = windows
    here.let_proofs_age(seconds=3600)
    asked = here.get(reverse("mfa_activate_totp"))
    here.post(asked.url, {"password": "a long password"})

    listed = here.get(reverse(PAGE)).content.decode()
    elsewhere.post(reverse(PAGE))

    assert (listed.count("Here and now"), listed.count("<p>Elsewhere")) == (1, 1)
    assert is_in(here) is False


def test_a_session_from_before_the_list_is_told(client):
    client.force_login(make_user())

    text = client.get(reverse(PAGE)).content.decode()

    assert "Your next sign-in will be listed here." in text or "Here and now" in text
