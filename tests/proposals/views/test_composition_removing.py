"""Removing partners and putting them back, with script and without."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.models import Partnership
from tests.factories import make_eligible_draft

pytestmark = pytest.mark.django_db

GHENT = {"name": "Chamber of Ghent", "country": "BE", "role": "full_partner"}


@pytest.fixture
def draft(client):
    proposal = make_eligible_draft()
    client.force_login(proposal.alliance.coordinator)
    return proposal


def address(draft, name, *more):
    return reverse(name, args=[draft.alliance.public_id, *more])


def numbers(draft):
    current = draft.alliance.partnerships.current()
    return sorted(current.values_list("number", flat=True))


def test_refused_undo_says_why(client, draft):
    client.post(address(draft, "partner-remove", 1), {"version": 1})
    second = GHENT | {"version": 1, "role": "applicant"}
    client.post(address(draft, "partner-change", 2), second)

    answer = client.post(address(draft, "partner-restore", 1))

    assert answer.status_code == 409
    assert "Not done." in answer.content.decode()
    assert numbers(draft) == [2, 3]


@pytest.mark.parametrize("name", ["partner-remove", "partner-remove-fragment"])
def test_removing_offers_undo_and_undo_brings_back(client, draft, name):
    answer = client.post(address(draft, name, 3), {"version": 1}, follow=True)

    page = answer.content.decode()
    assert "P3 School of Plovdiv was removed." in page
    assert address(draft, "partner-restore", 3) in page
    assert numbers(draft) == [1, 2]
    restored = client.post(address(draft, "partner-restore", 3))
    assert restored["Location"] == f"{address(draft, 'workspace')}?partner=3#p3"
    assert numbers(draft) == [1, 2, 3]


@pytest.mark.parametrize(
    ("minutes", "is_offered"), [(0, True), (4, True), (5, False), (6, False)]
)
def test_undo_is_offered_for_five_minutes(client, draft, minutes, is_offered):
    client.post(address(draft, "partner-remove", 3), {"version": 1})
    removed_at = timezone.now() - dt.timedelta(minutes=minutes)
    Partnership.objects.filter(number=3).update(removed_at=removed_at)

    page = client.get(address(draft, "workspace")).content.decode()

    assert ("P3 School of Plovdiv was removed." in page) is is_offered


def test_undo_goes_with_the_next_act_and_can_be_closed(client, draft):
    remove = address(draft, "partner-remove-fragment", 3)
    removed = client.post(remove, {"version": 1}).content.decode()
    assert "P3 School of Plovdiv was removed." in removed
    assert "data-dismisses" in removed

    changed = GHENT | {"version": 1, "pic": "999986387"}
    answer = client.post(address(draft, "partner-change-fragment", 2), changed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "P3 School of Plovdiv was removed." not in page
    assert address(draft, "partner-restore", 3) in page


@pytest.mark.parametrize("version", ["2", "0", "", "one", "9" * 40, "-1", "²"])
def test_removing_what_a_colleague_changed_is_refused_in_words(client, draft, version):
    answer = client.post(
        address(draft, "partner-remove-fragment", 3), {"version": version}
    )

    assert answer.status_code == 409
    assert "Not done." in answer.content.decode()
    assert numbers(draft) == [1, 2, 3]


def test_everybody_who_was_removed_can_be_put_back(client, draft):
    for number in (2, 3):
        client.post(address(draft, "partner-remove", number), {"version": 1})
    days_ago = timezone.now() - dt.timedelta(days=9)
    Partnership.objects.filter(number=2).update(removed_at=days_ago)

    page = client.get(address(draft, "workspace")).content.decode()
    client.post(address(draft, "partner-restore", 2))

    assert "Removed partners (2)" in page
    assert page.count("Put back") == 2
    assert f"by {draft.alliance.coordinator}" in page
    restored = draft.alliance.partnerships.get(number=2)
    assert (restored.removed_at, restored.removed_by) == (None, None)
    assert numbers(draft) == [1, 2]
