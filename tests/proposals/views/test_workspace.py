"""The workspace and its panel: what they show, what they ask of the database."""

import gzip
import uuid

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliances.enums import Confirmation, Role
from tests.factories import (
    add,
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    publish_shipped_call,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
MOST_KILOBYTES = 20
"""Compressed, of a workspace with 100 partners."""
PAGES = ["workspace", "eligibility", "eligibility-fragment", "composition-fragment"]


@pytest.fixture
def maria(client):
    user = make_user(full_name="Maria Kazlauskienė")
    client.force_login(user)
    return user


def address(proposal, name="workspace", *more):
    return reverse(name, args=[proposal.alliance.public_id, *more])


def crowd(call, maria, number):
    """Make a draft with this many partners of all roles, countries and answers."""
    draft = make_draft(call, by=maria)
    countries = ("ES", "BE", "BG", "DE", "RS", "GE", None)
    for each in range(number):
        add(
            draft,
            f"Organisation number {each} with a name of some length",
            countries[each % 7],
            "sector_body" if each % 2 else "vet_provider",
            role=Role.FULL_PARTNER if each else Role.APPLICANT,
            confirmation=Confirmation.values[each % 5],
        )
    return draft


def queries(client, connection, url):
    """Return how many queries a page asks, once everything is warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow_with_partners(client, maria, name):
    from django.db import connection  # noqa: PLC0415  # of the test's database

    call = make_call()
    small, large = crowd(call, maria, 3), crowd(call, maria, 100)

    few, many = (
        queries(client, connection, address(each, name)) for each in (small, large)
    )

    assert few == many
    assert many <= MOST_QUERIES


def test_large_page_stays_light(client, maria):
    page = client.get(address(crowd(make_call(), maria, 100))).content

    assert len(gzip.compress(page)) <= MOST_KILOBYTES * 1024


@pytest.mark.parametrize("name", PAGES)
def test_page_only_reads(client, maria, no_writes, name):
    draft = make_eligible_draft(by=maria)

    with no_writes():
        answer = client.get(address(draft, name))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_page_only_takes_get(client, maria, name):
    draft = make_eligible_draft(by=maria)

    assert client.post(address(draft, name)).status_code == 405


@pytest.mark.parametrize(
    ("name", "more"),
    [
        *((name, ()) for name in PAGES),
        ("facts", ()),
        ("partner-add", ()),
        ("partner-add-fragment", ()),
        ("partner-change", (1,)),
        ("partner-change-fragment", (1,)),
    ],
)
def test_alliance_of_somebody_else_does_not_exist(client, maria, name, more):
    theirs = make_eligible_draft()
    mine = make_eligible_draft(theirs.alliance.call, by=maria)

    assert client.get(address(theirs, name, *more)).status_code == 404
    assert client.get(address(mine, name, *more)).status_code == 200
    nothing = reverse(name, args=[uuid.uuid4(), *more])
    assert client.get(nothing).status_code == 404


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("facts", ()),
        ("facts-fragment", ()),
        ("partner-add", ()),
        ("partner-add-fragment", ()),
        ("partner-change", (2,)),
        ("partner-change-fragment", (2,)),
        ("partner-remove", (2,)),
        ("partner-remove-fragment", (2,)),
        ("partner-restore", (2,)),
        ("partner-restore-fragment", (2,)),
    ],
)
def test_nobody_acts_on_an_alliance_of_somebody_else(client, maria, name, more):  # noqa: ARG001  # somebody is signed in
    theirs = make_eligible_draft()

    answer = client.post(address(theirs, name, *more), {"version": 1})

    assert answer.status_code == 404
    assert theirs.alliance.partnerships.current().count() == 3


def test_draft_that_meets_everything_says_so(client, maria):
    page = client.get(address(make_eligible_draft(by=maria))).content.decode()

    assert "<title>Consortium – SKILLS" in page
    assert page.count('data-clause="min-programme-countries"') == 2
    assert 'class="clause clause--open"' not in page


def test_empty_draft_asks_for_the_applicant(client, maria):
    page = client.get(address(make_draft(by=maria))).content.decode()

    assert "No partners yet. Add the applicant first." in page
    assert 'id="matrix"' not in page


def test_history_is_said_to_be_practice(client, maria):
    open_draft = make_draft(by=maria)
    old_draft = make_draft(publish_shipped_call("2020"), by=maria)
    word = "Practice: this call is history."

    assert word not in client.get(address(open_draft)).content.decode()
    assert word in client.get(address(old_draft)).content.decode()


def test_reading_of_the_address_is_the_one_shown(client, maria):
    draft = make_eligible_draft(by=maria, confirmation=Confirmation.INVITED)

    def chosen(query):
        panel = client.get(address(draft) + query).context["page"].panel
        return [each.key for each in panel.readings if each.is_chosen]

    assert chosen("") == ["planned"]
    assert chosen("?reading=confirmed") == ["confirmed"]
    assert chosen("?reading=nonsense") == ["planned"]


def test_fragment_brings_what_else_follows_from_a_change(client, maria):
    draft = make_eligible_draft(by=maria)
    fragment = client.get(address(draft, "eligibility-fragment")).content.decode()

    assert "<html" not in fragment
    for part in ("announcement", "masthead", "newer-rules", "bar", "tasks", "matrix"):
        assert f'id="{part}"' in fragment
    assert fragment.count("hx-swap-oob=") == 6
    assert "10 met, 0 not met, 0 cannot tell yet" in fragment


def test_names_cannot_become_markup(client, maria):
    draft = make_draft(by=maria, acronym="<b>BOLD", title="<script>alert(1)</script>")
    add(draft, "<img src=x onerror=alert(1)>", "BE", "ngo", role=Role.APPLICANT)

    page = client.get(address(draft)).content.decode()

    assert "<b>BOLD" not in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_every_clause_of_the_panel_leads_to_its_page_and_fills_the_drawer(
    client, maria
):
    draft = make_eligible_draft(by=maria)

    panel = client.get(address(draft, "eligibility-fragment")).content.decode()

    for clause in ("one-applicant", "min-programme-countries", "sector-in-list"):
        page = address(draft, "explain", clause)
        link = f'<a href="{page}" data-opens="explain">'
        assert panel.count(link) == 2  # one a reading


def test_what_opens_beside_the_page_is_the_fragment_of_its_address(maria):
    draft = make_eligible_draft(by=maria)
    opening = [("explain", "one-applicant"), ("partner-change", 1), ("partner-add",)]

    pages = [address(draft, *each) for each in opening]
    parts = [address(draft, f"{name}-fragment", *rest) for name, *rest in opening]

    assert parts == [f"{page}fragment/" for page in pages]


def test_copying_is_offered_to_whom_it_leads_to_something(client, maria):
    draft = make_draft(by=maria)
    make_draft(draft.alliance.call)
    assert "Choose one to copy" not in client.get(address(draft)).content.decode()

    make_draft(draft.alliance.call, by=maria)

    assert "Choose one to copy" in client.get(address(draft)).content.decode()
