"""The sector of a Lot without a list, as it is typed and as it is read back."""

import pytest
from django.urls import reverse

from proposals.forms.facts import facts_values
from proposals.selectors.drafts.facts import fact_choices
from tests.factories import make_call, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

TITLED = "62.01 Computer programming activities"


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft(lot="lot-1", sector="Falconry", duration_months=24)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def save(client, draft, sector, *, name="facts-fragment"):
    values = facts_values(draft, fact_choices(draft)) | {"sector": sector}
    given = {key: value for key, value in values.items() if value is not None}
    address = reverse(name, args=[draft.alliance.public_id])
    return client.post(address, given, follow=True)


def stored(draft):
    draft.alliance.refresh_from_db()
    return draft.alliance.sector


def test_a_code_is_echoed_with_its_title(client, draft):
    page = save(client, draft, "j 62.01").content.decode()

    assert f"sector read as {TITLED}" in page
    assert stored(draft) == "62.01"


def test_without_script_the_same_is_said_after_saving(client, draft):
    page = save(client, draft, "62.01", name="facts").content.decode()

    assert f"Sector read as {TITLED}." in page


def test_an_unknown_code_is_kept_with_a_hint(client, draft):
    page = save(client, draft, "62.99").content.decode()

    assert "62.99 is no NACE code" in page
    assert stored(draft) == "62.99"


def test_words_of_ones_own_need_no_hint(client, draft):
    page = save(client, draft, "Beekeeping").content.decode()

    assert "NACE code" not in page
    assert stored(draft) == "Beekeeping"


def test_an_alliance_begins_with_a_code(client):
    make_call()
    maria = make_user()
    client.force_login(maria)
    address = reverse("alliance-start") + "?kind=open/lot-1/standard"

    page = client.get(address).content.decode()
    client.post(address, {"acronym": "ATLAS", "title": "", "sector": "NACE 62.01"})

    assert 'list="sector-activities"' in page
    assert maria.alliances.get().sector == "62.01"
