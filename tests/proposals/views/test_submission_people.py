"""The check list on who represents the applicant and who submitting tells."""

import pytest
from django.urls import reverse

from tests.factories import make_eligible_draft
from tests.proposals.services.part_a import give

pytestmark = pytest.mark.django_db


def submit_url(proposal):
    return reverse("submit", args=[proposal.alliance.public_id])


def test_the_page_names_who_represents_the_applicant_and_who_is_told(client):
    proposal = make_eligible_draft()
    give(proposal)
    client.force_login(proposal.alliance.coordinator)

    text = client.get(submit_url(proposal)).content.decode()

    assert "Prof. Inés Gil, Rector, rector@soria.example" in text
    assert 'name="representative" value="rector@soria.example"' in text
    assert "The contacts of 0 partners" in text
    assert "2 partners without a known address" in text


def test_where_part_a_names_nobody_the_page_leads_there(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)

    text = client.get(submit_url(proposal)).content.decode()

    assert "Part A names nobody." in text
    part_a = reverse("part-a", args=[proposal.alliance.public_id, 1])
    assert f'href="{part_a}#representative"' in text
