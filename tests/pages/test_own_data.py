"""What is kept about somebody: a file for them, after a proof, not too often."""

import time

import pytest
from django.urls import reverse
from structlog.testing import capture_logs

from tests.factories import make_colleague, make_eligible_draft, make_user
from tests.proposals.services.asking import ask

pytestmark = pytest.mark.django_db

OTHER = "anna@ghent.example"


@pytest.fixture
def maria(client):
    maria = make_user("maria@example.org")
    client.force_login(maria)
    client.prove(maria, at=time.time())
    return maria


def test_the_page_says_what_comes_and_sends_nothing(client, maria):
    page = client.get(reverse("account-data")).content.decode()

    assert "What is kept about you" in page
    assert (
        f'href="{reverse("account-data")}"'
        in client.get(reverse("account")).content.decode()
    )
    assert maria.password not in page


def test_the_file_holds_own_data_alone(client, maria):
    draft = make_eligible_draft(confirmation="not_invited")
    ask(draft, email=OTHER, by=make_colleague(draft, maria, role="editor"))

    with capture_logs() as lines:
        answer = client.post(reverse("account-data"))

    held = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="kept-about-me.json"'
    assert "no-store" in answer["Cache-Control"]
    assert held["parts"]["account"][0]["email"] == maria.email
    assert OTHER not in answer.content.decode()
    said = [each for each in lines if each["event"] == "person_exported"]
    assert [each["by"] for each in said] == [maria.pk]


def test_the_file_waits_for_a_proof(client, maria):
    client.prove(maria, at=time.time() - 11 * 60)

    asked = client.post(reverse("account-data"))

    assert asked.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.usefixtures("maria")
def test_eleven_files_in_an_hour_are_too_many(client):
    answers = [client.post(reverse("account-data")).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
