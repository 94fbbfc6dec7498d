"""Drafts with mandates, for tests about what is signed."""

import io
import re

import pikepdf
import pypdfium2

from alliances.enums import Confirmation
from proposals.models import FormalDocument
from proposals.services.confirmations import confirm_participation
from proposals.services.formal_documents import render_document, request_documents
from proposals.services.signed_copies import upload_copy
from tests.proposals.services.asking import ask_by_mail, shown


def drawn(draft, number=2):
    """Return the newest document of a partner."""
    rows = FormalDocument.objects.filter(partnership__alliance=draft.alliance)
    return rows.filter(partnership__number=number).first()


def draw(draft, number=2):
    """Have the document of a partner drawn as the draft stands, and return it."""
    by = draft.alliance.coordinator
    request_documents(proposal=draft, by=by, numbers=[number])
    document = drawn(draft, number)
    render_document(key=document.pk)
    document.refresh_from_db()
    return document


def confirmed_link(draft, number=2):
    """Ask a partner, let its contact confirm, and return the token of the link."""
    rows = draft.alliance.partnerships.filter(number=number)
    rows.update(confirmation=Confirmation.NOT_INVITED)
    token = ask_by_mail(draft, number)
    confirm_participation(
        token=token,
        name="Anna",
        function="Rector",
        seen_digest=shown(draft, number),
    )
    return token


def blank_pdf(pages=1, change=lambda _pdf: None):
    """Return a PDF of blank pages after a change."""
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page()
        change(pdf)
        content = io.BytesIO()
        pdf.save(content)
    return content.getvalue()


def signed(document):
    """Return the file of a document as somebody saves it who drew a signature on it."""
    content = io.BytesIO()
    with document.file.open() as file, pikepdf.open(file) as pdf:
        pdf.pages[-1].contents_add(b"0 0 m 50 50 l S")
        pdf.save(content)
    return content.getvalue()


def upload_signed(draft, number=2, content=None, code=""):
    """Upload a signed copy as the coordinator."""
    return upload_copy(
        proposal=draft,
        number=number,
        content=content or blank_pdf(),
        code=code,
        by=draft.alliance.coordinator,
    )


def text_of(pdf):
    """Return the text of every page of a PDF, with single blanks."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return re.sub(r"\s+", " ", " ".join(pages))
