"""While names of a large file are not searchable yet, whoever searches is told."""

import pytest
from django.urls import reverse

from alliances.services import register_names
from alliances.services.register_names import index_names
from tests.alliances.register_files import (
    GHENT,
    LODZ,
    entry,
    publish,
    read,
    register_csv,
)
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db

SENTENCE = "The newest names of the register are being made searchable"


@pytest.fixture
def publication(monkeypatch):
    monkeypatch.setattr(register_names, "FEW", 0)
    entry("999000001", "Old name")
    entry("999000009", "Old school")
    return publish(read(register_csv(GHENT, LODZ)))


@pytest.fixture
def door(client):
    client.force_login(make_user(is_staff=True))
    return client


def pages(publication):
    return [
        reverse("register"),
        reverse("register-publication", args=[publication.revision]),
        reverse("organisation-list"),
    ]


def says_so(client, address, **query):
    return SENTENCE in client.get(address, query).content.decode()


def test_pages_of_the_register_say_so_until_it_is_done(door, publication):
    before = [says_so(door, each) for each in pages(publication)]
    index_names(key=publication.pk)
    after = [says_so(door, each) for each in pages(publication)]

    assert (before, after) == ([True] * 3, [False] * 3)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("gent", ["Hogeschool Gent"]),
        ("old", ["Old school"]),  # the other one has another name by now
        ("", ["Hogeschool Gent", "Old school", "Uniwersytet Łódzki"]),
    ],
)
@pytest.mark.usefixtures("publication")
def test_list_finds_names_as_they_are_written(door, words, found):
    page = door.get(reverse("organisation-list"), {"words": words}).context["page"]

    assert [row[0].text for row in page.listing.rows] == found


@pytest.mark.usefixtures("publication")
@pytest.mark.parametrize(("typed", "is_said"), [("hogeschol", True), ("gent", False)])
def test_who_looks_for_a_partner_in_vain_is_told(client, typed, is_said):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)
    fragment = reverse("partner-suggestions-fragment", args=[draft.alliance.public_id])

    assert says_so(client, fragment, name=typed) is is_said


@pytest.mark.usefixtures("publication")
def test_who_looks_for_a_partner_in_vain_without_script_is_told(client):
    draft = make_draft()
    client.force_login(draft.alliance.coordinator)

    page = client.post(
        reverse("partner-add", args=[draft.alliance.public_id]),
        {"look_up": "1", "name": "hogeschol"},
    )

    assert SENTENCE in page.content.decode()
