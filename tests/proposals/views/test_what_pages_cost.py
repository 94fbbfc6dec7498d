"""What every page of a whole proposal costs: queries, and bytes on the line."""

import pytest

from tests.factories import make_user
from tests.proposals.views.every_page import WHOLE, World
from tests.proposals.views.page_weights import weight_with
from tests.proposals.views.test_most_queries_anywhere import dear_or_missing, looked_at

pytestmark = pytest.mark.django_db

KILOBYTE = 1000
MOST = 150 * KILOBYTE
MOST_AFTERWARDS = 30 * KILOBYTE
AS_LONG_AS_THE_TEXT = {"check-answers"}
"""The whole application, to be read, searched and printed in one piece."""
ARRIVAL = "alliance-list"
"""Where people come in; what it fetched is known on every page after it."""


@pytest.fixture(scope="module")
def found(built_once):
    return built_once(lambda: looked_at(World(WHOLE, make_user(is_staff=True))))


@pytest.fixture(scope="module")
def pages(found):
    """Return every page by its name, and parts that pages ask for by their address."""
    return {name: each.page for name, each in found.items() if each.page}


def test_every_address_shows_something_by_twelve_queries_at_most(found):
    assert dear_or_missing(found) == ({}, {})


def test_first_visit_is_light(pages):
    heavy = {
        name: weight
        for name, page in pages.items()
        if (weight := weight_with(page, pages, known=set())) > MOST
    }

    assert heavy == {}
    assert sum(page.is_whole for page in pages.values()) > 90


def test_every_page_after_it_is_lighter(pages):
    known = pages[ARRIVAL].files | pages[ARRIVAL].ahead
    heavy = {
        name
        for name, page in pages.items()
        if weight_with(page, pages, known=known) > MOST_AFTERWARDS
    }

    assert heavy == AS_LONG_AS_THE_TEXT


def test_pages_fetch_ahead_what_everybody_may_read(pages):
    ahead = set().union(*(page.ahead for page in pages.values()))

    assert ahead <= pages["workspace"].files
    assert ahead
