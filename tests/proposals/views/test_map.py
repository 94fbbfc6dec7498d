"""The map in the workspace: what it links to and what travels after a change."""

import re

import pytest
from django.urls import reverse

from alliances.enums import Confirmation
from tests.factories import add, make_draft, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(client):
    user = make_user()
    client.force_login(user)
    return user


def shown(client, proposal, name="workspace"):
    address = reverse(name, args=[proposal.alliance.public_id])
    return client.get(address).content.decode()


def table(page):
    return page[page.index('id="map-table"') :].partition("</table>")[0]


def test_open_country_leads_to_the_form_with_that_country(client, maria):
    draft = make_eligible_draft(by=maria)
    address = reverse("partner-add", args=[draft.alliance.public_id])

    page = table(shown(client, draft))
    form = client.get(f"{address}?country=GR").content.decode()

    assert f'href="{address}?country=GR"' in page
    assert 'aria-label="Find a partner in Greece"' in page
    assert re.search(r'<option value="GR"[^>]* selected', form)


def test_every_way_to_the_form_is_in_the_table(client, maria):
    page = shown(client, make_eligible_draft(by=maria))
    asked = re.compile(r'href="[^"]+\?country=(\w\w)"')
    picture = page[page.index('id="map-picture"') : page.index('id="map-table"')]

    assert set(asked.findall(picture)) == set(asked.findall(table(page)))
    # The picture's links are for the pointer: no stop for the keyboard.
    assert picture.count("<a ") == picture.count('<a tabindex="-1"')


def test_pending_country_is_said_in_both_readings(client, maria):
    draft = make_eligible_draft(by=maria, confirmation=Confirmation.INVITED)

    page = table(shown(client, draft))

    assert page.count('<span class="as-planned">Covered, as planned</span>') == 2
    assert page.count('<span class="as-confirmed">Pending</span>') == 2


def test_partner_without_a_country_is_in_the_table(client, maria):
    draft = make_draft(by=maria)
    add(draft, "Somewhere", None)

    page = table(shown(client, draft))

    assert "Not stated" in page
    assert 'href="#p1"' in page


def test_geometry_stays_in_the_static_file(client, maria):
    page = shown(client, make_eligible_draft(by=maria))

    assert re.search(
        r'<use class="is-covered" href="/static/images/europe[.\w]*#ES"/>', page
    )
    assert 'd="M3' not in page


def test_change_brings_the_picture_and_the_table_anew(client, maria):
    fragment = shown(client, make_eligible_draft(by=maria), "map-fragment")

    for part in ("map-picture", "map-table"):
        assert re.search(rf'id="{part}" hx-swap-oob="true"', fragment)
    assert 'id="map-heading"' not in fragment


def test_empty_alliance_shows_what_there_is_to_cover(client, maria):
    page = shown(client, make_draft(by=maria))

    assert "0 of 3 Programme countries covered, 3 more needed" in page
