"""Mandates are drawn, signed and come back: at the desk and on a phone."""

import io
import zipfile

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from alliances.enums import Confirmation
from proposals.models import FormalDocument, SignedCopy
from proposals.services.formal_documents import render_document
from tests.browser.barriers import violations
from tests.browser.steps import workspace_of
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail
from tests.proposals.services.signing import blank_pdf, text_of

pytestmark = pytest.mark.journeys

PATIENCE = 20_000
"""Milliseconds a page may take to notice that a document is there."""


def photo():
    """Return a picture of a signed paper, as a phone takes it."""
    content = io.BytesIO()
    Image.effect_noise((620, 877), 40).save(content, "PNG")
    return content.getvalue()


SCANS = {
    "phone": ("mandate.png", "image/png", photo, "PNG, 1 page"),
    "desk": ("mandate.pdf", "application/pdf", lambda: blank_pdf(3), "PDF, 3 pages"),
}
"""What comes back from where: name, type, content, and how pages say it."""


@pytest.fixture
def draft(maria, monkeypatch):
    monkeypatch.setattr("proposals.outbox._send", lambda *_: None)
    return make_eligible_draft(
        by=maria, acronym="CHARTER", confirmation=Confirmation.NOT_INVITED
    )


def draw_what_waits(draft):
    """Draw as the worker does."""
    waiting = FormalDocument.objects.filter(
        partnership__alliance=draft.alliance, file=""
    )
    for each in waiting:
        render_document(key=each.pk)


def code_of(draft, number):
    """Return the code at the foot of the paper of a partner."""
    rows = FormalDocument.objects.filter(partnership__alliance=draft.alliance)
    return rows.get(partnership__number=number).code


def downloaded(page, link):
    """Follow a link to a file; return its name and its content."""
    with page.expect_download() as arriving:
        link.click()
    return arriving.value.suggested_filename, arriving.value.path().read_bytes()


def test_coordinator_has_all_drawn_and_downloads_them_together(open_window, draft):
    page = open_window()
    page.goto(reverse("documents", args=[draft.alliance.public_id]))
    expect(page.get_by_text("0 of 3 drawn as the draft stands")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Draw all as the draft stands").click()
    expect(page.get_by_text("The rest is being drawn")).to_be_visible()
    assert violations(page) == []
    draw_what_waits(draft)
    ready = page.get_by_text("3 of 3 drawn as the draft stands")
    expect(ready).to_be_visible(timeout=PATIENCE)
    assert violations(page) == []

    name, content = downloaded(page, page.get_by_role("link", name="all as ZIP"))
    assert name == "charter-documents.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {each: text_of(archive.read(each)) for each in archive.namelist()}
    assert [each.rpartition("-")[0] for each in texts] == [
        "p1-university-of-soria-declaration",
        "p2-chamber-of-ghent-mandate",
        "p3-school-of-plovdiv-mandate",
    ]
    for number, text in enumerate(texts.values(), start=1):
        code = code_of(draft, number)
        assert f"{code[:4]} {code[4:]}" in text


@pytest.mark.parametrize("place", SCANS)
def test_a_contact_signs_and_the_coordinator_sees_it(demo, open_window, draft, place):
    page = demo.open_page(phone=place == "phone")
    width = page.viewport_size["width"]
    page.goto(reverse("confirm", args=[ask_by_mail(draft)]))
    confirms(page)
    mandate = page.locator("#mandate")
    mandate.get_by_role("button", name="Draw the mandate").click()
    expect(mandate).to_contain_text("Being drawn")
    draw_what_waits(draft)
    link = mandate.get_by_role("link", name="Download the mandate")
    expect(link).to_be_visible(timeout=PATIENCE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    name, content = downloaded(page, link)
    assert name.startswith("p2-chamber-of-ghent-mandate-")
    assert "Chamber of Ghent" in text_of(content)

    mandate.get_by_role("link", name="Upload the signed mandate").click()
    refuses_another_file(page, code_of(draft, 2))
    file, kind, made, said = SCANS[place]
    scan = made()
    page.get_by_label("Signed copy").set_input_files(
        {"name": file, "mimeType": kind, "buffer": scan}
    )
    page.get_by_role("button", name="Upload the signed copy").click()
    expect(mandate).to_contain_text("of the present version")
    expect(mandate).to_contain_text("by Anna Kovács")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width

    finds_it(open_window(phone=place == "phone"), draft, scan, said)


def confirms(page):
    page.get_by_label("Your name").fill("Anna Kovács")
    page.get_by_label("Your function").fill("Rector")
    page.get_by_role("button", name="Confirm as full partner").click()
    expect(page.get_by_text("Anna Kovács, Rector")).to_be_visible()


def refuses_another_file(page, code):
    """Upload a text that calls itself a PDF; what was typed beside it stays."""
    page.get_by_label("Code at the foot of the paper").fill(code)
    page.get_by_label("Signed copy").set_input_files(
        {"name": "mandate.pdf", "mimeType": "application/pdf", "buffer": b"A letter."}
    )
    page.get_by_role("button", name="Upload the signed copy").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no PDF, JPEG or PNG.")
    expect(page.get_by_label("Code at the foot of the paper")).to_have_value(code)
    assert violations(page) == []
    assert not SignedCopy.objects.exists()


def finds_it(page, draft, content, said):
    """See the state where the coordinator looks, and fetch the copy."""
    page.goto(workspace_of(draft))
    row = page.locator("#p2")
    expect(row).to_contain_text("Mandate signed")
    row.get_by_role("link", name="Mandate signed P2").click()
    expect(page.get_by_text(f"by Anna Kovács. {said}")).to_be_visible()
    assert violations(page) == []
    copy = page.locator(".documents__copy").get_by_role("link", name="Download")
    _name, kept = downloaded(page, copy)
    assert kept == content
    page.goto(reverse("partner-invitations", args=[draft.alliance.public_id]))
    expect(page.locator("tr", has_text="Chamber of Ghent")).to_contain_text(
        "Mandate signed"
    )
