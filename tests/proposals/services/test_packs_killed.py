"""A worker killed while it draws: the pack completes, with the same bytes."""

import os
import signal

import pytest
from django.core.cache import caches
from django.db import connections
from django.utils import timezone

from proposals.enums import PackState, PackStep
from proposals.services.pack_drawing import render_pack
from proposals.services.pack_heartbeat import Heartbeat
from proposals.services.packs import request_pack
from tests.factories import submit
from tests.proposals.services.pack_rows import LONG_AGO, change, files_of, stored

pytestmark = pytest.mark.django_db(transaction=True)

# To an engine a death here is one at a piece: a row with a claim and a step.
LIKE_A_PIECE = pytest.mark.above
BEAT = Heartbeat.__call__


def draw_and_die(pack, step, done):
    """Draw in a process of its own, as Celery's pool has them, and die at a beat."""
    connections.close_all()  # what is open at a fork would belong to both
    pid = os.fork()
    if not pid:
        _live_until(pack.public_id, (step, done))
    _pid, status = os.waitpid(pid, 0)
    assert (os.WIFSIGNALED(status), os.WTERMSIG(status)) == (True, signal.SIGKILL)
    assert stored(pack).state == PackState.RENDERING


def _live_until(key, end):
    def beat_and_die(self, step, done, total):
        BEAT(self, step, done, total)
        if (step, done) == end:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        Heartbeat.__call__ = beat_and_die  # type: ignore[method-assign]  # this process ends
        render_pack(pack_id=key)
    finally:  # it lived on, and is no test
        os._exit(1)


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


@pytest.mark.parametrize(
    "step", [pytest.param(PackStep.BINDING, marks=LIKE_A_PIECE), PackStep.SAVING]
)
def test_draft_completes_after_a_death_behind_the_pieces(pack, step):
    whole = drawn_undisturbed(pack)
    pages = 0 if step == PackStep.BINDING else stored(pack).pages

    draw_and_die(pack, step, pages)

    assert taken_over(pack).file_sha256 == whole


@LIKE_A_PIECE
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
    shelf = type(caches["pieces"])
    look, keep = shelf.get, shelf.set
    found: dict[str, bool] = {}
    drawn: list[str] = []

    def get(self, key):
        piece = look(self, key)
        found[key] = piece is not None
        return piece

    def note(self, key, value):
        drawn.append(key)
        keep(self, key, value)

    monkeypatch.setattr(shelf, "get", get)
    monkeypatch.setattr(shelf, "set", note)

    taken_over(pack)

    assert sum(found.values()) == 3
    assert sorted(drawn) == sorted(key for key in found if not found[key])
