"""No address of the product asks for more than twelve queries, whatever there is.

Here is one of everything; a whole proposal is asked in `test_what_pages_cost`.
"""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliances.views.refusals import KEPT
from tests.architecture.test_urls import ours
from tests.factories import make_user
from tests.proposals.views.every_page import EMPTY, World
from tests.proposals.views.page_weights import Page, page_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
FOUND, NOT_READ = 200, 405
OF_CONTACTS = {"own-figures", "own-line", "own-line-again", "own-line-new"}
ELSEWHERE = {
    "auth_user_password_change": "a page of Django's administration",
    "demo-mail": "reads files, and exists in the demo only",
    "demo-mail-markup": "the same",
    "demo-mailbox": "the same",
    "demo-tour": "exists in the demo only; test_demo_tour counts its queries",
    "api-nowhere": "answers that there is nothing",
    "health-ready": "asks the engines whether they live, not for rows",
    "metrics": "for who shows a token; tests/config/test_metrics_page.py counts",
    "administration-verdicts": "leads to the front page; the fragment is looked at",
    "mfa_generate_recovery_codes": "asks for a proof first; test_recovery_codes looks",
    "mfa_reauthenticate_webauthn": "asks for a passkey of whoever has one",
    "read-only": "for administrators of people; test_pause_pages counts",
    "second-factor-reset": "for administrators of people; test_second_factors looks",
    "my-part": "leads to the first part of a contact",
}
"""Addresses at which nothing is shown here, with the reason."""


PAGE = "text/html"


@dataclass(frozen=True)
class Looked:
    """What one address answered."""

    status: int
    queries: int
    page: Page | None
    """Only of an answer that is a page or a part of one."""


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    session = browser.session
    session[KEPT] = [["row 2", "x", "y"]]
    session.save()
    return browser


def looked_at(world):
    """Return what every address answered by name, and parts of pages by address."""
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
        looked = look_at(door, address)
        if looked.queries > MOST_QUERIES:  # what a process keeps is read once
            looked = look_at(door, address)
        if looked.status != NOT_READ:
            found[name] = looked
        for part in looked.page.parts if looked.page else ():
            found[part] = look_at(door, part)
    return found


def look_at(door, address):
    """Look at an address; closing the answer itself would close the database too."""
    with CaptureQueriesContext(connection) as asked:
        answer = door.get(address, headers={"Accept-Encoding": "gzip"})
        content = b"".join(answer)
    for close in answer._resource_closers:
        close()
    is_page = answer.headers.get("Content-Type", "").startswith(PAGE)
    is_compressed = answer.headers.get("Content-Encoding") == "gzip"
    page = page_of(content, is_compressed=is_compressed) if is_page else None
    return Looked(answer.status_code, len(asked), page)


def dear_or_missing(found):
    """Return the addresses that show nothing, and those that ask too often."""
    missing = {n: each.status for n, each in found.items() if each.status != FOUND}
    dear = {n: each.queries for n, each in found.items() if each.queries > MOST_QUERIES}
    return missing, dear


def test_every_address_shows_something_by_twelve_queries_at_most():
    found = looked_at(World(EMPTY, make_user(is_staff=True)))

    assert dear_or_missing(found) == ({}, {})
    assert len(found) > 120
