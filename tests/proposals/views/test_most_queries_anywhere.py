"""No address of the product asks for more than twelve queries, whatever there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliances.views.refusals import KEPT
from tests.architecture.test_urls import ours
from tests.factories import make_user
from tests.proposals.views.every_page import TIMES, World

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
FOUND, NOT_READ = 200, 405
OF_CONTACTS = {"own-figures", "own-line", "own-line-again", "own-line-new"}
ELSEWHERE = {
    "auth_user_password_change": "a page of Django's administration",
    "demo-mail": "reads files, and exists in the demo only",
    "demo-mail-markup": "the same",
    "demo-mailbox": "the same",
    "api-nowhere": "answers that there is nothing",
    "health-ready": "asks the engines whether they live, not for rows",
    "administration-verdicts": "leads to the front page; the fragment is looked at",
    "mfa_reauthenticate_webauthn": "asks for a passkey of whoever has one",
    "second-factor-reset": "for administrators of people; test_second_factors looks",
    "my-part": "leads to the first part of a contact",
}
"""Addresses at which nothing is shown here, with the reason."""


@pytest.fixture(params=TIMES)
def world(request):
    return World(request.param, make_user(is_staff=True))


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session[KEPT] = [["row 2", "x", "y"]]
    session.save()
    return browser


def status_at(door, address):
    """Look at an address; closing the answer itself would close the database too."""
    answer = door.get(address)
    for close in answer._resource_closers:
        close()
    return answer.status_code


def looked_at(world):
    """Return status and number of queries of every address that is read, by name."""
    browser, contact = signed_in(world.by), signed_in(world.contact)
    found = {}
    for pattern in ours():
        name = pattern.name
        if name in ELSEWHERE:
            continue
        door, address = (
            contact if name in OF_CONTACTS else browser,
            world.address(pattern),
        )
        status, number = counted(door, address)
        if number > MOST_QUERIES:  # what a process keeps is read once
            status, number = counted(door, address)
        if status != NOT_READ:
            found[name] = status, number
    return found


def counted(door, address):
    with CaptureQueriesContext(connection) as asked:
        status = status_at(door, address)
    return status, len(asked)


def test_every_address_shows_something_by_twelve_queries_at_most(world):
    found = looked_at(world)

    missing = {name: status for name, (status, _) in found.items() if status != FOUND}
    dear = {
        name: number for name, (_, number) in found.items() if number > MOST_QUERIES
    }
    assert (missing, dear) == ({}, {})
    assert len(found) > 120
