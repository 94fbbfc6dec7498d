"""What crawlers are told: the front page is theirs, and nothing else."""

from urllib.robotparser import RobotFileParser

import pytest
from django.urls import reverse


def test_everything_else_is_closed_to_crawlers(client):
    answer = client.get("/robots.txt")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Allow: /$",
        "Allow: /accounts/login/?next=/$",
        "Allow: /confirm/",
        "Allow: /verify/",
        "Disallow: /",
    ]


def test_front_page_leads_a_stranger_to_the_page_that_is_open(client):
    led_to = client.get(reverse("alliance-list"))["Location"]

    assert f"Allow: {led_to}$" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["confirm", "verified"])
def test_a_page_behind_a_key_may_be_asked_and_says_that_it_is_not_to_be_listed(
    client, name
):
    address = reverse(name, args=["no-such-key", "x"][: 1 + (name == "verified")])
    crawler = RobotFileParser()
    crawler.parse(client.get("/robots.txt").content.decode().splitlines())

    answer = client.get(address)

    assert crawler.can_fetch("any", address) is True
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_old_crawlers_that_know_no_end_of_an_address_take_nothing(client):
    old = RobotFileParser()
    old.parse(client.get("/robots.txt").content.decode().splitlines())

    assert [old.can_fetch("any", path) for path in ("/rules/", "/status/")] == [
        False,
        False,
    ]
