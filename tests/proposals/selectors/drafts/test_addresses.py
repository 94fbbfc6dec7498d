"""Addresses are those the router gives, for every alliance and wherever the site is."""

import uuid

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from proposals.selectors.drafts.addresses import address_of
from proposals.selectors.drafts.tasks import PLACES

ALLIANCES = [uuid.UUID(int=1), uuid.uuid4()]


@pytest.fixture(params=["/", "/below/"])
def prefix(request):
    before = get_script_prefix()
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix(before)


@pytest.mark.parametrize("alliance", ALLIANCES)
@pytest.mark.parametrize("name", PLACES.values())
def test_page_of_an_alliance_is_where_the_router_says(name, alliance, prefix):
    found = address_of(name, alliance)

    assert found == reverse(name, args=[alliance])
    assert found.startswith(prefix)


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("form-section", ["relevance"]),
        ("form-partner", ["partnership", 2]),
        ("answer-save", ["why"]),
        ("work-part", [1, "tasks", 2]),
    ],
)
def test_what_a_page_is_of_stands_in_its_address(name, within):
    found = [address_of(name, each, *within) for each in ALLIANCES]

    assert found == [reverse(name, args=[each, *within]) for each in ALLIANCES]
