"""How long a session lasts can be asked, which changes nothing, and lengthened."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from config.session_end import (
    LONGEST,
    LONGEST_OF_ADMINISTRATORS,
    REST,
    REST_OF_ADMINISTRATORS,
)
from tests.factories import make_user
from tests.proposals.services.forms import make_draft_with_form

pytestmark = pytest.mark.django_db

FOUR_MINUTES = 240
PAGE, ASK = "/", "/accounts/me/session/"
BROWSER = {"headers": {"accept": "text/html,*/*;q=0.8"}}
HALF_AN_HOUR, TWO_DAYS = 1800, 2 * 24 * 3600


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


def rest(*, seconds):
    """Have whoever is signed in have done nothing for so long."""
    end = timezone.now() + timedelta(seconds=REST - seconds)
    Session.objects.update(expire_date=end)


def test_an_administrator_who_rests_for_an_hour_is_signed_out(client):
    client.force_login(make_user(is_staff=True))

    rest(seconds=REST_OF_ADMINISTRATORS - 60)
    left = client.get(ASK).json()["left"]
    before = client.get(PAGE).status_code
    rest(seconds=REST_OF_ADMINISTRATORS)
    after = client.get(PAGE)

    assert left == pytest.approx(60, abs=30)
    assert before == 200
    assert after.url == f"{reverse('account_login')}?next={PAGE}"
    assert Session.objects.count() == 0


def test_an_administrator_who_opens_a_page_has_an_hour_again(client):
    client.force_login(make_user(is_staff=True))
    rest(seconds=HALF_AN_HOUR)

    client.get(PAGE, **BROWSER)

    left = client.get(ASK).json()["left"]
    assert left == pytest.approx(REST_OF_ADMINISTRATORS, abs=30)


def test_staying_signed_in_gives_an_administrator_an_hour(client):
    client.force_login(make_user(is_staff=True))
    rest(seconds=HALF_AN_HOUR)

    assert client.post(ASK).json() == {"left": REST_OF_ADMINISTRATORS}
    assert client.get(ASK).json()["left"] == pytest.approx(
        REST_OF_ADMINISTRATORS, abs=30
    )


def test_an_open_page_that_asks_by_itself_keeps_nobody_signed_in(client):
    administrator = make_user(is_staff=True)
    draft = make_draft_with_form(by=administrator)
    client.force_login(administrator)
    rest(seconds=HALF_AN_HOUR)

    client.get(PAGE, headers={"accept": "*/*", "hx-request": "true"})
    here = reverse("section-here", args=[draft.alliance.public_id, "summary"])
    answer = client.post(here)

    assert answer.status_code == 200
    assert client.get(ASK).json()["left"] == pytest.approx(HALF_AN_HOUR, abs=30)


def test_whoever_comes_again_within_two_weeks_stays_signed_in(client):
    client.force_login(make_user())
    rest(seconds=TWO_DAYS)
    answer = client.get(PAGE, **BROWSER)

    assert client.get(ASK).json()["left"] == pytest.approx(REST, abs=30)
    assert settings.SESSION_COOKIE_NAME in answer.cookies


def test_what_was_stored_just_now_is_not_stored_again(client):
    client.force_login(make_user())
    rest(seconds=HALF_AN_HOUR)
    answer = client.get(PAGE, **BROWSER)

    assert client.get(ASK).json()["left"] == pytest.approx(REST - HALF_AN_HOUR, abs=30)
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
