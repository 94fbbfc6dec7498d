"""The form for a newcomer says whom the repair that led to it asks for."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from eligibility.core import AddPartners, PartnerType, Role
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.newcomers import newcomer_query
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db

GROUP = "min-education-training"
EDUCATION = (PartnerType.HIGHER_EDUCATION, PartnerType.VET_PROVIDER)
FEW, OTHERS = ("BG", "IT"), ("BE",)


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, name):
    return reverse(name, args=[draft.alliance.public_id])


@pytest.mark.parametrize(
    ("move", "asked"),
    [
        (AddPartners(1, (), Role.FULL_PARTNER, FEW), {}),
        (AddPartners(1, EDUCATION, Role.FULL_PARTNER, FEW), {"group": [GROUP]}),
        (
            AddPartners(1, EDUCATION[:1], Role.FULL_PARTNER, ("BG",)),
            {"type": ["higher_education"], "country": ["BG"]},
        ),
        (AddPartners(1, (), Role.FULL_PARTNER, FEW, OTHERS), {"from": [*FEW]}),
        (
            AddPartners(2, (), Role.FULL_PARTNER, FEW, OTHERS, fresh=2),
            {"number": ["2"], "from": [*FEW]},
        ),
        (AddPartners(2, (), Role.FULL_PARTNER, FEW, (), fresh=1), {"number": ["2"]}),
    ],
)
def test_link_of_a_repair_carries_whom_it_asks_for(draft, move, asked):
    _snapshot, after = standing_of(draft, now=timezone.now())

    query = dict(QueryDict(newcomer_query(move, after)).lists())

    assert query == {"role": ["full_partner"], "number": ["1"]} | asked


@pytest.mark.parametrize("name", ["partner-add", "partner-add-fragment"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("number=2", "2 full partners."),
        ("number=1&from=IT&from=BG", "1 full partner, from Bulgaria or Italy."),
        (
            "number=1&type=sme&country=IT",
            "1 full partner of the type Small or medium enterprise, from Italy.",
        ),
        (
            f"number=2&group={GROUP}",
            "2 full partners that provide education or training.",
        ),
        ("number=1&type=<b>&from=<b>&group=<b>", "1 full partner."),
    ],
)
def test_form_says_whom_a_repair_asks_for(client, draft, name, asked, said):
    page = client.get(f"{address(draft, name)}?role=full_partner&{asked}")

    assert f">Wanted: {said}<" in page.content.decode()
    assert page.context["form"]["role"].value() == "full_partner"


@pytest.mark.parametrize(
    "asked", ["number=100&role=full_partner", "number=-1&role=full_partner", "number=1"]
)
def test_form_says_nothing_of_a_link_no_repair_wrote(client, draft, asked):
    page = client.get(f"{address(draft, 'partner-add')}?{asked}").content.decode()

    assert "Wanted: " not in page
