"""Every form of the workspace brings the token its post is asked for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


@pytest.mark.parametrize(
    ("page", "more", "target", "values"),
    [
        ("workspace", (), ("partner-remove", 3), {"version": 1}),
        ("workspace", (), ("facts",), {}),
        ("partner-add", (), ("partner-add",), {}),
        ("partner-add-fragment", (), ("partner-add",), {}),
        ("partner-change", (2,), ("partner-change", 2), {}),
        ("facts", (), ("facts",), {}),
    ],
)
def test_form_works_under_the_check_of_tokens(draft, page, more, target, values):
    """A form that is included must bring its token along."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(draft.alliance.coordinator)
    shown = client.get(address(draft, page, *more)).content.decode()
    url = address(draft, *target)
    form = re.search(rf'<form[^>]*action="{url}".*?</form>', shown, re.DOTALL)
    assert form
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.group())
    assert token

    answer = client.post(url, values | {"csrfmiddlewaretoken": token.group(1)})

    assert answer.status_code in {302, 422}
    assert client.post(url, values).status_code == 403


def test_undo_works_under_the_check_of_tokens(client, draft):
    client.post(address(draft, "partner-remove", 3), {"version": 1})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(draft.alliance.coordinator)
    shown = strict.get(address(draft, "workspace")).content.decode()
    form = re.search(r'<form [^>]*class="undo".*?</form>', shown, re.DOTALL)
    assert form
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.group())
    assert token

    strict.post(
        address(draft, "partner-restore", 3), {"csrfmiddlewaretoken": token.group(1)}
    )

    assert draft.alliance.partnerships.current().count() == 3
