"""Everybody reads in the language they chose, on every page, without a script."""

import pytest
from django.conf import settings as installed
from django.urls import reverse

from alliances.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FOUND, REFUSED = 302, 422
RULES = "/rules/"


@pytest.fixture(autouse=True)
def _three(settings):
    settings.LANGUAGES = [("en", "English"), ("de", "German"), ("fr", "French")]


def spoken(client, address=RULES, **more):
    page = client.get(address, **more)
    return page.content.decode().partition('<html lang="')[2].partition('"')[0]


def choose(client, language, **more):
    return client.post(reverse("language"), {"language": language, **more})


@pytest.mark.parametrize(
    ("asked", "said"),
    [("fr", "fr"), ("fr-BE,fr;q=0.9", "fr"), ("nl, de;q=0.5", "de"), ("nl", "en")],
)
def test_page_speaks_what_the_browser_asks_for(client, asked, said):
    assert spoken(client, headers={"Accept-Language": asked}) == said


def test_choice_stays_in_the_browser_and_leads_back(client):
    answer = choose(client, "fr", next="/rules/2020/?on=2020-01-01")
    cookie = answer.cookies[installed.LANGUAGE_COOKIE_NAME]

    assert (answer.status_code, answer["Location"]) == (
        FOUND,
        "/rules/2020/?on=2020-01-01",
    )
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert spoken(client, headers={"Accept-Language": "de"}) == "fr"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", ""])
def test_choice_leads_nowhere_else(client, elsewhere):
    assert choose(client, "fr", next=elsewhere)["Location"] == "/"


def test_language_that_is_not_offered_is_refused(client):
    answer = choose(client, "nl")

    assert answer.status_code == REFUSED
    assert installed.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_choice_of_who_is_signed_in_follows_to_other_browsers(client):
    maria = make_user("maria@example.org")
    client.force_login(maria)
    choose(client, "de")
    client.cookies.pop(installed.LANGUAGE_COOKIE_NAME)

    assert User.objects.get().language == "de"
    assert spoken(client, "/", headers={"Accept-Language": "fr"}) == "de"


def test_account_wins_over_the_browser_of_somebody_else(client):
    choose(client, "fr")
    client.force_login(make_user("maria@example.org", language="de"))

    assert spoken(client, "/") == "de"


def test_language_no_longer_offered_is_as_none(client):
    client.force_login(make_user("maria@example.org", language="nl"))

    assert spoken(client, "/", headers={"Accept-Language": "fr"}) == "fr"


def test_every_page_offers_the_others(client):
    page = client.get(RULES).content.decode()

    assert '<b aria-current="true" lang="en">English</b>' in page
    assert '<button name="language" value="fr" lang="fr">français</button>' in page
    assert '<input type="hidden" name="next" value="/rules/">' in page


def test_nothing_is_offered_where_there_is_one_language(client, settings):
    settings.LANGUAGES = [("en", "English")]

    assert "languages" not in client.get(RULES).content.decode()


def test_programs_are_answered_alike(client):
    said = [
        client.post(
            reverse("api-evaluate"),
            "{",
            content_type="application/json",
            headers={"Accept-Language": language},
        )
        for language in ("en", "fr")
    ]

    assert said[0].content == said[1].content
    assert said[1]["Content-Language"] == "en"
