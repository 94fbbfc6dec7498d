"""What happens to the pack of a submission that cannot be drawn as it should be."""

import datetime as dt

import pikepdf
import pypdfium2
import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from proposals.documents.apart import DrawingTooLarge, DrawingTooLong
from proposals.documents.fetching import RenderingRefused
from proposals.documents.renderer import RenderedPdf
from proposals.enums import MailKind, PackForm, PackState
from proposals.models import ApplicationPack, News
from proposals.services import pack_ladder
from proposals.services.pack_drawing import render_pack
from proposals.services.pack_ladder import RETRIES
from proposals.services.packs import request_pack, resend_stale_jobs, stop_pack
from tests.factories import submit
from tests.proposals.services.pack_rows import LONG_AGO, change, files_of, stored

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)


@pytest.fixture
def submitted(proposal):
    return ApplicationPack.objects.get(submission=submit(proposal))


class Drawings:
    """Draws nothing; the archival form fails while there is an error."""

    def __init__(self):
        self.error: Exception | None = RuntimeError("a table too many")
        self.asked = []

    def __call__(self, _content, *, stands_in=False, **_):
        form = PackForm.PLAIN if stands_in else PackForm.ARCHIVAL
        self.asked.append(form)
        if self.error is not None and not stands_in:
            raise self.error
        return RenderedPdf(f"%PDF {form}".encode(), 3, form)


@pytest.fixture
def drawings(monkeypatch):
    drawings = Drawings()
    monkeypatch.setattr(pack_ladder, "draw_pack", drawings)
    return drawings


def failing(error):
    def save(*_, **__):
        raise error

    return save


def content_of(pack):
    with stored(pack).file.open() as file:
        return file.read()


def test_archival_pack_that_fails_is_delivered_as_a_plain_one_that_says_so(
    submitted, monkeypatch
):
    def associate(_pdf, files):
        if files:
            raise ValueError

    # Only what makes a PDF archival goes wrong; the drawing itself is the real one.
    monkeypatch.setattr("proposals.documents.renderer.associate", associate)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert (pack.state, pack.form) == (PackState.READY, PackForm.PLAIN)
    assert pack.failure == "Drawing stopped with an error, which is logged."
    with pack.file.open() as file, pikepdf.open(file) as pdf:
        assert [key in pdf.Root for key in ("/AF", "/StructTreeRoot")] == [False] * 2
    with pypdfium2.PdfDocument(content_of(pack)) as pdf:
        cover = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Application pack, plain PDF" in cover
    assert "stands in for the archival pack" in cover


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            DrawingTooLarge(),
            "Drawing needed more memory than a pack may have and was stopped.",
        ),
        (DrawingTooLong(), "Drawing took too long and was stopped."),
        (SoftTimeLimitExceeded(), "Drawing took too long and was stopped."),
        (RuntimeError("secret"), "Drawing stopped with an error, which is logged."),
    ],
)
def test_want_of_memory_and_time_have_a_plain_pack_too(
    submitted, drawings, error, words
):
    drawings.error = error

    with time_machine.travel(NOW, tick=False):
        render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert drawings.asked == [PackForm.ARCHIVAL, PackForm.PLAIN]
    assert (pack.state, pack.form, pack.failure) == (
        *(PackState.READY, PackForm.PLAIN),
        words,
    )
    assert (pack.retries, pack.retry_at) == (1, NOW + RETRIES[0])


def test_document_that_asks_for_something_outside_has_no_other_form(
    submitted, drawings
):
    drawings.error = RenderingRefused("file:///etc/passwd")

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert (pack.state, pack.retry_at) == (PackState.FAILED, None)
    assert drawings.asked == [PackForm.ARCHIVAL]


def test_submitted_pack_that_could_not_be_saved_is_tried_again(
    submitted, drawings, monkeypatch
):
    drawings.error = None
    storage = type(submitted.file.storage)
    with time_machine.travel(NOW, tick=False) as clock:
        with monkeypatch.context() as broken:
            broken.setattr(storage, "save", failing(OSError("disk full")))
            render_pack(pack_id=submitted.public_id)
        failed = stored(submitted)
        clock.move_to(NOW + RETRIES[0])
        resend_stale_jobs()
        waiting = stored(submitted)
        render_pack(pack_id=submitted.public_id)

    assert (failed.state, failed.retries) == (PackState.FAILED, 1)
    assert failed.retry_at == NOW + RETRIES[0]
    assert waiting.state == PackState.QUEUED
    pack = stored(submitted)
    assert (pack.state, pack.form) == (PackState.READY, PackForm.ARCHIVAL)
    assert (pack.retries, pack.retry_at, pack.failure) == (0, None, "")


def test_draft_has_one_form(pack, drawings):
    render_pack(pack_id=pack.public_id)

    assert stored(pack).state == PackState.FAILED
    assert drawings.asked == [PackForm.ARCHIVAL]


def test_what_killed_two_workers_is_not_tried_by_a_third(submitted, drawings):
    change(submitted, attempt=2)

    render_pack(pack_id=submitted.public_id)

    pack = stored(submitted)
    assert drawings.asked == [PackForm.PLAIN]
    assert pack.failure == "The worker died more than once while it drew this pack."


@pytest.fixture
def plain(submitted, drawings):
    """Return a plain pack, and the archival drawing mended."""
    with time_machine.travel(NOW, tick=False):
        render_pack(pack_id=submitted.public_id)
    drawings.error = None
    drawings.asked.clear()
    return submitted


@pytest.mark.usefixtures("drawings")
@pytest.mark.parametrize(("seconds", "state"), [(-1, "ready"), (0, "queued")])
def test_archival_pack_is_tried_again_when_it_is_time(plain, sent, seconds, state):
    sent.clear()

    with time_machine.travel(NOW + RETRIES[0] + dt.timedelta(seconds=seconds)):
        resend_stale_jobs()

    key = ("proposals.tasks.render_pack", str(plain.public_id))
    assert stored(plain).state == state
    assert sent == ([key] if state == "queued" else [])
    # It can be downloaded meanwhile.
    assert content_of(plain) == b"%PDF plain"


def retry(pack, *, after):
    with time_machine.travel(after, tick=False):
        resend_stale_jobs()
        render_pack(pack_id=pack.public_id)
    return stored(pack)


def test_archival_pack_takes_the_place_of_the_plain_one(plain):
    pack = retry(plain, after=NOW + RETRIES[0])

    assert (pack.state, pack.form, pack.failure) == (
        *(PackState.READY, PackForm.ARCHIVAL),
        "",
    )
    assert (pack.retries, pack.retry_at) == (0, None)
    assert content_of(pack) == b"%PDF archival"
    assert len(files_of(pack)) == 1
    # Nobody was mailed of the plain one yet.
    assert list(News.objects.values_list("event", flat=True)) == [MailKind.PACK]


def test_plain_one_stays_while_the_archival_one_goes_on_failing(plain, drawings):
    drawings.error = RuntimeError("still")
    first, now = stored(plain).file.name, NOW

    waits = []
    for wait in RETRIES:
        now += wait
        pack = retry(plain, after=now)
        waits.append(pack.retry_at and pack.retry_at - now)

    assert drawings.asked == [PackForm.ARCHIVAL] * 3
    assert waits == [*RETRIES[1:], None]
    assert (pack.state, pack.form, pack.retries) == ("ready", PackForm.PLAIN, 4)
    assert pack.file.name == first


def test_asking_again_tries_the_archival_one_at_once(plain, maria, sent):
    change(plain, retries=4, retry_at=None)
    sent.clear()

    again = request_pack(proposal=plain.proposal, by=maria, submission=plain.submission)

    assert again == plain
    assert (again.state, again.retries, again.failure) == (PackState.QUEUED, 0, "")
    assert sent == [("proposals.tasks.render_pack", str(plain.public_id))]


def test_stopped_retry_leaves_the_plain_one_ready(plain, maria):
    change(plain, state=PackState.QUEUED)

    stop_pack(pack=stored(plain), by=maria)

    pack = stored(plain)
    assert (pack.state, pack.form, pack.stopped_by) == ("ready", PackForm.PLAIN, maria)


def test_workers_that_die_over_a_retry_leave_the_plain_one_ready(plain):
    change(
        plain,
        state=PackState.RENDERING,
        attempt=3,
        heartbeat_at=timezone.now() - LONG_AGO,
    )

    resend_stale_jobs()

    assert (stored(plain).state, stored(plain).claim) == (PackState.READY, None)
