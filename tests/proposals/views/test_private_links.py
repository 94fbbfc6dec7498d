"""Whatever is answered at an address with a secret, browsers keep it to themselves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause
from proposals.views import confirmations
from tests.factories import make_eligible_draft
from tests.proposals.services.signing import confirmed_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    return confirmed_link(make_eligible_draft())


def says(answer):
    told = answer["Referrer-Policy"], answer["X-Robots-Tag"]
    return answer.status_code, *told


KEPT = "strict-origin", "noindex, nofollow"


@pytest.mark.parametrize(
    ("page", "status"),
    [("confirm", 200), ("own-mandate", 404), ("own-mandate-draw", 405)],
)
def test_page_that_is_not_there_tells_nobody_of_its_link(client, token, page, status):
    assert says(client.get(reverse(page, args=[token]))) == (status, *KEPT)


def test_neither_does_one_that_is_read_only(client, token):
    begin_pause(reason="Upgrade", until=None, now=timezone.now())

    answer = client.post(reverse("confirm", args=[token]), {"answer": "confirm"})

    assert says(answer) == (503, *KEPT)


def test_nor_one_that_failed(client, token, monkeypatch):
    monkeypatch.setattr(confirmations, "get_request_by_token", lambda _token: 1 / 0)
    client.raise_request_exception = False

    answer = client.get(reverse("confirm", args=[token]))

    assert says(answer) == (500, *KEPT)


def test_other_pages_tell_their_address_to_ourselves(client):
    answer = client.get(reverse("account_login"))

    assert answer["Referrer-Policy"] == "same-origin"
    assert not answer.has_header("X-Robots-Tag")


@pytest.mark.parametrize("link", ["known", "unknown"])
def test_languages_are_offered_once_and_above_what_is_to_be_read(client, token, link):
    address = reverse("confirm", args=[token if link == "known" else "nobody-knows"])

    above, _main, below = client.get(address).content.decode().partition("<main")

    offered = 'class="languages"'
    assert (above.count(offered), below.count(offered)) == (1, 0)
