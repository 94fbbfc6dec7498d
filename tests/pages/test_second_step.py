"""The second step of signing in: what it offers, and that it is a proof."""

import pytest
from django.urls import reverse

from tests.factories import make_user
from tests.pages.codes import code_for, give_app, secret_on
from tests.pages.test_second_factor import enter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make_user("maria@example.org")


def test_the_second_step_offers_a_passkey_to_who_has_one(client, maria, monkeypatch):
    give_app(maria)
    sign_in(client)
    without = client.get(reverse("mfa_authenticate")).content.decode()
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.begin_authentication",
        lambda _: {"publicKey": {"allowCredentials": [{"id": "key"}]}},
    )

    with_one = client.get(reverse("mfa_authenticate")).content.decode()

    assert "Use a passkey" not in without
    assert "passkey.js" not in without
    assert "Use a passkey" in with_one
    assert "passkey.js" in with_one


@pytest.mark.django_db(transaction=True)
def test_a_first_app_just_set_up_is_the_proof(client, maria):
    client.force_login(maria)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    code = code_for(secret_on(page))

    answer = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    assert "<h1>Recovery codes</h1>" in answer.content.decode()


@pytest.mark.parametrize("page", ["mfa_deactivate_totp", "mfa_view_recovery_codes"])
def test_a_code_just_given_at_sign_in_is_the_proof(client, maria, page):
    secret, _ = give_app(maria)
    sign_in(client)
    enter(client, code_for(secret))

    assert client.get(reverse(page)).status_code == 200
