"""Files that are not taken: of another kind, hostile, too large or too many."""

import pytest
from django.urls import reverse

from alliances.files.consortium import MOST_BYTES
from proposals.models import PartnerSheet, ProposalUpload
from tests.factories import make_colleague
from tests.proposals.services.whole_proposals import WHOLE, as_bytes
from tests.proposals.views.partner_lists import SHEET, upload
from tests.proposals.views.whole_files import (
    bring,
    changed,
    draft,
    text_of,
    whole,
)

__all__ = ["draft", "whole"]

pytestmark = pytest.mark.django_db


def test_file_of_another_lot_is_refused_beside_its_field(client, draft):
    answer = bring(client, draft, changed(lot="lot-1"))

    assert answer.status_code == 422
    assert "This file is of another call or Lot." in text_of(answer)


HOSTILE = {
    "nothing": (b"", "The file is empty"),
    "no JSON": (b"{", "What to correct in the file"),
    "deep": (b'{"a":' * 100_000, "nested too deeply"),
    "a list": (b"[]", "What to correct in the file"),
    "a picture": (b"\x89PNG\r\n", "a file of another kind"),
    "keys twice": (b'{"schema":"x","schema":"y"}', "written more than once"),
    "NUL": (as_bytes(WHOLE | {"title": "a\0b"}), "without control characters"),
    "half a character": (as_bytes(WHOLE | {"title": "\ud800"}), "control characters"),
    "a giant number": (as_bytes(WHOLE | {"duration_months": 10**30}), "whole number"),
    "markup": (as_bytes(WHOLE | {"<script>": 1}), "an unknown key"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_what_is_expected(client, draft, name):
    content, words = HOSTILE[name]

    answer = bring(client, draft, content, "a.json" if name != "a picture" else "a.png")

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "<script>" not in answer.content.decode()


def test_too_large_a_file_is_not_read(client, draft):
    answer = bring(client, draft, b" " * (MOST_BYTES + 1))

    assert answer.status_code == 422
    assert "The file is larger than 5 MB" in text_of(answer)


def test_who_uploads_too_often_waits(client, draft, monkeypatch):
    monkeypatch.setattr("proposals.views.outside.is_too_often", lambda *_a, **_k: True)

    assert bring(client, draft, WHOLE).status_code == 429


def test_viewer_downloads_and_is_told_why_nothing_comes_back(client, draft):
    client.force_login(make_colleague(draft, role="viewer"))

    page = client.get(reverse("outside", args=[draft.alliance.public_id]))

    assert "You read this proposal." in text_of(page)
    assert 'type="file"' not in page.content.decode()


def test_a_file_and_a_list_of_a_viewer_are_refused_before_they_are_kept(client, draft):
    client.force_login(make_colleague(draft, role="viewer"))
    page = client.get(reverse("partner-import", args=[draft.alliance.public_id]))
    before = ProposalUpload.objects.count()

    answers = [bring(client, draft, WHOLE), upload(client, SHEET, draft)]

    assert [each.status_code for each in answers] == [403, 403]
    assert "Look at the list" not in page.content.decode()
    assert not PartnerSheet.objects.exists()
    assert ProposalUpload.objects.count() == before
