"""The first page after signing in."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db


def test_empty_list_leads_to_start_and_import(client):
    client.force_login(make_user())

    page = client.get(reverse("alliance-list")).content.decode()

    assert "You have no alliance yet." in page
    assert f'href="{reverse("alliance-start")}"' in page
    assert f'href="{reverse("alliance-import")}"' in page


def test_list_links_to_workspace_and_receipt(client, no_writes):
    submission = submit(make_eligible_draft())
    alliance = submission.proposal.alliance
    client.force_login(alliance.coordinator)

    with no_writes():
        page = client.get(reverse("alliance-list")).content.decode()

    assert f'href="{reverse("workspace", args=[alliance.public_id])}"' in page
    assert f'href="{reverse("receipt", args=[submission.number])}"' in page


def test_long_list_has_an_older_page(client):
    call, user = make_call(), make_user()
    for number in range(26):
        make_draft(call, by=user, acronym=f"A{number}")
    client.force_login(user)

    first = client.get(reverse("alliance-list")).content.decode()
    second = client.get(reverse("alliance-list"), {"page": "2"}).content.decode()

    assert 'href="?page=2"' in first
    assert "Page 1 of 2" in first
    assert 'href="?page=1"' in second
