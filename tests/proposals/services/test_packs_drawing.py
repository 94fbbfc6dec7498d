import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import uuid

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from proposals.documents.pack import content_digest
from proposals.documents.renderer import RenderedPdf
from proposals.enums import PackForm, PackState, PackStep
from proposals.services import pack_ladder
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack, stop_pack
from proposals.snapshots import thaw
from tests.factories import submit
from tests.proposals.services.pack_rows import change, files_of, stored
from tests.proposals.services.signing import blank_pdf, upload_signed

pytestmark = pytest.mark.django_db(transaction=True)
DRAW = """
import sys
from pathlib import Path
import django
django.setup()
from proposals.documents.pack import draw_pack
class Nothing:
    get = lambda *_: None
    set = lambda *_: None
content = Path(sys.argv[1]).read_text(encoding="utf-8")
copies = {Path(each).stem: Path(each).read_bytes() for each in sys.argv[3:]}
drawing = draw_pack(content, shelf=Nothing(), progress=lambda *_: None, copies=copies)
Path(sys.argv[2]).write_bytes(drawing.content)
"""
ELSEWHERE = {"PYTHONHASHSEED": "1", "LANGUAGE": "el", "TZ": "Asia/Tokyo"}
"""Another process, where sets come in another order."""


def test_render_draws_the_stored_content_into_one_private_file(pack, proposal):
    proposal.alliance.partnerships.all().delete()

    render_pack(pack_id=pack.public_id)

    ready = stored(pack)
    assert (ready.state, ready.attempt, ready.failure) == (PackState.READY, 1, "")
    assert (ready.claim, ready.step) == (None, "")
    assert ready.done == ready.total == ready.pages
    assert ready.finished_at is not None
    with ready.file.open() as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == ready.file_sha256
    assert files_of(ready) == [ready.file.name.rpartition("/")[2]]
    with pypdfium2.PdfDocument(content) as pdf:
        assert len(pdf) == ready.pages
        cover = pdf[0].get_textpage().get_text_range()
    assert "3 full partners, 3 Programme countries" in cover
    assert content_digest(ready.content)[:8] in cover


@pytest.mark.above  # drawn from the content, whatever engine kept it
def test_same_content_gives_the_same_bytes(pack):
    render_pack(pack_id=pack.public_id)
    first = stored(pack).file_sha256
    change(pack, state=PackState.QUEUED)

    render_pack(pack_id=pack.public_id)

    assert stored(pack).attempt == 2
    assert stored(pack).file_sha256 == first
    assert len(files_of(pack)) == 1


@pytest.mark.above  # drawn from the content, whatever engine kept it
def test_same_content_gives_the_same_bytes_in_another_process(pack, tmp_path):
    content, target = tmp_path / "content.json", tmp_path / "pack.pdf"
    content.write_text(pack.content, encoding="utf-8")
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}

    subprocess.run(
        [sys.executable, "-c", DRAW, content, target],
        check=True,
        cwd=settings.BASE_DIR,
        env=environment | ELSEWHERE,
    )
    render_pack(pack_id=pack.public_id)

    other = hashlib.sha256(target.read_bytes()).hexdigest()
    assert stored(pack).file_sha256 == other


def test_what_was_submitted_is_archival_and_a_draft_is_not(
    pack, proposal, maria, monkeypatch
):
    forms = []

    def render(_html, *, form, **_):
        forms.append(form)
        return RenderedPdf(b"%PDF", 1, form)

    monkeypatch.setattr("proposals.documents.pack.render_pdf", render)
    monkeypatch.setattr(
        "proposals.documents.pack.draw_apart", lambda draw, **_: draw(0)
    )
    sent = request_pack(proposal=proposal, by=maria, submission=submit(proposal))

    render_pack(pack_id=pack.public_id)
    render_pack(pack_id=sent.public_id)

    assert forms == [PackForm.ARCHIVAL]
    with stored(pack).file.open() as file:
        assert b"pdfaid" not in file.read()


def test_libraries_are_loaded_before_processes_are_forked(pack, monkeypatch):
    done = []

    def draw(*_, **__):
        done.append("forked")
        return RenderedPdf(b"%PDF", 1, PackForm.PLAIN)

    module = "proposals.documents.pack"
    monkeypatch.setattr(f"{module}.load_libraries", lambda: done.append("loaded"))
    monkeypatch.setattr(f"{module}.draw_draft", draw)

    render_pack(pack_id=pack.public_id)

    assert done == ["loaded", "forked"]


def test_pack_of_a_submission_holds_what_was_submitted(proposal, maria, tmp_path):
    scan = blank_pdf()
    digest = upload_signed(proposal, content=scan).sha256
    submission = submit(proposal)
    pack = request_pack(proposal=proposal, by=maria, prints_withdrawals=True)

    render_pack(pack_id=pack.public_id)

    with stored(pack).file.open() as file, pikepdf.open(file) as pdf:
        held = {str(each.UF): each.EF.F.read_bytes() for each in pdf.Root.AF}
    assert hashlib.sha256(held["proposal.json"]).hexdigest() == submission.sha256
    assert held["proposal.json"].decode() == submission.snapshot
    assert held["mandate-P2.pdf"] == scan
    receipt = json.loads(held["receipt.json"])
    assert receipt["number"] == submission.number
    assert (
        receipt["verdict"]["report"]["on"]
        == thaw(submission.snapshot).report.on.isoformat()
    )
    manifest = json.loads(held["manifest.json"])
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in held.items()
        if name != "manifest.json"
    }
    content, target = tmp_path / "content.json", tmp_path / "pack.pdf"
    content.write_text(pack.content, encoding="utf-8")
    copy = tmp_path / digest
    copy.write_bytes(scan)
    subprocess.run(
        [sys.executable, "-c", DRAW, content, target, copy],
        check=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | ELSEWHERE,
    )
    again = hashlib.sha256(target.read_bytes()).hexdigest()
    assert stored(pack).file_sha256 == again


@pytest.mark.usefixtures("quick")
def test_ready_pack_is_not_drawn_again(pack):
    render_pack(pack_id=pack.public_id)
    render_pack(pack_id=pack.public_id)

    assert stored(pack).attempt == 1


@pytest.mark.usefixtures("quick")
def test_unknown_pack_is_nobodys_work(pack):
    render_pack(pack_id=uuid.uuid4())

    assert stored(pack).state == PackState.QUEUED


@pytest.mark.usefixtures("quick")
def test_pack_that_another_worker_draws_is_left_alone(pack):
    other = uuid.uuid4()
    change(pack, state=PackState.RENDERING, claim=other, heartbeat_at=timezone.now())

    render_pack(pack_id=pack.public_id)

    assert (stored(pack).state, stored(pack).claim) == (PackState.RENDERING, other)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("seconds", "taken"), [(29, False), (31, True)])
def test_pack_of_a_dead_worker_is_taken_over_after_the_limit(pack, seconds, taken):
    silent_since = timezone.now() - dt.timedelta(seconds=seconds)
    change(
        pack,
        state=PackState.RENDERING,
        claim=uuid.uuid4(),
        heartbeat_at=silent_since,
        attempt=1,
    )

    render_pack(pack_id=pack.public_id)

    assert stored(pack).state == (PackState.READY if taken else PackState.RENDERING)
    assert stored(pack).attempt == (2 if taken else 1)


def test_worker_that_lost_its_pack_stops_and_leaves_no_file(pack, monkeypatch):
    def draw(_content, *, progress, **_):
        # Another worker takes over while this one is busy.
        change(pack, claim=uuid.uuid4(), attempt=2)
        progress(PackStep.PAINTING, 1, 1)
        raise AssertionError("it went on")

    monkeypatch.setattr(pack_ladder, "draw_pack", draw)

    render_pack(pack_id=pack.public_id)

    assert stored(pack).state == PackState.RENDERING
    assert stored(pack).attempt == 2
    assert not stored(pack).file.storage.exists(str(pack.public_id))


def test_worker_ends_when_its_pack_is_stopped(pack, maria, monkeypatch):
    def draw(_content, *, progress, **_):
        stop_pack(pack=pack, by=maria)
        progress(PackStep.PIECES, 1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(pack_ladder, "draw_pack", draw)

    render_pack(pack_id=pack.public_id)

    assert stored(pack).state == PackState.STOPPED
    assert not stored(pack).file.storage.exists(str(pack.public_id))


@pytest.mark.usefixtures("quick")
def test_worker_that_lost_its_pack_at_the_last_moment_removes_its_file(
    pack, monkeypatch
):
    storage = pack.file.storage
    save = storage.save

    def saved_too_late(name, content):
        change(pack, claim=uuid.uuid4())
        return save(name, content)

    monkeypatch.setattr(type(storage), "save", lambda _self, *a: saved_too_late(*a))

    render_pack(pack_id=pack.public_id)

    assert stored(pack).state == PackState.RENDERING
    assert files_of(pack) == []


@pytest.mark.usefixtures("quick")
def test_file_of_a_worker_that_died_before_it_could_finish_is_removed(pack):
    orphan = f"{pack.public_id}/{uuid.uuid4()}.pdf"
    pack.file.storage.save(orphan, ContentFile(b"half a pack"))

    render_pack(pack_id=pack.public_id)

    assert len(files_of(pack)) == 1
    assert not pack.file.storage.exists(orphan)


def test_progress_is_written_with_each_step(pack, monkeypatch):
    seen = []

    def draw(_content, *, progress, **_):
        for step, done, total in (
            (PackStep.LAYOUT, 1, 0),
            (PackStep.LAYOUT, 2, 0),
            (PackStep.PAINTING, 1, 2),
        ):
            progress(step, done, total)
            row = stored(pack)
            seen.append((row.step, row.done, row.total))
        return RenderedPdf(b"%PDF", 2)

    monkeypatch.setattr(pack_ladder, "draw_pack", draw)

    render_pack(pack_id=pack.public_id)

    # The second page came within the half second that is not written.
    assert seen == [("layout", 1, 0), ("layout", 1, 0), ("painting", 1, 2)]
