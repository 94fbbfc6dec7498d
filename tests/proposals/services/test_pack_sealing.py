"""Packs of submissions are sealed; no trouble with a certificate loses one."""

import hashlib

import pytest

from proposals.documents.renderer import RenderedPdf
from proposals.documents.seal import seal_pdf
from proposals.enums import PackForm, PackState, SealTrouble
from proposals.models import ApplicationPack
from proposals.services import pack_ladder, pack_sealing
from proposals.services.pack_drawing import render_pack
from proposals.services.pack_heartbeat import ClaimLost
from proposals.services.pack_sealing import seal_waiting_packs
from proposals.services.packs import request_pack
from tests.factories import submit
from tests.proposals.documents.certificates import (
    DAY,
    OFFICE,
    seal_in,
    write_certificate,
)
from tests.proposals.documents.test_archival import PAGE, drawn
from tests.proposals.services.pack_rows import change, files_of, stored

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archival():
    return drawn(PAGE, PackForm.ARCHIVAL)


@pytest.fixture
def submitted(proposal, maria, archival, monkeypatch):
    monkeypatch.setattr(pack_ladder, "draw_pack", lambda *_, **__: archival)
    return request_pack(proposal=proposal, by=maria, submission=submit(proposal))


@pytest.fixture
def unsealed(submitted, settings, tmp_path):
    """Give a pack that was drawn while the certificate had expired."""
    write_certificate(settings, tmp_path, since=-2 * DAY, until=-DAY)
    render_pack(pack_id=submitted.public_id)
    return stored(submitted)


def content_of(pack):
    with pack.file.open() as file:
        return file.read()


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def test_pack_of_a_submission_is_sealed_over_what_was_drawn(
    submitted, archival, settings, tmp_path
):
    until = write_certificate(settings, tmp_path)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    content = content_of(pack)
    assert (pack.state, pack.sealed_by, pack.sealed_until) == ("ready", OFFICE, until)
    assert pack.seal_trouble == SealTrouble.NONE
    assert seal_in(content) == (True, "ENTIRE_FILE")
    assert pack.file_sha256 == digest_of(content)
    # What is beneath can be drawn again, the seal cannot.
    assert pack.drawn_sha256 == digest_of(archival.content)
    assert content.startswith(archival.content)


def test_without_a_certificate_a_pack_is_as_it_was_drawn(submitted, archival):
    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert content_of(pack) == archival.content
    assert pack.file_sha256 == pack.drawn_sha256 == digest_of(archival.content)
    assert (pack.sealed_by, pack.sealed_until, pack.seal_trouble) == ("", None, "")


@pytest.mark.parametrize("form", [PackForm.TAGGED, PackForm.PLAIN])
def test_only_archival_packs_are_sealed(
    submitted, form, settings, tmp_path, monkeypatch
):
    write_certificate(settings, tmp_path)
    drawing = RenderedPdf(b"%PDF", 1, form)
    monkeypatch.setattr(pack_ladder, "draw_pack", lambda *_, **__: drawing)

    render_pack(pack_id=submitted.public_id)

    assert content_of(stored(submitted)) == b"%PDF"
    assert stored(submitted).sealed_by == ""


def test_expired_certificate_costs_the_seal_and_not_the_pack(unsealed, archival):
    assert (unsealed.state, unsealed.seal_trouble) == ("ready", SealTrouble.EXPIRED)
    assert content_of(unsealed) == archival.content


def test_error_of_the_library_costs_the_seal_and_not_the_pack(
    submitted, settings, tmp_path, monkeypatch
):
    def fail(*_, **__):
        raise RuntimeError

    write_certificate(settings, tmp_path)
    monkeypatch.setattr(pack_sealing, "seal_pdf", fail)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert (pack.state, pack.seal_trouble) == ("ready", SealTrouble.FAILED)


def test_worker_that_lost_its_pack_while_sealing_stores_nothing(
    submitted, settings, tmp_path, monkeypatch
):
    def lose(*_, **__):
        raise ClaimLost

    write_certificate(settings, tmp_path)
    monkeypatch.setattr(pack_sealing, "seal_pdf", lose)

    render_pack(pack_id=submitted.public_id)

    assert (stored(submitted).state, stored(submitted).file) == ("rendering", "")


def test_pack_is_sealed_once_the_certificate_works(unsealed, settings, tmp_path):
    while_expired = seal_waiting_packs()
    write_certificate(settings, tmp_path)

    sealed = seal_waiting_packs()

    pack = stored(unsealed)
    assert (while_expired, sealed, seal_waiting_packs()) == (0, 1, 0)
    assert (pack.sealed_by, pack.seal_trouble) == (OFFICE, SealTrouble.NONE)
    assert seal_in(content_of(pack)) == (True, "ENTIRE_FILE")
    assert pack.file_sha256 == digest_of(content_of(pack))
    assert pack.drawn_sha256 == unsealed.file_sha256
    assert files_of(pack) == [pack.file.name.rpartition("/")[2]]


def test_seal_that_fails_again_leaves_the_file(
    unsealed, settings, tmp_path, monkeypatch
):
    def fail(*_, **__):
        raise RuntimeError

    write_certificate(settings, tmp_path)
    monkeypatch.setattr(pack_sealing, "seal_pdf", fail)

    assert seal_waiting_packs() == 0
    assert stored(unsealed).seal_trouble == SealTrouble.FAILED
    assert stored(unsealed).file == unsealed.file
    assert len(files_of(unsealed)) == 1


def test_pack_that_changed_while_it_was_sealed_keeps_its_file(
    unsealed, settings, tmp_path, monkeypatch
):
    real = seal_pdf

    def seal(*arguments, **options):
        change(unsealed, state=PackState.QUEUED)
        return real(*arguments, **options)

    write_certificate(settings, tmp_path)
    monkeypatch.setattr(pack_sealing, "seal_pdf", seal)

    assert seal_waiting_packs() == 0
    assert stored(unsealed).file == unsealed.file
    assert len(files_of(unsealed)) == 1


def test_file_that_is_gone_is_not_sealed(unsealed, settings, tmp_path):
    unsealed.file.storage.delete(unsealed.file.name)
    write_certificate(settings, tmp_path)

    assert seal_waiting_packs() == 0


def test_what_needed_no_seal_waits_for_none(submitted, settings, tmp_path):
    render_pack(pack_id=submitted.public_id)
    without = seal_waiting_packs()
    write_certificate(settings, tmp_path)

    assert (without, seal_waiting_packs()) == (0, 0)
    assert ApplicationPack.objects.get().sealed_by == ""
