"""Roles by addresses: everybody asks for everything, and gets what the table says."""

import os

import pytest
from django.urls import get_resolver

from tests.architecture.test_urls import full_path, patterns
from tests.permissions import api_calls, table
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

    assert set(table.places()) == {*EVERYWHERE, api_calls.PLACE}
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


@pytest.fixture(scope="module")
def calls(crowd, built_once):
    """Let everybody call everything of the API, once for all."""
    return built_once(lambda: api_calls.answered(crowd))


def test_every_call_of_the_api_is_answered_as_the_table_says(calls):
    """With `WRITE_PERMISSIONS=1` the table is written instead; then read the diff."""
    stated = api_calls.section(calls)

    if "WRITE_PERMISSIONS" in os.environ:
        table.write(api_calls.PLACE, stated)
    assert stated == table.stated(api_calls.PLACE)


def test_who_calls_changes_not_a_byte(calls):
    different = [call for call, by in calls.items() if len(set(by.values())) != 1]

    assert different == []
    assert len(calls) == len(api_calls.described_calls()) * len(api_calls.WAYS)


def test_a_sound_call_is_answered_whoever_calls(calls):
    """So that the table does not only say that everything is refused."""
    words = {word for word, _bytes in calls["/api/v1/evaluate", "POST"].values()}

    assert words == {"shown"}
