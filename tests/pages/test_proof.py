"""A dangerous act waits for a proof, and what was typed waits with it."""

import time
import uuid
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import reverse

from alliances.models import ReferenceEdition
from proposals.models import Colleague, Submission
from tests.alliances.services.test_uploads import upload
from tests.clients import Window
from tests.factories import (
    SECRET,
    make_call,
    make_colleague,
    make_eligible_draft,
    make_user,
    submit,
)
from tests.pages.codes import code_for, give_app
from tests.proposals.views.uploads import check, press

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
ELEVEN_MINUTES = 11 * 60
OFFER = "<h1>What you sent is kept</h1>"


@pytest.fixture
def draft():
    return make_eligible_draft()


@pytest.fixture
def maria(draft):
    return draft.alliance.coordinator


@pytest.fixture
def late(client, maria):
    """Return the window of the coordinator, who signed in eleven minutes ago."""
    client.force_login(maria)
    client.prove(maria, at=time.time() - ELEVEN_MINUTES)
    return client


@pytest.fixture
def withdrawal(draft):
    return reverse("withdraw", args=[submit(draft).number])


def removal(draft, key):
    return reverse("colleague-remove", args=[draft.alliance.public_id, key])


def question(address, by="account_reauthenticate"):
    return f"{reverse(by)}?{urlencode({'next': address})}"


def prove(client, asked, password=PASSWORD):
    return client.post(asked.url, {"password": password})


def is_withdrawn(draft):
    return Submission.objects.get(proposal=draft).withdrawn_at is not None


def test_looking_needs_no_proof(late, withdrawal):
    assert late.get(withdrawal).status_code == 200


def test_an_act_waits_for_the_password_and_goes_on(late, draft, withdrawal):
    asked = late.post(withdrawal)
    before = is_withdrawn(draft)
    answer = prove(late, asked)

    assert asked.url == question(withdrawal)
    assert (before, is_withdrawn(draft)) == (False, True)
    assert answer.url == reverse("receipt", args=[withdrawal.split("/")[2]])


def test_whoever_signed_in_just_now_is_not_asked(client, maria, draft, withdrawal):
    client.force_login(maria)

    client.post(withdrawal)

    assert is_withdrawn(draft)


@pytest.mark.parametrize(("minutes", "is_asked"), [(9, False), (11, True)])
def test_a_proof_holds_for_ten_minutes(client, maria, withdrawal, minutes, is_asked):
    client.force_login(maria)
    client.prove(maria, at=time.time() - minutes * 60)

    answer = client.post(withdrawal)

    assert ("reauthenticate" in answer.url) is is_asked


def test_somebody_elses_proof_does_not_count(late, withdrawal):
    late.prove(make_user(), at=time.time())

    assert "reauthenticate" in late.post(withdrawal).url


def test_a_wrong_password_acts_on_nothing_and_can_be_mended(late, draft, withdrawal):
    asked = late.post(withdrawal)
    refused = prove(late, asked, "wrong")
    before = is_withdrawn(draft)
    prove(late, asked)

    assert "This is not your password." in refused.content.decode()
    assert (before, is_withdrawn(draft)) == (False, True)


def test_question_who_it_is_can_be_left(late, draft, withdrawal):
    page = late.get(late.post(withdrawal).url).content.decode()

    main = page.partition("<main")[2]
    assert "Nothing has been done yet." in main
    assert f'href="{reverse("alliance-list")}"' in main
    assert not is_withdrawn(draft)


def test_a_refused_passkey_stays_on_the_way(
    late, draft, maria, withdrawal, monkeypatch
):
    monkeypatch.setattr(
        "allauth.mfa.webauthn.internal.auth.get_credentials", lambda _: []
    )
    data = {"name": "Phone", "credential": {}}
    Authenticator.objects.create(user=maria, type="webauthn", data=data)
    page = reverse("mfa_reauthenticate_webauthn")
    asked = late.post(withdrawal)

    refused = late.post(f"{page}?next={withdrawal}", {"credential": "{}"})
    before = is_withdrawn(draft)
    late.prove(maria, at=time.time(), by=("mfa",))
    late.post(withdrawal)

    assert asked.url == question(withdrawal, "mfa_reauthenticate_webauthn")
    assert refused.status_code == 422
    assert "This passkey does not belong" in refused.content.decode()
    assert (before, is_withdrawn(draft)) == (False, True)


def test_who_has_a_second_factor_is_asked_for_it(late, draft, maria, withdrawal):
    secret, _ = give_app(maria)
    asked = late.post(withdrawal)

    late.post(asked.url, {"code": code_for(secret)})

    assert asked.url == question(withdrawal, "mfa_reauthenticate")
    assert is_withdrawn(draft)


def test_who_has_a_second_factor_proves_nothing_by_the_password(
    late, draft, maria, withdrawal
):
    give_app(maria)
    late.post(withdrawal)

    sent_on = late.post(question(withdrawal), {"password": PASSWORD})
    late.prove(maria, at=time.time(), by=("password",))
    asked = late.post(withdrawal)

    assert sent_on.url == asked.url == question(withdrawal, "mfa_reauthenticate")
    assert not is_withdrawn(draft)


def test_a_recovery_code_is_a_proof_once(late, draft, maria, withdrawal):
    _, codes = give_app(maria)
    asked = late.post(withdrawal)

    late.post(asked.url, {"code": codes[0]})

    assert is_withdrawn(draft)


def test_the_session_gets_another_key(late, withdrawal):
    asked = late.post(withdrawal)
    before = late.session.session_key

    prove(late, asked)

    assert late.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_second_press_leads_where_the_first_led(late, draft):
    colleague = make_colleague(draft)
    row = Colleague.objects.get(person=colleague)
    asked = late.post(removal(draft, row.pk))

    first = prove(late, asked)
    second = late.get(prove(late, asked).url)

    assert (first.url, second.url) == (
        reverse("colleagues", args=[draft.alliance.public_id]),
    ) * 2


def test_a_stranger_learns_nothing_by_proving(draft, withdrawal):
    stranger, window = make_user(), Window()
    window.force_login(stranger)
    window.prove(stranger, at=time.time() - ELEVEN_MINUTES)

    answer = prove(window, window.post(withdrawal))

    assert answer.status_code == 404
    assert not is_withdrawn(draft)


def test_publishing_keeps_the_typed_reason(client, settings):
    settings.FOUR_EYES = False
    anton, row = make_user(is_staff=True), upload(call=make_call())
    client.force_login(anton)
    client.get(check(row))
    client.prove(anton, at=time.time() - ELEVEN_MINUTES)

    asked = press(client, row, "publish", reason="Serbia left.")
    before = ReferenceEdition.objects.count()
    client.post(asked.url, {"code": code_for(SECRET)})

    newest = ReferenceEdition.objects.latest("version")
    assert (before, newest.version, newest.reason) == (1, 2, "Serbia left.")


@pytest.mark.parametrize(
    ("name", "arguments", "act"),
    [
        ("reference-check", [uuid.uuid4()], "publish"),
        ("register-check", [uuid.uuid4()], "publish"),
        ("law-check", [uuid.uuid4()], "publish"),
        ("withdraw", ["2020-1"], ""),
        ("partner-invitation-revoke", [uuid.uuid4(), 1], ""),
        ("partner-invitation-elsewhere", [uuid.uuid4(), 1], ""),
        ("partner-invitation-again", [uuid.uuid4(), 1], "anew"),
        ("colleague-remove", [uuid.uuid4(), 1], ""),
        ("second-factor-reset", [1], ""),
        ("override", [uuid.uuid4()], ""),
        ("override-end", [uuid.uuid4()], ""),
        ("account-data", [], ""),
        ("read-only", [], ""),
        ("read-only-end", [], ""),
    ],
)
def test_every_dangerous_act_asks(client, name, arguments, act):
    """Before anything is looked up: the question tells nothing of what there is."""
    anton = make_user(is_staff=True)
    client.force_login(anton)
    client.prove(anton, at=time.time() - ELEVEN_MINUTES)
    address = reverse(name, args=arguments)

    asked = client.post(address, {"act": act})

    assert asked.url == question(address, "mfa_reauthenticate")


def test_sending_again_what_nobody_answered_needs_no_proof(late):
    address = reverse("partner-invitation-again", args=[uuid.uuid4(), 1])

    assert late.post(address).status_code == 404


@pytest.mark.parametrize("name", ["reference-check", "register-check", "law-check"])
def test_asking_and_refusing_to_publish_needs_no_proof(client, name):
    anton = make_user(is_staff=True)
    client.force_login(anton)
    client.prove(anton, at=time.time() - ELEVEN_MINUTES)

    answers = {
        client.post(reverse(name, args=[uuid.uuid4()]), {"act": act}).status_code
        for act in ("ask", "refuse", "")
    }

    assert answers == {404}
