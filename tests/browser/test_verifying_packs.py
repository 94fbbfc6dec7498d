"""From the address in the drawn code: is this PDF the pack that was submitted?"""

import io

import pikepdf
import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from proposals.models import ApplicationPack
from proposals.selectors.submissions.verify_marks import verify_mark
from proposals.services.pack_drawing import render_pack
from tests.browser.barriers import violations
from tests.factories import make_eligible_draft, submit
from tests.proposals.files.pack_pdfs import attached

pytestmark = pytest.mark.journeys


@pytest.fixture
def pack(demo, monkeypatch):  # noqa: ARG001  # whose site it is
    """Draw the pack of a submission as the worker does."""
    cache.clear()
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    submission = submit(make_eligible_draft(acronym="CHECKED"))
    queued = ApplicationPack.objects.get(submission=submission)
    render_pack(pack_id=queued.public_id)
    queued.refresh_from_db()
    return queued


def stored(pack):
    with pack.file.open() as file:
        return file.read()


def altered(pack):
    """Return the pack with another proposal inside, and the rest as it is."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(stored(pack))) as pdf:
        content = pdf.attachments["proposal.json"].get_file().read_bytes()
        other = content.replace(b"Skills for all", b"Skills for none")
        assert other != content
        pdf.attachments["proposal.json"] = attached(pdf, "proposal.json", other)
        pdf.save(held)
    return held.getvalue()


def saved_again(pack):
    """Return the pack without its first page, and all its files."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(stored(pack))) as pdf:
        del pdf.pages[0]
        pdf.save(held)
    return held.getvalue()


def compare(page, content):
    """Give a PDF to the page; return what it finds."""
    sent = {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("PDF of a pack").set_input_files(files=[sent])
    page.get_by_role("button", name="Compare it").click()
    return page.locator(".verify__found h2")


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_address_of_the_drawn_code_leads_to_comparing(demo, pack, phone):
    submission = pack.submission
    mark = verify_mark(number=submission.number, sha256=submission.sha256)
    page = demo.open_page(phone=phone)
    page.goto("/" + mark.address.partition("://")[2].partition("/")[2])
    expect(page.get_by_text("This is the submission that counts.")).to_be_visible()

    for content, said in (
        (stored(pack), "This is the submitted pack"),
        (altered(pack), "This file was altered"),
        (saved_again(pack), "The same content, another file"),
    ):
        expect(compare(page, content)).to_have_text(said)
        assert violations(page) == []
