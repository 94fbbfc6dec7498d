"""The history of the administration as a file."""

import pytest
from django.urls import reverse

from alliances.models import NaceEdition
from tests.factories import make_call, make_user

pytestmark = pytest.mark.django_db

FILE = reverse("administration-history-file")


def test_history_is_downloaded_and_nothing_of_it_runs(client):
    anton = make_user("anton@example.org", is_staff=True)
    client.force_login(anton)
    NaceEdition.objects.create(version=1, reason="=1+1", published_by=anton)

    text = client.get(FILE).content.decode("utf-8-sig")
    nothing = client.get(FILE, {"kind": "nace", "call": ""}).content.decode()

    heading, row = text.splitlines()
    assert heading.startswith("When,Kind,What,Who,Asked by,Why,Refused because")
    assert ",'=1+1," in row
    assert len(nothing.splitlines()) == 2
    make_call()
    none = client.get(FILE, {"kind": "nace", "call": "open"}).content.decode()
    assert len(none.splitlines()) == 1
