"""Roles by addresses: everybody asks for everything, and gets what the table says."""

import os

import pytest
from django.urls import get_resolver

from tests.architecture.test_urls import full_path, patterns
from tests.permissions import table
from tests.permissions.asking import (
    OTHERS,
    PLACES,
    REST,
    asked_by_all,
    place_of,
    shown_path,
)
from tests.permissions.people import ROLES, Crowd

pytestmark = pytest.mark.django_db

EVERYWHERE = [*dict.fromkeys(PLACES.values()), REST]


@pytest.fixture(scope="module")
def crowd(built_once):
    """Build one proposal and everybody around it, for all places."""
    return built_once(Crowd)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_everybody_is_answered_what_the_table_says(crowd, place):
    """With `WRITE_PERMISSIONS=1` the table is written instead; then read the diff."""
    found = table.section(asked_by_all(crowd, place), ROLES)

    if "WRITE_PERMISSIONS" in os.environ:
        table.write(place, found)
    assert found == table.stated(place)


def test_every_address_has_a_row():
    paths = [full_path(each) for each in patterns(get_resolver())]
    text = table.DOCUMENT.read_text(encoding="utf-8")

    assert table.places() == EVERYWHERE
    assert {place_of(path) for path in paths} == set(EVERYWHERE)
    assert [path for path in paths if f"`{shown_path(path)}`" not in text] == []


@pytest.mark.parametrize("method", OTHERS)
def test_other_ways_of_asking_are_refused_before_anybody_is_known(client, method):
    """So they need no column: the refusal comes before the session is read."""
    paths = {full_path(each) for each in patterns(get_resolver())}
    ours = [path for path in paths if not path.startswith("api/")]

    answers = {client.generic(method, f"/{path}").status_code for path in ours}

    assert len(ours) > 350
    assert answers == {405}


@pytest.mark.parametrize("method", OTHERS)
def test_the_api_says_what_it_takes_and_takes_no_other_way(client, method):
    paths = {full_path(each) for each in patterns(get_resolver())}
    said = {204} if method == "OPTIONS" else {405}

    answers = {
        client.generic(method, f"/{path}").status_code
        for path in paths
        if path.startswith("api/")
    }

    assert answers == said
