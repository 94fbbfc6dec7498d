"""The page that asks whether two partners are one organisation."""

import pytest
from django.urls import reverse

from alliances.models import Partnership
from proposals.models import Distinction
from proposals.selectors.consortium.likeness import likeness_of, pair_digest
from tests.factories import add, make_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make_draft()
    add(draft, "Politecnico di Milano", "IT", pic="999000011")
    add(draft, "Politecnico di Milano, Campus Lecco", "IT")
    client.force_login(draft.alliance.coordinator)
    return draft


def at(draft, name: str = "partner-twins") -> str:
    return reverse(name, args=[draft.alliance.public_id])


def answer(**changed):
    rows = Partnership.objects.order_by("number")[:2]
    stated = pair_digest(*map(likeness_of, rows))
    return {"one": 1, "other": 2, "stated": stated} | changed


def test_partner_says_so_in_its_row_and_leads_to_the_question(client, draft):
    page = client.get(reverse("workspace", args=[draft.alliance.public_id]))

    assert f'href="{at(draft)}#pair-2"' in page.content.decode()
    assert 'Same organisation as <a href="#p1">P1</a>?' in page.content.decode()


def test_row_that_counts_once_asks_nothing(client, draft):
    Partnership.objects.update(pic="999000011")

    page = client.get(reverse("workspace", args=[draft.alliance.public_id]))

    assert 'Counted once with <a href="#p1">P1</a>.' in page.content.decode()


def test_clause_on_duplicates_leads_to_the_question(client):
    draft = make_draft(publish_shipped_call("2020"))
    add(draft, "TU Wien", "AT")
    add(draft, "Technische Universität Wien", "AT")
    client.force_login(draft.alliance.coordinator)
    clause = reverse(
        "explain", args=[draft.alliance.public_id, "duplicate-organisation"]
    )

    assert "1 partner looks like another one." in client.get(clause).content.decode()


def test_page_leads_to_every_way_out(client, draft):
    page = client.get(at(draft)).content.decode()

    change = reverse("partner-change", args=[draft.alliance.public_id, 2])
    assert f'href="{change}?pic=999000011#id_pic"' in page
    assert 'value="999000011"' in client.get(change + "?pic=999000011").content.decode()
    assert page.count('name="version"') == 2


def test_two_organisations_are_not_asked_about_again(client, draft):
    answered = client.post(at(draft, "partner-twins-apart"), answer(), follow=True)

    page = answered.content.decode()
    assert "Noted: two organisations." in page
    assert "No two partners look alike." in page
    assert "Two organisations, you said" in page


def test_asking_again_brings_the_question_back(client, draft):
    client.post(at(draft, "partner-twins-apart"), answer())
    given = {"stated": Distinction.objects.get().stated}

    page = client.post(at(draft, "partner-twins-again"), given, follow=True)

    assert "These are two organisations" in page.content.decode()


@pytest.mark.parametrize(
    "changed", [{"stated": "x"}, {"stated": "x" * 99}, {"one": "0"}, {"other": ""}]
)
def test_answer_that_no_longer_fits_shows_the_pair_anew(client, draft, changed):
    page = client.post(at(draft, "partner-twins-apart"), answer(**changed))

    assert page.status_code == 409
    assert "Look at them again." in page.content.decode()
    assert Distinction.objects.count() == 0
