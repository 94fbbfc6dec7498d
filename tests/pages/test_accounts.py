"""Signing in and out, in our own frame and words."""

import pytest
from django.urls import reverse

from proposals.demo import COORDINATOR
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LOGIN = "account_login"


def page(client, name=LOGIN, *arguments):
    return client.get(reverse(name, args=arguments)).content.decode()


def test_person_signs_in_and_lands_where_they_wanted(client):
    make_user("maria@example.org")
    address = reverse("alliance-import")

    answer = client.post(
        f"{reverse(LOGIN)}?next={address}",
        {"login": "Maria@Example.org", "password": "a long password"},
    )

    assert answer.url == address
    assert list(client.get(address).context["messages"]) == []


def test_wrong_password_is_told_beside_the_form(client):
    make_user("maria@example.org")

    answer = client.post(
        reverse(LOGIN), {"login": "maria@example.org", "password": "wrong"}
    )

    text = answer.content.decode()
    assert 'role="alert"' in text
    assert "<title>Error: " in text
    assert 'value="maria@example.org"' in text


def test_signing_out_asks_and_acts_on_post_only(client):
    client.force_login(make_user())

    question = page(client, "account_logout")
    answer = client.post(reverse("account_logout"))

    assert "Sign out?" in question
    assert answer.url == reverse(LOGIN)
    assert client.get(reverse("alliance-list")).status_code == 302


@pytest.mark.parametrize(("demo", "is_shown"), [(True, True), (False, False)])
def test_demo_accounts_show_in_the_demo_only(client, settings, demo, is_shown):
    settings.DEMO = demo
    text = page(client)

    assert (COORDINATOR.email in text) is is_shown
    assert (COORDINATOR.password in text) is is_shown


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (LOGIN, "Sign in"),
        ("account_signup", "No sign-up for now"),
        ("account_inactive", "This account is closed"),
        ("account_reset_password", "Set a new password"),
        ("account_reset_password_done", "Look into your mail"),
        ("account_reset_password_from_key_done", "Your new password is set"),
    ],
)
def test_page_for_everybody_stands_in_our_frame(client, name, words):
    text = page(client, name)

    assert f"<h1>{words}</h1>" in text
    assert 'class="masthead' in text
    assert "lease" not in text.replace("release", "")
    assert "uccessfully" not in text


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_page_for_members_stands_in_our_frame(client, name):
    client.force_login(make_user())

    assert 'class="masthead' in page(client, name)


def test_old_link_for_a_password_offers_a_new_one(client):
    text = page(client, "account_reset_password_from_key", "1", "old-token")

    assert "This link no longer works" in text
    assert reverse("account_reset_password") in text


def test_password_is_changed_and_said_in_our_words(client):
    user = make_user()
    client.force_login(user)

    answer = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": "a long password",
            "password1": "another long one",
            "password2": "another long one",
        },
        follow=True,
    )

    user.refresh_from_db()
    assert user.check_password("another long one")
    assert [str(each) for each in answer.context["messages"]] == [
        "Your new password is set."
    ]


def test_too_many_attempts_get_a_page_with_a_way_forward(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    attempt = {"login": "x@example.org", "password": "x"}
    client.post(reverse(LOGIN), attempt)

    answer = client.post(reverse(LOGIN), attempt)

    assert answer.status_code == 429
    text = answer.content.decode()
    assert "Wait five minutes, then try once more." in text
    assert f'href="{reverse(LOGIN)}"' in text
