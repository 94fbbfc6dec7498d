"""A consortium of more than fifty: its workspace shows the partners by parts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.enums import Role
from tests.factories import make_call, make_user
from tests.proposals.views.test_workspace import address, crowd

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def maria(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def draft(maria):
    return crowd(make_call(), maria, 120)


def shown(answer):
    """Return the numbers of the rows of a page."""
    numbers = re.findall(r'<tr id="p(\d+)"', answer.content.decode())
    return [int(each) for each in numbers]


def linked(answer):
    """Return where each way to a row of a partner leads, by its number."""
    html = answer.content.decode()
    return {int(n): at for at, n in re.findall(r'href="([^"]*)#p(\d+)"', html)}


def test_a_part_says_which_it_is_and_leads_to_the_others(client, draft):
    workspace = address(draft)

    page = client.get(workspace, {"page": "2"})

    html = page.content.decode()
    assert shown(page) == list(range(51, 101))
    assert '<h2 id="partners" tabindex="-1">Partners 51 to 100 of 120</h2>' in html
    assert "<title>Partners 51 to 100 of 120 –" in html
    assert f'rel="prev" href="{workspace}?page=1#partners"' in html
    assert f'rel="next" href="{workspace}?page=3#partners"' in html


def test_the_ways_to_other_parts_stand_above_and_below_the_list(client, draft):
    html = client.get(address(draft), {"page": "2"}).content.decode()

    above, below = html.split('<table class="table cards partners">')
    named = 'aria-label="Parts of the list of partners, {} it"'
    assert [above.count(named.format(each)) for each in ("above", "below")] == [1, 0]
    assert [below.count(named.format(each)) for each in ("above", "below")] == [0, 1]
    assert html.count('rel="next"') == html.count('rel="prev"') == 2


@pytest.mark.parametrize("number", [3, 50])
def test_a_consortium_of_this_call_has_one_page(client, maria, number):
    page = client.get(address(crowd(make_call(), maria, number)))

    html = page.content.decode()
    assert len(shown(page)) == number
    assert '<h2 id="partners" tabindex="-1">Partners</h2>' in html
    assert "?page=" not in html
    assert set(linked(page).values()) == {""}


@pytest.mark.parametrize("page", ["", "2", "3"])
def test_every_way_to_a_partner_leads_to_its_row(client, draft, page):
    ways = linked(client.get(address(draft), {"page": page}))

    some = sorted(ways)[::12]
    assert (some[0] <= 50, some[-1] > 100) == (True, True)
    for number in some:
        assert number in shown(client.get(ways[number]))


@pytest.mark.parametrize(
    "name", ["eligibility", "eligibility-fragment", "map-fragment", "withdrawals"]
)
def test_ways_from_beside_the_list_lead_to_the_part(client, draft, name):
    ways = linked(client.get(address(draft, name)))

    for number in {min(ways), max(ways)}:
        assert number in shown(client.get(ways[number]))


def test_a_twin_leads_to_the_part_of_the_other(client, draft):
    draft.alliance.partnerships.filter(number__in=(3, 77)).update(
        name="Guild of Ghent", country_id="BE"
    )

    page = client.get(address(draft), {"partner": "77"}).content.decode()

    (row,) = re.findall(r'<tr id="p77".*?</tr>', page, re.DOTALL)
    assert f'<a href="{address(draft)}?partner=3#p3">P3</a>' in row


def test_the_rest_of_the_page_stays_over_all(client, draft):
    first, last = (client.get(address(draft), {"page": each}) for each in ("1", "3"))

    def beside(answer):
        html = answer.content.decode()
        return re.findall(r'<table class="table matrix".*?</table>', html, re.DOTALL), (
            re.findall(r'id="panel-slot".*?</aside>|<p class="lead">.*?</p>', html)
        )

    assert beside(first) == beside(last)
    assert beside(first)[0]


def test_changing_shows_the_part_with_the_row(client, draft):
    stated = {"name": "Guild", "country": "BE", "role": Role.FULL_PARTNER, "version": 1}

    page = client.post(address(draft, "partner-change-fragment", 77), stated)
    plain = client.post(
        address(draft, "partner-change", 77), stated | {"version": 2}, follow=True
    )

    assert shown(page) == shown(plain) == list(range(51, 101))
    assert 'id="p77" class="is-new"' in page.content.decode()


@pytest.mark.parametrize("name", ["partner-remove", "partner-remove-fragment"])
def test_removing_stays_where_the_row_stood(client, draft, name):
    page = client.post(address(draft, name, 77), {"version": 1}, follow=True)

    assert shown(page) == [*range(51, 77), *range(78, 102)]


def test_refused_removing_stays_there_too(client, draft):
    page = client.post(address(draft, "partner-remove", 77), {"version": 9})

    assert page.status_code == 409
    assert 77 in shown(page)


def test_queries_are_as_many_for_any_number_of_partners(client, maria):
    asked = []
    for number in (3, 60, 300):
        url = address(crowd(make_call(f"of-{number}"), maria, number))
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        asked.append(len(found))

    assert len(set(asked)) == 1
    assert asked[0] <= MOST_QUERIES
