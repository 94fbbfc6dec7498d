"""Adding one partner after the other, with script and without."""

import json
import re

import pytest

from tests.factories import make_eligible_draft
from tests.proposals.views.test_composition import address, new

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def next_query(answer):
    if "Location" in answer:
        return answer["Location"].partition("?")[2]
    return json.loads(answer["HX-Trigger-After-Settle"])["another-partner"]["query"]


def test_one_partner_leads_on_to_the_next(client, draft):
    answer = client.post(address(draft, "partner-add"), new(then="another"))

    assert answer["Location"] == f"{address(draft, 'partner-add')}?after=4"
    page = client.get(answer["Location"])
    assert "P4 Union of Bari is added." in page.content.decode()
    assert page.context["form"]["name"].value() is None


def test_fragment_leads_on_to_the_next_once_the_row_is_there(client, draft):
    fragment = address(draft, "partner-add-fragment")
    answer = client.post(fragment, new(then="another"))

    assert '<tr id="p4" class="is-new">' in answer.content.decode()
    assert json.loads(answer["HX-Trigger"]) == {"composition-changed": {}}
    after = json.loads(answer["HX-Trigger-After-Settle"])
    assert after == {"another-partner": {"query": "after=4"}}
    page = client.get(f"{fragment}?after=4").content.decode()
    assert "P4 Union of Bari is added. Nothing that depends on partners" in page
    assert "Nothing that depends" not in client.get(fragment).content.decode()
    draft.alliance.partnerships.exclude(number=4).delete()
    page = client.get(f"{fragment}?after=4").content.decode()
    assert "P4 Union of Bari is added. Still missing: " in page


def test_more_than_a_few_conditions_are_counted(client, draft, monkeypatch):
    monkeypatch.setattr("proposals.selectors.standing.newcomers.MOST_MISSING", 1)
    draft.alliance.partnerships.exclude(number=2).delete()

    page = client.get(f"{address(draft, 'partner-add')}?after=2").content.decode()

    assert re.search(r"Still missing: [^;.]+; and [2-9] more\.", page)


def test_what_cannot_be_told_of_partners_is_not_called_complete(client, draft):
    draft.alliance.partnerships.filter(number=3).update(country=None)

    page = client.get(f"{address(draft, 'partner-add')}?after=2").content.decode()

    assert "Nothing that depends on partners is missing." not in page
    assert "is added. Cannot tell yet: " in page


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
@pytest.mark.parametrize(
    ("asks", "left"),
    [
        ("number=3&from=IT&from=BG", "2 full partners, from Bulgaria or Italy."),
        ("number=3&from=BG&from=GR", "3 full partners, from Bulgaria or Greece."),
        ("number=2&type=vet_provider", "2 full partners of the type VET provider."),
        ("number=1", None),
        ("number=1&country=BG", "1 full partner, from Bulgaria."),
    ],
)
def test_who_is_still_wanted_is_said_again(client, draft, name, asks, left):
    asks = f"role=full_partner&{asks}"
    form = f"{address(draft, name)}?{asks}"
    sent = client.get(form).content.decode()
    answer = client.post(form, new(then="another"))

    query = next_query(answer)
    said = client.get(f"{address(draft, name)}?{query}").content.decode()
    assert f"/partners/add/?{asks.replace('&', '&amp;')}" in sent
    assert "P4 Union of Bari is added." in said
    assert re.findall("Wanted: ([^<]*)<", said) == ([left] if left else [])


def test_refused_partner_is_still_wanted(client, draft):
    asked = f"{address(draft, 'partner-add')}?role=full_partner&number=2"

    refused = client.post(asked, new(name=""))

    assert "Wanted: 2 full partners." in refused.content.decode()


@pytest.mark.parametrize("after", ["9", "x", "99999999999999999999"])
def test_nobody_is_said_to_be_added_who_is_not_there(client, draft, after):
    page = client.get(f"{address(draft, 'partner-add')}?after={after}")

    assert "is added" not in page.content.decode()


def test_one_partner_does_not_lead_on_where_it_is_refused(client, draft):
    fragment = address(draft, "partner-add-fragment")
    answer = client.post(fragment, new(name="", then="another"))

    assert answer.status_code == 422
    assert "HX-Trigger-After-Settle" not in answer
