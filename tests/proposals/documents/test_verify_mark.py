import io
from dataclasses import replace
from urllib.parse import unquote

import pikepdf

from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import render_pdf
from proposals.documents.verify_mark import printed_mark
from proposals.enums import PackForm
from proposals.selectors.submissions.verify_marks import verify_mark
from tests.proposals.documents.applications import RECEIVED, charter
from tests.proposals.services.signing import text_of

SHA256 = "ab" * 32


def submitted():
    return replace(charter(), submission=RECEIVED)


def page():
    return pack_page(submitted(), digest="cd" * 32, bare_digest=SHA256)


def test_draft_has_no_mark():
    assert printed_mark(charter(), sha256=SHA256) is None
    assert 'class="verify-image"' not in pack_html(pack_page(charter(), digest=SHA256))


def test_mark_is_that_of_what_was_received():
    mark = verify_mark(number=RECEIVED.number, sha256=SHA256)

    printed = page().verify

    assert (printed.door, printed.code) == (mark.door, mark.code)
    assert printed.address == mark.address
    assert mark.drawn.path in unquote(printed.image)


def test_cover_prints_the_code_and_names_the_drawing():
    drawing = render_pdf(
        pack_html(page()),
        identifier=b"0" * 16,
        progress=lambda *_: None,
        form=PackForm.TAGGED,
    )

    mark = page().verify
    assert f"the code {mark.code}" in " ".join(text_of(drawing.content).split())
    with pikepdf.open(io.BytesIO(drawing.content)) as pdf:
        named = {str(each.Alt) for each in pdf.objects if "/Alt" in keys(each)}
        pictures = [each for each in pdf.objects if keys(each).get("/Subtype")]
    assert f"Code for phones, with the address {mark.address}" in named
    assert [each for each in pictures if each.Subtype == "/Image"] == []


def keys(each):
    return each if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) else {}
