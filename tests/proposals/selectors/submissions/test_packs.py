"""A pack in each of its states, in words."""

import datetime as dt
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from proposals.enums import PackForm, PackState, PackStep
from proposals.selectors.submissions.pack_failures import failure_words
from proposals.selectors.submissions.packs import (
    PackLink,
    Progress,
    file_name,
    pack_link,
    pack_page,
)
from proposals.services.packs import request_pack
from tests.factories import (
    make_call,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack():
    proposal = make_draft(acronym="Größe & Maß")
    return request_pack(proposal=proposal, by=proposal.alliance.coordinator)


def page_of(pack, **fields):
    for name, value in fields.items():
        setattr(pack, name, value)
    return pack_page(pack, now=timezone.now())


def test_queued_pack_waits(pack):
    page = page_of(pack)

    assert page.heading == "The pack is being prepared"
    assert page.progress == Progress("Waiting for a worker", 0, 0)
    assert (page.file, page.failure) == (None, "")
    assert page.kind == "Pack of the draft, not submitted"


def test_long_wait_is_explained(pack):
    page = page_of(pack, requested_at=timezone.now() - dt.timedelta(seconds=31))

    assert page.heading == "The PDF will follow"
    assert page.progress.delay == (
        "It is the next one, and drawn as soon as a worker is free."
    )


@pytest.mark.parametrize(
    ("step", "done", "total", "words"),
    [
        ("", 0, 0, "Starting"),
        (PackStep.PREPARING, 0, 0, "Reading the content"),
        (PackStep.LAYOUT, 0, 0, "Creating layout"),
        (PackStep.LAYOUT, 5, 0, "Creating layout, page 5"),
        (PackStep.PAINTING, 5, 12, "Writing page 5 of 12"),
        (PackStep.SAVING, 12, 12, "Saving the file"),
    ],
)
def test_rendering_pack_tells_its_step(pack, step, done, total, words):
    page = page_of(pack, state=PackState.RENDERING, step=step, done=done, total=total)

    assert page.progress == Progress(words, done, total)


def test_ready_pack_describes_its_file(pack):
    pack.file.save("x.pdf", ContentFile(b"%PDF" * 600), save=False)
    page = page_of(
        pack,
        state=PackState.READY,
        file_sha256="ab" * 32,
        pages=16,
        finished_at=timezone.now(),
    )
    pack.file.delete(save=False)

    assert page.progress is None
    assert page.file.pages == "16 pages"
    assert page.file.size == "2.3\xa0KB"
    assert page.file.sha256 == ("abababab",) * 8
    assert page.file.name == f"groe-ma-pack-{pack.digest[:8]}.pdf"


def test_stopped_pack_says_who_stopped_it_in_the_language_of_the_reader(pack):
    maria = make_user(full_name="Maria Šimić")
    with translation.override("de"):
        page = page_of(pack, state=PackState.STOPPED, stopped_by=maria)

    assert page.failure == "Maria Šimić hat das Erstellen abgebrochen."


def test_pack_with_a_plain_one_says_who_stopped_the_archival_one(pack):
    pack.state, pack.stopped_by = PackState.READY, make_user(full_name="Maria")

    assert failure_words(pack) == "Maria stopped the drawing."


def test_pack_stopped_before_people_were_kept_names_nobody(pack):
    page = page_of(pack, state=PackState.STOPPED, failure="Maria stopped the drawing.")

    assert page.failure == "The drawing was stopped."


def test_failed_pack_gives_its_reason(pack):
    page = page_of(pack, state=PackState.FAILED, failure="The disk is full.")

    assert page.heading == "The pack could not be drawn"
    assert (page.failure, page.progress, page.file) == ("The disk is full.", None, None)


def test_digest_is_that_of_the_content(pack):
    assert "".join(page_of(pack).digest) == (
        hashlib.sha256(pack.content.encode()).hexdigest()
    )


def test_practice_pack_is_called_so():
    proposal = make_draft(make_call("2020", takes_submissions=False))
    pack = request_pack(proposal=proposal, by=proposal.alliance.coordinator)

    assert page_of(pack).kind == "Practice pack of the draft"


def test_pack_of_a_submission_carries_its_number_and_digest():
    submission = submit(make_eligible_draft())
    pack = request_pack(proposal=submission.proposal, by=submission.submitted_by)
    page = page_of(pack)

    assert page.kind == "Application as submitted"
    assert page.number == submission.number
    assert "".join(page.digest) == submission.sha256
    assert file_name(pack) == f"skills-pack-{submission.number.lower()}.pdf"


def test_no_pack_is_no_link(pack):
    assert pack_link(None, now=timezone.now()) is None
    assert pack_link(pack, now=timezone.now()) == PackLink(
        pack.public_id,
        "The pack is being prepared",
        is_ready=False,
        is_waited_for=True,
    )


@pytest.fixture
def standing_in():
    """Return a plain pack of a submission."""
    proposal = make_eligible_draft()
    pack = submit(proposal).packs.get()
    pack.file.save("plain.pdf", ContentFile(b"%PDF"), save=False)
    pack.state, pack.form, pack.pages = PackState.READY, PackForm.PLAIN, 3
    pack.failure, pack.file_sha256 = "Drawing took too long and was stopped.", "ab" * 32
    yield pack
    pack.file.delete(save=False)


def test_plain_pack_says_what_it_is_and_when_the_other_is_tried_again(standing_in):
    due = dt.datetime(2026, 11, 29, 11, 5, tzinfo=dt.UTC)

    page = page_of(standing_in, retry_at=due)

    assert page.heading == "The pack is ready as a plain PDF"
    assert page.stands_in is True
    assert page.retry == "29 November 2026, 12:05:00 Brussels time"
    assert page.file.form == "Plain PDF, neither archival nor tagged"
    link = pack_link(standing_in, now=timezone.now())
    assert link is not None
    assert link.state == "The pack is ready as a plain PDF"


def test_plain_pack_that_is_given_up_has_no_moment(standing_in):
    assert page_of(standing_in, retry_at=None).retry == ""


def test_plain_pack_of_a_draft_stands_in_for_nothing(pack):
    page = page_of(pack, form=PackForm.PLAIN)

    assert page.stands_in is False


def test_file_from_before_its_kind_was_noted_says_none(standing_in):
    page = page_of(standing_in, form="")

    assert (page.file.form, page.heading) == ("", "The pack is ready")
