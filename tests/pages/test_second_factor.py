"""A second factor is set up, asked for, replaced and taken off again."""

import base64
import hashlib
import json
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse

from config.second_factors import SecondFactorAdapter
from tests.factories import make_user
from tests.pages.codes import code_for, give_app, secret_on

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
AN_HOUR = 3600
KINDS = Authenticator.Type


@pytest.fixture
def maria():
    return make_user("maria@example.org")


def prove(client, address, secret=""):
    """Prove once more on the way to a page, by an app where there is one."""
    client.let_proofs_age(seconds=AN_HOUR)
    asked = client.get(address)
    proof = {"code": code_for(secret)} if secret else {"password": PASSWORD}
    return client.post(asked.url, proof, follow=True)


def sign_in(client, email="maria@example.org", password=PASSWORD):
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, follow=True
    )


def enter(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code}, follow=True)


def is_in(client):
    return client.get(reverse("alliance-list")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_its_first_code(client, maria, mailoutbox):
    client.force_login(maria)
    page = prove(client, reverse("mfa_activate_totp")).content.decode()
    code = code_for(secret_on(page))

    answer = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    kinds = set(maria.authenticator_set.values_list("type", flat=True))
    text = answer.content.decode()
    assert kinds == {KINDS.TOTP, KINDS.RECOVERY_CODES}
    assert "<h1>Recovery codes</h1>" in text
    assert "Signing in asks for its code from now on." in text
    assert [each.subject for each in mailoutbox] == [
        "Sector Skills Alliances: Your account has a second factor"
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("maria")
def test_a_first_factor_ends_the_sessions_that_never_proved_one(client):
    thief = Client()
    sign_in(thief)
    sign_in(client)
    page = prove(client, reverse("mfa_activate_totp")).content.decode()

    code = code_for(secret_on(page))
    client.post(reverse("mfa_activate_totp"), {"code": code})

    assert (is_in(client), is_in(thief)) == (True, False)


def test_another_factor_leaves_the_other_sessions_that_proved_the_first(client, maria):
    sign_in(client)
    give_app(maria)
    added = Authenticator.objects.create(user=maria, type=KINDS.WEBAUTHN, data={})
    session = {"session": SimpleNamespace(session_key="another")}

    authenticator_added.send(
        Authenticator,
        request=SimpleNamespace(**session),
        user=maria,
        authenticator=added,
    )

    assert is_in(client)


def test_the_picture_has_its_key_as_text_and_loads_nothing(client, maria):
    client.force_login(maria)

    answer = prove(client, reverse("mfa_activate_totp"))

    text = answer.content.decode()
    assert 'alt="QR code of the key written beside it"' in text
    assert 'src="data:image/svg+xml;base64,' in text
    assert secret_on(text) == client.session[SECRET_SESSION_KEY]
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]


def test_a_wrong_first_code_is_told_and_keeps_the_key(client, maria):
    client.force_login(maria)
    page = prove(client, reverse("mfa_activate_totp")).content.decode()

    answer = client.post(reverse("mfa_activate_totp"), {"code": "12345"})

    text = answer.content.decode()
    assert "This is not the code the app shows now." in text
    assert "<title>Error: " in text
    assert secret_on(text) == secret_on(page)
    assert not maria.authenticator_set.exists()


def test_secrets_are_sealed_in_the_database(maria):
    secret, _ = give_app(maria)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert (
        Authenticator.objects.get(type=KINDS.TOTP)
        .wrap()
        .validate_code(code_for(secret))
    )


def test_secrets_sealed_by_a_former_version_are_read(settings):
    key = base64.urlsafe_b64encode(
        hashlib.sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()
    )
    sealed = Fernet(key).encrypt(b"of before").decode()

    assert SecondFactorAdapter().decrypt(sealed) == "of before"


def test_a_changed_secret_is_not_read():
    sealed = SecondFactorAdapter().encrypt("JBSWY3DP")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(InvalidTag):
        SecondFactorAdapter().decrypt(changed)


def test_secrets_outlive_a_new_key_that_names_the_old_one(settings):
    sealed = SecondFactorAdapter().encrypt("ABC")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key that opens nothing outside of the tests at all"

    assert SecondFactorAdapter().decrypt(sealed) == "ABC"


def test_signing_in_asks_for_a_code(client, maria):
    secret, _ = give_app(maria)

    asked = sign_in(client)
    before = is_in(client)
    enter(client, code_for(secret))

    assert "<h1>The second step</h1>" in asked.content.decode()
    assert (before, is_in(client)) == (False, True)


def test_a_code_works_once(client, maria):
    code = code_for(give_app(maria)[0])
    sign_in(client)
    enter(client, code)
    client.post(reverse("account_logout"))

    sign_in(client)
    answer = enter(client, code)

    assert "or it was used before" in answer.content.decode()
    assert not is_in(client)


def test_a_recovery_code_signs_in_once(client, maria):
    _, codes = give_app(maria)
    sign_in(client)
    enter(client, codes[0])
    first = is_in(client)
    client.post(reverse("account_logout"))
    sign_in(client)

    enter(client, codes[0])

    assert (first, is_in(client)) == (True, False)


def test_guessing_codes_is_limited(client, maria):
    secret, _ = give_app(maria)
    sign_in(client)
    for _ in range(5):
        enter(client, "000000")

    answer = enter(client, code_for(secret))

    assert "Too many attempts in a short time." in answer.content.decode()
    assert not is_in(client)


def test_the_session_is_another_one_after_signing_in(client, maria):
    secret, _ = give_app(maria)
    sign_in(client)
    before = client.session.session_key

    enter(client, code_for(secret))

    assert client.session.session_key != before


def test_the_app_is_taken_off_after_a_proof(client, maria, mailoutbox):
    secret, _ = give_app(maria)
    client.force_login(maria)

    page = prove(client, reverse("mfa_deactivate_totp"), secret)
    client.post(reverse("mfa_deactivate_totp"))

    assert "<h1>Stop using the app?</h1>" in page.content.decode()
    assert not maria.authenticator_set.exists()
    assert [each.subject for each in mailoutbox] == [
        "Sector Skills Alliances: An app was taken off your account"
    ]


@pytest.mark.parametrize("has_app", [True, False])
def test_the_page_of_second_factors_says_what_there_is(client, maria, has_app):
    if has_app:
        give_app(maria)
    client.force_login(maria)

    text = client.get(reverse("mfa_index")).content.decode()

    assert ("Stop using the app" in text) is has_app
    assert ("10 codes are left" in text) is has_app
    assert ("Set up an app" in text) is not has_app
    assert "Administrators need one." not in text


@pytest.mark.parametrize(
    "name",
    ["mfa_add_webauthn", "mfa_list_webauthn", "mfa_activate_totp"],
)
def test_pages_of_second_factors_stand_in_our_frame(client, maria, name):
    client.force_login(maria)
    prove(client, reverse("mfa_add_webauthn"))

    text = client.get(reverse(name)).content.decode()

    assert 'class="masthead' in text
    assert "lease" not in text.replace("release", "")
    assert "uccessfully" not in text
