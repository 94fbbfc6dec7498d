"""A forgotten password: by code, without telling who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.factories import make_user
from tests.pages.codes import code_for, give_app
from tests.pages.mails import code_of

pytestmark = pytest.mark.django_db

ASK, CODE = "account_reset_password", "account_confirm_password_reset_code"


def ask(client, email="maria@example.org"):
    return client.post(reverse(ASK), {"email": email}, follow=True)


def enter(client, code):
    return client.post(reverse(CODE), {"code": code}, follow=True)


def test_code_leads_to_a_new_password_and_inside(client, mailoutbox):
    user = make_user("maria@example.org")

    asked = ask(client, "Maria@Example.org").content.decode()
    form = enter(client, code_of(mailoutbox[0])).content.decode()
    answer = client.post(
        reverse("account_complete_password_reset"),
        {"password1": "another long secret"},
        follow=True,
    )

    user.refresh_from_db()
    assert "<h1>Enter the code from your mail</h1>" in asked
    assert "<h1>Set a new password</h1>" in form
    assert user.check_password("another long secret")
    assert answer.redirect_chain[-1][0] == reverse("alliance-list")
    assert [each.subject for each in mailoutbox] == [
        "Sector Skills Alliances: Your code for a new password",
        "Sector Skills Alliances: Your password was changed",
    ]


def test_a_code_of_the_app_given_after_it_is_the_proof(client, mailoutbox):
    secret, _ = give_app(make_user("maria@example.org"))
    ask(client)
    enter(client, code_of(mailoutbox[0]))
    step = client.post(
        reverse("account_complete_password_reset"), {"password1": "another long secret"}
    )
    client.post(step.url, {"code": code_for(secret)})

    assert step.url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_without_the_code_nothing_can_be_set(client):
    user = make_user("maria@example.org")
    ask(client)

    answer = client.post(
        reverse("account_complete_password_reset"), {"password1": "another long secret"}
    )

    user.refresh_from_db()
    assert answer.url == reverse(CODE)
    assert user.check_password("a long password")


def test_unknown_address_reads_the_same_and_gets_a_mail(client, mailoutbox):
    page = ask(client, "nobody@example.org").content.decode()
    wrong = enter(client, "").content.decode()
    guessed = enter(client, "BBBB-BBBB").content.decode()

    assert "If <b>nobody@example.org</b> has an account" in page
    assert "Enter the code." in wrong
    assert "This is not the code of the newest mail." in guessed
    assert "There is no account with this address" in mailoutbox[0].body
    assert reverse("account_signup") in mailoutbox[0].body


def test_mail_to_an_unknown_address_offers_only_what_is_open(
    client, mailoutbox, settings
):
    settings.SIGN_UP = False

    ask(client, "nobody@example.org")

    assert reverse("account_signup") not in mailoutbox[0].body
    assert "An administrator of this installation" in mailoutbox[0].body


def test_who_was_never_proven_is_proven_by_the_code(client, mailoutbox):
    make_user("maria@example.org")
    EmailAddress.objects.update(verified=False)

    ask(client)
    enter(client, code_of(mailoutbox[0]))
    client.post(
        reverse("account_complete_password_reset"), {"password1": "another long secret"}
    )

    assert EmailAddress.objects.get().verified
    assert client.get(reverse("alliance-list")).status_code == 200


def test_asking_is_limited_per_address(client, mailoutbox):
    make_user("maria@example.org")

    answers = [ask(client).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
    assert len(mailoutbox) == 3
