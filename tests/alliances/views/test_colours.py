"""Everybody reads in the colours they chose, on every page, without a script."""

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse

from alliances.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FOUND, REFUSED = 302, 422
RULES = "/rules/"
ASKED_FOR = "screen and (prefers-contrast: more), screen and (forced-colors: active)"


def part(page, before, after='"'):
    return page.content.decode().partition(before)[2].partition(after)[0]


def shown(client, address=RULES):
    return part(client.get(address), '<html lang="en"', ">")


def media(client):
    found = part(client.get(RULES), "css/contrast", ">")
    return found.partition('media="')[2].partition('"')[0]


def choose(client, colours, **more):
    return client.post(reverse("colours"), {"colours": colours, **more})


def test_system_decides_before_a_choice(client):
    assert (shown(client), media(client)) == ("", ASKED_FOR)


@pytest.mark.parametrize(
    ("colours", "contrast"),
    [("light", ASKED_FOR), ("dark", ASKED_FOR), ("contrast", "screen")],
)
def test_choice_stays_in_the_browser_and_leads_back(client, colours, contrast):
    answer = choose(client, colours, next="/rules/2020/?on=2020-01-01")
    cookie = answer.cookies[settings.COLOURS_COOKIE_NAME]

    assert (answer.status_code, answer["Location"]) == (
        FOUND,
        "/rules/2020/?on=2020-01-01",
    )
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (shown(client), media(client)) == (f' data-theme="{colours}"', contrast)


def test_system_decides_again_on_request(client):
    client.force_login(make_user("maria@example.org"))
    choose(client, "dark")
    choose(client, "")

    assert (User.objects.get().colours, shown(client, "/")) == ("", "")


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "sign-in", "{{ 7 * 7 }}", ""]
)
def test_choice_leads_nowhere_else(client, wanted):
    assert choose(client, "dark", next=wanted)["Location"] == "/"


@pytest.mark.parametrize("sent", [{"colours": "pink"}, {}])
def test_colours_that_are_not_offered_are_refused(client, sent):
    answer = client.post(reverse("colours"), sent)

    assert answer.status_code == REFUSED
    assert settings.COLOURS_COOKIE_NAME not in answer.cookies


def test_choice_of_who_is_signed_in_follows_to_other_browsers(client):
    client.force_login(make_user("maria@example.org"))
    choose(client, "dark")
    client.cookies.pop(settings.COLOURS_COOKIE_NAME)

    assert User.objects.get().colours == "dark"
    assert shown(client, "/") == ' data-theme="dark"'


def test_account_wins_over_the_browser_of_somebody_else(client):
    choose(client, "light")
    client.force_login(make_user("maria@example.org", colours="dark"))

    assert shown(client, "/") == ' data-theme="dark"'


def test_cookie_that_somebody_wrote_is_as_none(client):
    client.cookies[settings.COLOURS_COOKIE_NAME] = "pink"

    assert shown(client) == ""


def test_every_page_offers_the_others(client):
    choose(client, "dark")

    page = client.get(RULES).content.decode()

    assert '<b aria-current="true">Dark</b>' in page
    assert '<button name="colours" value="">As the system</button>' in page
    assert '<button name="colours" value="contrast">High contrast</button>' in page


def test_account_holds_no_other_colours():
    with pytest.raises(IntegrityError, match="user_colours_known"):
        make_user("maria@example.org", colours="pink")
