"""How long a session lasts can be asked, which changes nothing, and lengthened."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from config.session_end import LONGEST, LONGEST_OF_ADMINISTRATORS
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FOUR_MINUTES = 240
PAGE, ASK = "/", "/accounts/me/session/"


@pytest.fixture
def ending(client):
    """Sign somebody in whose session ends in four minutes; return its address."""
    client.force_login(make_user("maria@example.org"))
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=FOUR_MINUTES))
    return reverse("account-session")


def seconds_left():
    return (Session.objects.get().expire_date - timezone.now()).total_seconds()


def test_asking_says_what_is_left_and_lengthens_nothing(client, ending):
    left = client.get(ending).json()["left"]

    assert left == pytest.approx(FOUR_MINUTES, abs=30)
    assert seconds_left() <= FOUR_MINUTES


def test_staying_signed_in_starts_the_session_anew(client, ending):
    answer = client.post(ending)

    assert answer.json() == {"left": settings.SESSION_COOKIE_AGE}
    assert seconds_left() == pytest.approx(settings.SESSION_COOKIE_AGE, abs=30)


def test_whoever_is_signed_out_is_sent_to_sign_in(client, ending):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert client.get(ending).url == f"{reverse('account_login')}?next={ending}"


def test_a_session_of_an_administrator_ends_for_good_after_half_a_day(client):
    client.force_login(make_user(is_staff=True))

    client.let_proofs_age(seconds=LONGEST_OF_ADMINISTRATORS - 60)
    before, left = client.get(PAGE).status_code, client.post(ASK).json()["left"]
    client.let_proofs_age(seconds=60)
    after = client.get(PAGE)

    assert before == 200
    assert left == pytest.approx(60, abs=30)
    assert after.url == f"{reverse('account_login')}?next={PAGE}"


def test_a_session_ends_for_good_thirty_days_after_the_last_proof(client):
    client.force_login(make_user())

    client.let_proofs_age(seconds=LONGEST - 60)
    before, left = client.get(PAGE).status_code, client.post(ASK).json()["left"]
    client.let_proofs_age(seconds=60)
    after = client.get(PAGE)

    assert before == 200
    assert left == pytest.approx(60, abs=30)
    assert after.url == f"{reverse('account_login')}?next={PAGE}"
    assert Session.objects.count() == 0
