"""Where somebody is signed in, and signing out everywhere else."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from tests.clients import Window
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE, ONE = "usersessions_list", "session-end"


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

    assert (listed.count("Here and now"), listed.count(">Elsewhere")) == (1, 1)
    assert "You are signed out everywhere else." in answer
    assert ">Elsewhere" not in answer
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_one_other_session_ends_by_itself(windows):
    here, elsewhere = windows
    third = Window()
    third.post(
        reverse("account_login"),
        {"login": "maria@example.org", "password": "a long password"},
    )
    mine, other, _third = UserSession.objects.order_by("pk")

    answer = here.post(reverse(ONE, args=[other.pk]), follow=True).content.decode()
    here.post(reverse(ONE, args=[mine.pk]))

    assert "You are signed out there." in answer
    assert answer.count("Sign out there") == 1
    assert [is_in(each) for each in (here, elsewhere, third)] == [True, False, True]


def test_nobody_ends_a_session_of_somebody_else(windows):
    here, _elsewhere = windows
    make_user("anna@example.org")
    anna = Window()
    anna.post(
        reverse("account_login"),
        {"login": "anna@example.org", "password": "a long password"},
    )

    anna.post(reverse(ONE, args=[UserSession.objects.order_by("pk")[0].pk]))

    assert is_in(here)


@pytest.mark.parametrize("act", ["all", "one"])
def test_ending_sessions_asks_for_a_proof(windows, act):
    here, elsewhere = windows
    here.let_proofs_age(seconds=3600)
    other = UserSession.objects.order_by("pk")[1]
    address = reverse(PAGE) if act == "all" else reverse(ONE, args=[other.pk])

    asked = here.post(address)
    before = is_in(elsewhere)
    here.post(asked.url, {"password": "a long password"})

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert (before, is_in(elsewhere)) == (True, False)


def test_a_session_stays_listed_under_its_new_key(windows):
    here, elsewhere = windows
    here.let_proofs_age(seconds=3600)
    asked = here.get(reverse("mfa_activate_totp"))
    here.post(asked.url, {"password": "a long password"})

    listed = here.get(reverse(PAGE)).content.decode()
    elsewhere.post(reverse(PAGE))

    assert (listed.count("Here and now"), listed.count(">Elsewhere")) == (1, 1)
    assert is_in(here) is False


def test_a_session_from_before_the_list_is_told(client):
    client.force_login(make_user())

    text = client.get(reverse(PAGE)).content.decode()

    assert "Your next sign-in will be listed here." in text or "Here and now" in text
