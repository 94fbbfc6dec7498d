"""Guides for everybody, also for who has no account."""

import re

import pytest
from django.urls import reverse

from alliances.enums import Confirmation
from proposals.selectors.drafts.guides import GUIDES
from tests.factories import make_call, make_eligible_draft, make_user
from tests.proposals.services.asking import ask_by_mail

pytestmark = pytest.mark.django_db

ROLES = [each.role for each in GUIDES]


@pytest.mark.parametrize("role", ROLES)
def test_guide_says_what_to_do_what_is_safe_and_what_can_go_wrong(client, role):
    make_call("open")
    page = client.get(reverse("guide", args=[role])).content.decode()

    parts = re.findall(r'<section class="guide__steps".*?</section>', page, re.DOTALL)
    assert len(re.findall("<li>", parts[0])) in range(5, 9)
    for heading in ("What is safe", "What can go wrong", "By when"):
        assert f">{heading}</h2>" in page
    assert "<b>Call open</b> closes on" in page
    assert f'href="{reverse("rules")}"' in page


def test_list_leads_to_every_guide(client):
    page = client.get(reverse("guides")).content.decode()

    for role in ROLES:
        assert f'href="{reverse("guide", args=[role])}"' in page


def test_guide_of_no_role_is_not_found(client):
    assert client.get("/guide/minister/").status_code == 404


def test_every_page_leads_to_the_guides(client):
    client.force_login(make_user())

    page = client.get(reverse("alliance-list")).content.decode()

    assert f'href="{reverse("guides")}"' in page
    assert f'href="{reverse("guide", args=["coordinator"])}"' in page


def test_page_of_a_partner_leads_to_its_guide(client):
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    token = ask_by_mail(draft)

    page = client.get(reverse("confirm", args=[token])).content.decode()

    assert f'href="{reverse("guide", args=["partner"])}"' in page
