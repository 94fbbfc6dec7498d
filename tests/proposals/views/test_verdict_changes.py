"""Newer country data in the workspace: said beside the verdict, put away by reading."""

import pytest
from django.urls import reverse

from tests.factories import make_call
from tests.proposals.borders import three_countries
from tests.proposals.selectors.law.test_verdict_changes import publish_without_serbia

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = three_countries(make_call(), "ES", "BE", "RS", acronym="BORDER")
    client.force_login(draft.alliance.coordinator)
    return draft


def address(draft, name="workspace", *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_workspace_says_what_changed_until_it_is_read(client, draft):
    quiet = words(client.get(address(draft)))
    edition = publish_without_serbia(draft.alliance.call)
    loud = words(client.get(address(draft)))

    answer = client.post(address(draft, "verdict-changes-read", edition.version))

    assert "Country data changed" not in quiet
    assert "3 of 3 → 2 of 3" in loud
    assert "Serbia left." in loud
    assert answer.url == address(draft)
    assert "Country data changed" not in words(client.get(answer.url))
