"""Signing in and out, in our own frame and words."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from alliances.models import User
from proposals.demo import COORDINATOR
from tests.factories import make_user
from tests.pages.mails import code_of

SECRETS = re.compile(r"\b\w{64}\b")

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


def test_signing_in_says_the_same_of_known_and_unknown_addresses():
    make_user("maria@example.org")
    answers = []
    for address in ("maria@example.org", "mario@example.org"):
        page = Client().post(reverse(LOGIN), {"login": address, "password": "wrong"})
        text = SECRETS.sub("", page.content.decode()).replace(address, "")
        answers.append((page.status_code, text))

    assert answers[0] == answers[1]


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
        ("account_signup", "Create an account"),
        ("account_inactive", "This account is closed"),
        ("account_reset_password", "Set a new password"),
        ("account_password_reset_completed", "Your new password is set"),
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
        "account",
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_page_for_members_stands_in_our_frame(client, name):
    client.force_login(make_user())

    assert 'class="masthead' in page(client, name)


def test_password_is_changed_and_said_in_our_words(client):
    user = make_user()
    client.force_login(user)

    answer = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": "a long password",
            "password1": "another long one",
        },
        follow=True,
    )

    user.refresh_from_db()
    assert user.check_password("another long one")
    assert [str(each) for each in answer.context["messages"]] == [
        "Your new password is set."
    ]


def test_first_password_is_set_where_there_is_none(client):
    user = make_user(password=None)
    client.force_login(user)

    question = client.get(reverse("account_change_password"), follow=True)
    client.post(reverse("account_set_password"), {"password1": "a first long one"})

    user.refresh_from_db()
    assert "<h1>Set a password</h1>" in question.content.decode()
    assert user.check_password("a first long one")


def test_own_name_is_changed(client):
    user = make_user(full_name="Maria")
    client.force_login(user)

    answer = client.post(
        reverse("account"), {"full_name": "Maria Kazlauskienė"}, follow=True
    )

    user.refresh_from_db()
    assert user.full_name == "Maria Kazlauskienė"
    assert "Your name is saved." in answer.content.decode()


def test_name_with_an_address_in_it_is_refused_and_kept_on_the_page(client):
    user = make_user(full_name="Maria")
    client.force_login(user)

    answer = client.post(reverse("account"), {"full_name": "Win at www.win.example"})

    user.refresh_from_db()
    assert (answer.status_code, user.full_name) == (422, "Maria")
    assert 'value="Win at www.win.example"' in answer.content.decode()


def test_changing_the_address_asks_for_the_password_and_a_code(client, mailoutbox):
    user = make_user("old@example.org")
    client.force_login(user)

    asked = client.post(
        reverse("account_email"), {"action_add": "", "email": "new@example.org"}
    )
    client.post(asked.url, {"password": "a long password"}, follow=True)
    code = code_of(mailoutbox[-1])
    before = User.objects.get(pk=user.pk).email
    client.post(reverse("account_email_verification_sent"), {"code": code})

    user.refresh_from_db()
    assert before == "old@example.org"
    assert user.email == "new@example.org"
    assert [each.email for each in EmailAddress.objects.filter(verified=True)] == [
        "new@example.org"
    ]


def test_too_many_attempts_get_a_page_with_a_way_forward(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    attempt = {"login": "x@example.org", "password": "x"}
    client.post(reverse(LOGIN), attempt)

    answer = client.post(reverse(LOGIN), attempt)

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    text = answer.content.decode()
    assert "Wait five minutes, then try once more." in text
    assert f'href="{reverse(LOGIN)}"' in text
