"""Times without writing in the history of the administration."""

import datetime as dt

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.urls import reverse
from django.utils import timezone

from alliances.services.pauses import begin_pause, end_pause
from tests.factories import make_user

pytestmark = pytest.mark.django_db

HISTORY = reverse("administration-history")


@pytest.fixture
def anton(client):
    anton = make_user("anton@example.org", is_staff=True, full_name="Anton")
    client.force_login(anton)
    return anton


def listed(client, kind):
    return client.get(HISTORY, {"kind": kind}).context["page"].changes


def test_pauses_are_told_in_words_and_are_a_kind_of_their_own(client, anton):
    LogEntry.objects.create(user=anton, object_repr="Other", action_flag=ADDITION)
    until = dt.datetime(2026, 1, 31, 11, tzinfo=dt.UTC)
    for end in (until, None):
        begin_pause(reason="New version", until=end, now=timezone.now(), by=anton)
        end_pause(now=timezone.now(), by=anton)

    pauses = listed(client, "pause")

    opened = "Opened for writing again"
    assert [(each.what, each.reason) for each in pauses] == [
        (opened, ""),
        ("Closed for writing", "New version"),
        (opened, ""),
        (
            "Closed for writing, expected until 31 January 2026, 12:00",
            "New version",
        ),
    ]
    assert [each.what for each in listed(client, "record")] == ["Record: Other"]
    page = client.get(HISTORY).content.decode()
    assert f'<time datetime="{pauses[0].when_iso}" data-local=' in page
