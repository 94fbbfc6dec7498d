"""The pages of recovery codes: shown while they are new, saved, made anew."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from proposals.services.recovery_codes import SHOWN_SECONDS
from tests.factories import make_user
from tests.pages.codes import give_app
from tests.pages.test_second_factor import KINDS, prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return make_user("maria@example.org")


def test_recovery_codes_are_shown_and_saved_after_a_proof(client, maria):
    secret, codes = give_app(maria)
    client.force_login(maria)

    page = prove(client, reverse("mfa_view_recovery_codes"), secret).content.decode()
    saved = client.get(reverse("mfa_download_recovery_codes"))

    assert [code in page for code in codes] == [True] * 10
    assert saved.content.decode().split()[-10:] == codes
    assert "attachment" in saved.headers["Content-Disposition"]


def test_recovery_codes_are_shown_for_ten_minutes(client, maria, monkeypatch):
    secret, codes = give_app(maria)
    client.force_login(maria)
    later = SimpleNamespace(time=lambda: time.time() + SHOWN_SECONDS)
    monkeypatch.setattr("proposals.services.recovery_codes.time", later)

    page = prove(client, reverse("mfa_view_recovery_codes"), secret).content.decode()
    saved = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    overview = client.get(reverse("mfa_index")).content.decode()

    assert "10 codes are left. Codes are shown for ten minutes" in page
    assert [code in page + saved for code in codes] == [False] * 10
    assert "10 codes are left for the day" in overview
    assert "Show them" not in overview


@pytest.mark.django_db(transaction=True)
def test_used_up_recovery_codes_are_made_anew(client, maria, mailoutbox):
    secret, codes = give_app(maria)
    row = Authenticator.objects.get(type=KINDS.RECOVERY_CODES)
    for code in codes:
        row.wrap().validate_code(code)
    client.force_login(maria)

    page = prove(client, reverse("mfa_view_recovery_codes"), secret).content.decode()
    question = client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    answer = client.post(reverse("mfa_generate_recovery_codes"), follow=True)

    assert "All of them are used." in page
    assert "<h1>Make new recovery codes?</h1>" in question
    assert "<h1>Recovery codes</h1>" in answer.content.decode()
    assert codes[0] not in answer.content.decode()
    assert mailoutbox[-1].subject.endswith("New recovery codes")


def test_codes_made_too_often_stay_as_they_are(client, maria):
    give_app(maria)
    client.force_login(maria)
    client.prove(maria, at=time.time())
    making = reverse("mfa_generate_recovery_codes")
    rows = Authenticator.objects.filter(type=KINDS.RECOVERY_CODES)
    answers = [client.post(making).status_code for _ in range(3)]
    made = rows.get().data

    refused = client.post(making)

    assert answers == [302] * 3
    assert refused.status_code == 429
    assert "Too many attempts in a short time" in refused.content.decode()
    assert rows.get().data == made
    assert client.get(making).status_code == 200
