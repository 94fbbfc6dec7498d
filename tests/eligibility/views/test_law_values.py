"""The values of the clauses of a call as of a day, and since which version."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from eligibility.models import Rulebook
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import make_call, make_user, publish_shipped_call
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

VALUES = reverse("law-values", args=["open"])
FILE = reverse("law-values-file", args=["open"])


@pytest.fixture
def door(client):
    """Return the client of a signed-in administrator."""
    client.force_login(make_user(is_staff=True))
    return client


@pytest.fixture
def stricter():
    """Publish rules that ask for one country more, a week after the first."""
    make_call()
    text = rules_of("open").replace("value = 3", "value = 4")
    publish_rulebook(text=text, reason="One more.", compared_with=1)
    week_ago = timezone.now() - dt.timedelta(days=7)
    Rulebook.objects.filter(version=1).update(published_at=week_ago)


def rows(client, **query):
    page = client.get(VALUES, query).context["page"]
    return {row[0].text: [cell.text for cell in row[1:]] for row in page.listing.rows}


@pytest.mark.usefixtures("stricter")
def test_values_exist_for_administrators_only(client):
    client.force_login(make_user())
    assert [client.get(each).status_code for each in (VALUES, FILE)] == [404, 404]

    client.force_login(make_user(is_staff=True))
    assert [client.get(each).status_code for each in (VALUES, FILE)] == [200, 200]
    nowhere = reverse("law-values", args=["none"])
    assert client.get(nowhere).status_code == 404
    assert client.get(VALUES, {"on": "yesterday"}).status_code == 422
    assert client.get(FILE, {"on": "yesterday"}).status_code == 422


@pytest.mark.usefixtures("stricter")
def test_clause_says_since_which_version_it_asks_what_and_what_before(door):
    changed = [each for each in rows(door).values() if each[3] != "–"]

    assert changed != []
    for _place, value, since, before in changed:
        assert value.startswith("4 from ")
        assert since.startswith("Version 2 of ")
        assert since.endswith("by the product: One more.")
        assert before.startswith("3 from ")


@pytest.mark.usefixtures("stricter")
def test_clauses_as_of_a_day_are_those_of_the_version_in_force(door):
    yesterday = timezone.localdate() - dt.timedelta(days=1)

    earlier = rows(door, on=yesterday)

    assert {each[3] for each in earlier.values()} == {"–"}
    assert {each[2] for each in earlier.values()} == {"Version 1"}
    assert rows(door, on="2001-01-01") == {}


def test_plain_demands_are_said_and_clauses_searched(door):
    publish_shipped_call("2020")
    page = reverse("law-values", args=["2020"])

    found = door.get(page, {"words": "applicant", "sort": "-clause"}).context["page"]

    texts = [cell.text for row in found.listing.rows for cell in row]
    assert any(each.startswith("asked from ") for each in texts)
    assert found.listing.rows[0][1].text.startswith("Lot ")
    file = door.get(reverse("law-values-file", args=["2020"])).content.decode()
    assert file.lstrip("\ufeff").startswith("Clause,Lot and project type,What it asks")
