"""Packs that need more than a drawing may have, limited by the system itself.

The kernel stops each drawing here; `tests.evidence worst_case` draws the largest pack
within the limits of the product.
"""

import pypdfium2
import pytest
from django.core.cache import caches
from django.urls import reverse

from proposals.documents import apart
from proposals.documents import pack as pack_module
from proposals.documents.apart import Limits, draw_apart
from proposals.enums import PackForm, PackState
from proposals.models import ApplicationPack
from proposals.services.pack_drawing import render_pack
from proposals.services.packs import request_pack
from tests.factories import make_eligible_draft, submit
from tests.proposals.services.pack_rows import stored

pytestmark = pytest.mark.django_db(transaction=True)
NO_MEMORY, NO_TIME = Limits(seconds=60, memory=8), Limits(seconds=0, memory=1200)
NEEDED = 64 * 1024 * 1024
TOO_LARGE = "Drawing needed more memory than a pack may have and was stopped."
TOO_LONG = "Drawing took too long and was stopped."


@pytest.fixture(autouse=True)
def _hungry(monkeypatch):
    """Let each drawing need bytes of its own: tests before it freed some to draw in."""
    failure_of = apart._failure_of

    def hungry(work, send):
        def draw(send):
            needed = bytearray(NEEDED)
            work(send)
            del needed

        return failure_of(draw, send)

    monkeypatch.setattr(apart, "_failure_of", hungry)


@pytest.fixture
def submission(monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    caches["pieces"].clear()
    return submit(make_eligible_draft())


@pytest.fixture
def submitted(submission):
    return ApplicationPack.objects.get(submission=submission)


def page_of(client, pack):
    client.force_login(pack.requested_by)
    answer = client.get(reverse("pack", args=[pack.public_id]))
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("limits", "words"),
    [(NO_MEMORY, TOO_LARGE), (NO_TIME, TOO_LONG)],
    ids=["memory", "time"],
)
def test_archival_pack_beyond_a_limit_is_ready_as_a_plain_one_and_says_why(
    client, submitted, monkeypatch, limits, words
):
    def tight(draw, **given):
        is_archival = PackForm.ARCHIVAL in draw.args
        return draw_apart(draw, **given | ({"limits": limits} if is_archival else {}))

    monkeypatch.setattr(pack_module, "draw_apart", tight)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert (pack.state, pack.form, pack.failure) == ("ready", PackForm.PLAIN, words)
    assert pack.retry_at is not None
    with pack.file.open() as file, pypdfium2.PdfDocument(file.read()) as pdf:
        assert len(pdf) == pack.pages
    page = page_of(client, pack)
    assert "The pack is ready as a plain PDF" in page
    assert f"{words} It is tried again on" in page


@pytest.mark.parametrize("limits", [NO_MEMORY, NO_TIME], ids=["memory", "time"])
def test_what_has_no_form_within_the_limits_fails_and_touches_no_submission(
    client, submission, submitted, monkeypatch, limits
):
    monkeypatch.setattr(pack_module, "LIMITS", limits)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    words = {NO_MEMORY: TOO_LARGE, NO_TIME: TOO_LONG}[limits]
    assert (pack.state, pack.failure) == (PackState.FAILED, words)
    page = page_of(client, pack)
    assert words in page
    assert "Your draft and any submission are not touched by this." in page
    submission.refresh_from_db()
    assert submission.withdrawn_at is None
    monkeypatch.undo()
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    request_pack(
        proposal=pack.proposal, by=pack.requested_by, submission=pack.submission
    )
    render_pack(pack_id=pack.public_id)
    assert (stored(pack).state, stored(pack).form) == ("ready", PackForm.ARCHIVAL)


@pytest.mark.parametrize(
    ("limits", "words"),
    [(NO_MEMORY, TOO_LARGE), (NO_TIME, TOO_LONG)],
    ids=["memory", "time"],
)
def test_pieces_of_a_draft_beyond_a_limit_fail_with_the_reason(
    client, submission, monkeypatch, limits, words
):
    draft = submission.proposal
    draft.alliance.acronym = "OTHER"
    draft.alliance.save()
    pack = request_pack(proposal=draft, by=submission.submitted_by)
    assert pack.submission is None
    monkeypatch.setattr(pack_module, "LIMITS", limits)

    render_pack(pack_id=pack.public_id)

    failed = stored(pack)
    assert (failed.state, failed.failure) == (PackState.FAILED, words)
    assert words in page_of(client, failed)
