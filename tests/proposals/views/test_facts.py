"""Stating the facts: as a page of its own, and field by field as they are typed."""

import json
import re
from decimal import Decimal

import pytest

from tests.proposals.views.stating import BOTH, address, draft, stored, typed

__all__ = ["draft"]

pytestmark = pytest.mark.django_db


def test_page_only_reads(client, draft, no_writes):
    with no_writes():
        page = client.get(address(draft, "facts"))

    assert page.status_code == 200
    assert page.context["form"]["acronym"].value() == "SKILLS"


def test_saving_leads_back_to_the_workspace(client, draft):
    values = typed(draft, grant_requested_eur="3.900.000,00")
    answer = client.post(address(draft, "facts"), values)

    assert answer.url == address(draft, "workspace")
    assert stored(draft).grant_requested_eur == Decimal("3900000.00")


def test_fragment_says_how_the_amount_was_read(client, draft):
    values = typed(draft, grant_requested_eur="3900000,5")
    answer = client.post(address(draft, "facts-fragment"), values)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r"Saved \d\d:\d\d", page)
    assert "grant read as €3,900,000.50" in page
    assert json.loads(answer["HX-Trigger"]) == {"composition-changed": {}}


def test_fragment_carries_the_version_for_the_next_save(client, draft):
    first = client.post(
        address(draft, "facts-fragment"), typed(draft, title="One")
    ).content.decode()
    version = re.search(r'name="facts_version"[^>]* value="(\d+)"', first)
    assert version
    values = typed(draft, title="Two", facts_version=version.group(1))

    answer = client.post(address(draft, "facts-fragment"), values)

    assert answer.status_code == 200
    assert stored(draft).alliance.title == "Two"


@pytest.mark.parametrize("name", BOTH)
def test_refused_facts_change_nothing_and_say_where(client, draft, name):
    values = typed(draft, grant_requested_eur="much", title="Typed")
    answer = client.post(address(draft, name), values)

    assert answer.status_code == 422
    assert 'href="#id_grant_requested_eur"' in answer.content.decode()
    assert stored(draft).alliance.title == "Skills for all"


def test_refused_page_keeps_what_was_typed(client, draft):
    values = typed(draft, grant_requested_eur="much", title="Typed")
    page = client.post(address(draft, "facts"), values).content.decode()

    assert 'value="much"' in page
    assert re.search(r">\s*Typed</textarea>", page)
    assert "<title>Error: " in page


def test_refused_fragment_leaves_the_controls_alone(client, draft):
    values = typed(draft, grant_requested_eur="much")
    page = client.post(address(draft, "facts-fragment"), values).content.decode()

    assert 'name="grant_requested_eur"' not in page


@pytest.mark.parametrize("name", BOTH)
def test_conflict_shows_theirs_and_yours_and_loses_neither(client, draft, name):
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))
    yours = typed(draft, title="Yours", grant_requested_eur="1,000")

    answer = client.post(address(draft, name), yours)

    assert answer.status_code == 409
    pairs = {
        each.field: (each.theirs, each.yours) for each in answer.context["differences"]
    }
    assert pairs == {
        "Title": ("Theirs", "Yours"),
        "Grant requested": ("nothing", "€1,000"),
    }
    assert stored(draft).alliance.title == "Theirs"
    if name == "facts":
        assert re.search(r">\s*Yours</textarea>", answer.content.decode())


@pytest.mark.parametrize("name", BOTH)
def test_use_mine_saves_over_what_was_shown(client, draft, name):
    client.post(address(draft, "facts"), typed(draft, title="Theirs"))
    yours = typed(draft, title="Yours")
    page = client.post(address(draft, name), yours).content.decode()
    versions = re.findall(r'name="facts_version"[^>]*? value="(\d+)"', page)

    client.post(address(draft, name), yours | {"facts_version": versions})

    assert versions[-1] == "2"
    assert stored(draft).alliance.title == "Yours"


def test_project_type_changes_within_the_lot(client, draft):
    client.post(address(draft, "facts"), typed(draft, project_type="large"))

    assert stored(draft).alliance.project_type.code == "large"


def test_fragment_is_never_read_by_get(client, draft):
    assert client.get(address(draft, "facts-fragment")).status_code == 405


def test_what_ends_confirmations_is_said_beside_its_field(client, draft):
    page = client.get(address(draft, "facts"))

    asked = "Partners confirm it: a change asks them again."
    said = {each.name: asked in each.help_text for each in page.context["form"]}
    assert [name for name, is_said in said.items() if is_said] == ["acronym", "sector"]
