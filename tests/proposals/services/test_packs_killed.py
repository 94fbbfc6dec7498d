"""A worker killed while it draws: the pack completes, with the same bytes."""

import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from proposals.enums import PackState, PackStep
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from tests.factories import submit
from tests.proposals.services.pack_rows import LONG_AGO, change, files_of, stored
from tests.stack.workers import environment_of_the_test

pytestmark = pytest.mark.django_db(transaction=True)

DRAW_AND_DIE = """
import os, signal, sys, uuid
import django
django.setup()
from proposals.services.pack_drawing import render_pack
from proposals.services.pack_heartbeat import Heartbeat
beat = Heartbeat.__call__
def beat_and_die(self, step, done, total):
    beat(self, step, done, total)
    if (step, done) == (sys.argv[2], int(sys.argv[3])):
        os.kill(os.getpid(), signal.SIGKILL)
Heartbeat.__call__ = beat_and_die
render_pack(pack_id=uuid.UUID(sys.argv[1]))
"""


def draw_and_die(pack, step, done):
    command = [sys.executable, "-c", DRAW_AND_DIE, str(pack.public_id), step, str(done)]
    environment = environment_of_the_test()
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    ended = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert stored(pack).state == PackState.RENDERING


def drawn_undisturbed(pack):
    caches["pieces"].clear()
    render_pack(pack_id=pack.public_id)
    digest = stored(pack).file_sha256
    change(pack, state=PackState.QUEUED, attempt=0, file="", file_sha256="")
    caches["pieces"].clear()
    return digest


def taken_over(pack):
    """Let another worker find the pack after the dead one has been silent."""
    change(pack, heartbeat_at=timezone.now() - LONG_AGO)
    render_pack(pack_id=pack.public_id)
    return stored(pack)


def test_draft_completes_after_a_death_at_a_piece(pack):
    whole = drawn_undisturbed(pack)

    for piece in (1, 3, 6):
        caches["pieces"].clear()
        change(pack, state=PackState.QUEUED, attempt=0, claim=None)
        draw_and_die(pack, PackStep.PIECES, piece)

        ready = taken_over(pack)
        assert (ready.state, ready.attempt) == (PackState.READY, 2)
        assert ready.file_sha256 == whole
        assert len(files_of(pack)) == 1


@pytest.mark.parametrize("step", [PackStep.BINDING, PackStep.SAVING])
def test_draft_completes_after_a_death_behind_the_pieces(pack, step):
    whole = drawn_undisturbed(pack)
    pages = 0 if step == PackStep.BINDING else stored(pack).pages

    draw_and_die(pack, step, pages)

    assert taken_over(pack).file_sha256 == whole


@pytest.mark.parametrize(
    ("step", "done"), [(PackStep.LAYOUT, 1), (PackStep.PAINTING, 3)]
)
def test_submitted_pack_completes_after_a_death(proposal, maria, step, done):
    pack = request_pack(proposal=proposal, by=maria, submission=submit(proposal))
    whole = drawn_undisturbed(pack)

    draw_and_die(pack, step, done)

    assert taken_over(pack).file_sha256 == whole


def test_pieces_of_the_dead_worker_are_not_drawn_again(pack, monkeypatch):
    caches["pieces"].clear()
    draw_and_die(pack, PackStep.PIECES, 3)
    put: list[str] = []
    shelf = type(caches["pieces"])
    keep = shelf.set

    def note(self, key, value):
        put.append(key)
        keep(self, key, value)

    monkeypatch.setattr(shelf, "set", note)

    taken_over(pack)

    # Of six pieces three were kept; the contents are drawn last.
    assert len(put) == 4
