"""Packs whose database or disk went away meanwhile: no half file, no lesser form."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError

from proposals.enums import PackState
from proposals.models import ApplicationPack
from proposals.services import pack_ladder
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import resend_stale_jobs
from tests.factories import submit
from tests.proposals.services.pack_rows import LONG_AGO, change, stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("quick")
def test_pack_is_left_to_the_sweeper_while_the_database_is_away(proposal, monkeypatch):
    pack = ApplicationPack.objects.get(submission=submit(proposal))
    draw, tries = vars(pack_ladder)["draw_pack"], []

    def interrupted(*given, stands_in=False, **options):
        tries.append(stands_in)
        if len(tries) == 1:
            raise OperationalError("server closed the connection")
        return draw(*given, stands_in=stands_in, **options)

    monkeypatch.setattr(pack_ladder, "draw_pack", interrupted)
    with pytest.raises(OperationalError):
        render_pack(pack_id=pack.public_id)
    left = stored(pack)
    change(pack, heartbeat_at=left.heartbeat_at - LONG_AGO)
    resend_stale_jobs()
    render_pack(pack_id=pack.public_id)

    ready = stored(pack)
    assert (left.state, left.failure) == (PackState.RENDERING, "")
    assert ready.state == PackState.READY
    assert tries == [False, False]  # and no plain one stands in


@pytest.mark.usefixtures("quick")
def test_half_a_file_is_taken_away_from_a_full_disk(pack, monkeypatch):
    save = FileSystemStorage.save

    def half(self, name, content):
        save(self, name, content)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "save", half)

    render_pack(pack_id=pack.public_id)

    failed = stored(pack)
    assert failed.state == PackState.FAILED
    assert "could not be saved" in failed.failure
    assert failed.file.storage.listdir(str(pack.public_id))[1] == []
