"""Packs that could not be drawn: what their row says."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from proposals.documents.apart import DrawingTooLarge, DrawingTooLong
from proposals.documents.fetching import RenderingRefused
from proposals.enums import PackState
from proposals.services import pack_ladder
from proposals.services.pack_drawing import render_pack
from tests.proposals.services.pack_rows import stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            RenderingRefused("file:///etc/passwd"),
            "The document asked for something outside itself, so it was stopped.",
        ),
        (
            DrawingTooLarge(),
            "Drawing needed more memory than a pack may have and was stopped.",
        ),
        (DrawingTooLong(), "Drawing took too long and was stopped."),
        (SoftTimeLimitExceeded(), "Drawing took too long and was stopped."),
        (
            OSError("disk full"),
            "The file could not be saved. Nothing of the application is lost.",
        ),
        (RuntimeError("secret"), "Drawing stopped with an error, which is logged."),
    ],
)
def test_failure_is_kept_in_words(pack, monkeypatch, error, words):
    def draw(_content, **_):
        raise error

    monkeypatch.setattr(pack_ladder, "draw_pack", draw)

    render_pack(pack_id=pack.public_id)

    failed = stored(pack)
    assert (failed.state, failed.failure) == (PackState.FAILED, words)
    assert failed.claim is None
    assert failed.finished_at is not None
