"""The page that tells which parts work: for everybody, cheap, also without database."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]  # ships no types

from config.status_page import ADDRESS
from proposals.selectors.administrators import service_facts
from proposals.selectors.administrators.service_facts import Waiting
from tests.factories import make_user
from tests.stack.service import suppose_nobody_works, working

NAMES = [
    "Pages, saving and search",
    "Submitting and withdrawing",
    "Application packs, mandates and declarations (PDF)",
    "Mails",
]


def told(answer):
    """Return the heading, and the state of each part by its name."""
    page = html.fromstring(answer.content.decode())
    [heading] = page.xpath("//h1")
    lines = page.xpath("//dl[contains(@class, 'service')]/div")
    return heading.text_content().strip(), {
        line.find("dt").text_content(): line.xpath(".//b")[0].text_content()
        for line in lines
    }


def away():
    raise OperationalError from OSError()


def test_address_is_the_one_that_is_known_without_looking_it_up():
    assert reverse("status") == ADDRESS


def test_everybody_reads_that_everything_works(client):
    # No mark of this test lets it ask a database.
    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert told(answer) == ("Everything works", dict.fromkeys(NAMES, "Works"))


@pytest.mark.django_db
def test_who_is_signed_in_reads_the_same(client):
    client.force_login(make_user())

    assert told(client.get(ADDRESS))[0] == "Everything works"


def test_parts_nobody_works_on_are_named_and_the_others_too(client):
    suppose_nobody_works()

    assert told(client.get(ADDRESS)) == (
        "A part of the service does not work now",
        {
            NAMES[0]: "Works",
            NAMES[1]: "Works",
            NAMES[2]: "Does not work now",
            NAMES[3]: "Does not work now",
        },
    )


def test_what_somebody_paused_is_not_called_broken(client):
    facts = working()
    service_facts.suppose(replace(facts, paused_since=facts.at))

    assert told(client.get(ADDRESS)) == (
        "Read-only for now",
        dict.fromkeys(NAMES, "Paused for now"),
    )


def test_slow_part_is_told_as_slow(client):
    facts = working()
    waiting = Waiting(number=40, since=facts.at - dt.timedelta(minutes=10))
    service_facts.suppose(working(packs=waiting))

    heading, parts = told(client.get(ADDRESS))

    assert heading == "The service works, a part of it slowly"
    assert parts[NAMES[2]] == "Slow"
    assert "40 documents wait." in client.get(ADDRESS).content.decode()


def test_page_without_database_tells_what_it_knows(client):
    service_facts.suppose(None)

    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert told(answer) == (
        "The service is not available just now",
        {
            NAMES[0]: "Does not work now",
            NAMES[1]: "Does not work now",
            NAMES[2]: "Not known now",
            NAMES[3]: "Not known now",
        },
    )


@pytest.mark.django_db
def test_page_answers_who_was_signed_in_when_the_database_went_away(
    client, monkeypatch
):
    client.force_login(make_user())
    client.raise_request_exception = False
    monkeypatch.setattr("config.error_pages.is_away", lambda _error: True)
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.load", lambda _self: away()
    )

    answer = client.get(ADDRESS)
    other = client.get(reverse("account"))

    assert (answer.status_code, other.status_code) == (200, 503)
    assert told(answer)[0] == "The service is not available just now"


@pytest.mark.parametrize("language", ["de", "fr", "sr", "en"])
def test_page_without_database_speaks_the_readers_language(client, language):
    service_facts.suppose(None)

    answer = client.get(ADDRESS, headers={"accept-language": language})

    assert html.fromstring(answer.content.decode()).get("lang") == language
