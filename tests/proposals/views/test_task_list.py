"""The task list stands beside every page it leads to, with its own place marked."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_colleague, make_eligible_draft

pytestmark = pytest.mark.django_db

HERE = re.compile(r'<nav class="tasks".*?aria-current="page".*?</nav>', re.DOTALL)


@pytest.fixture
def draft():
    return make_eligible_draft()


def shown(client, draft, name, by=None):
    client.force_login(by or draft.alliance.coordinator)
    return client.get(reverse(name, args=[draft.alliance.public_id])).content.decode()


@pytest.mark.parametrize("name", ["documents", "outside", "timeline", "pictures"])
def test_pages_of_an_alliance_have_the_task_list(client, draft, name):
    address = reverse(name, args=[draft.alliance.public_id])

    (tasks,) = HERE.findall(shown(client, draft, name))

    assert f'<a href="{address}" aria-current="page">' in tasks


def test_the_contact_of_a_partner_has_none(client, draft):
    contact = make_colleague(draft, role="contact", partner=2)

    text = shown(client, draft, "timeline", by=contact)

    assert 'class="tasks"' not in text
    assert 'popovertarget="tasks"' not in text


def test_the_band_is_the_same_on_every_page(client, draft):
    bands = {
        re.findall(r'<p class="masthead__call">.*?</p>', shown(client, draft, name))[0]
        for name in ("workspace", "documents", "timeline", "colleagues", "eligibility")
    }

    assert len(bands) == 1
