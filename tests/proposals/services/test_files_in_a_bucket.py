"""Packs and signed copies where files lie in a bucket instead of a folder."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from proposals.models import ApplicationPack, SignedCopy
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from proposals.services.signed_copies import sweep_copies
from tests.factories import make_user
from tests.proposals.services.pack_rows import change, files_of, stored
from tests.proposals.services.signing import blank_pdf, upload_signed
from tests.stack.bucket import files_in_a_bucket

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings, monkeypatch):
    with files_in_a_bucket(settings) as found:
        for model, alias in ((ApplicationPack, "packs"), (SignedCopy, "uploads")):
            field = model._meta.get_field("file")
            monkeypatch.setattr(field, "storage", storages[alias])
        yield found


@pytest.fixture
def pack(proposal, maria, served, quick):  # noqa: ARG001  # they change where and how it is drawn
    pack = request_pack(proposal=proposal, by=maria)
    render_pack(pack_id=pack.public_id)
    return stored(pack)


def test_a_pack_streams_through_the_view_to_who_may_see_it(client, maria, pack):
    url = reverse("pack-download", args=[pack.public_id])
    client.force_login(maria)

    answer = client.get(url)

    assert b"".join(answer.streaming_content) == b"%PDF " + pack.content[:9].encode()
    assert answer["Content-Length"] == str(pack.file.size)
    assert answer["Content-Type"] == "application/pdf"
    client.force_login(make_user("stranger@example.org"))
    assert client.get(url).status_code == 404


def test_a_pack_drawn_again_leaves_one_file(pack):
    first = pack.file.name
    storages["packs"].save(f"{pack.public_id}/lost.pdf", ContentFile(b"%PDF"))
    change(pack, state="queued")

    render_pack(pack_id=pack.public_id)

    assert stored(pack).file.name != first
    assert files_of(stored(pack)) == [stored(pack).file.name.rpartition("/")[2]]


def test_copies_without_a_row_are_swept_once_they_are_old(proposal, served):
    content = blank_pdf()
    kept = upload_signed(proposal, content=content)
    lost = upload_signed(proposal, number=3)
    SignedCopy.objects.filter(pk=lost.pk).delete()
    young = sweep_copies()

    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        swept = sweep_copies()

    assert (young, swept) == (0, 1)
    assert served.objects == {f"uploads/{kept.file.name}": content}


def test_nothing_is_swept_from_an_empty_bucket(served):
    assert sweep_copies() == 0
    assert served.objects == {}
