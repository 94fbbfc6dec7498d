import hashlib
import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from proposals.documents.attached import attached_files
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import render_pdf
from proposals.enums import PackForm
from proposals.snapshots import FrozenCopy
from tests.proposals.documents.applications import RECEIVED
from tests.proposals.documents.filled import filled
from tests.proposals.services.signing import blank_pdf, text_of
from tests.verapdf import COMPLIANT, verdicts_on

NAMES = (
    *("Universität Łódź, Žďár och Țara Ærø", "Ελληνικό Ίδρυμα Επαγγελμάτων"),
    *("Национален музей „Щъркел“", "საქართველოს უნივერსიტეტი"),
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Seven</title></head><body><h1>Seven</h1></body></html>"""
SCAN = blank_pdf()
COPY = FrozenCopy("mandate", hashlib.sha256(SCAN).hexdigest(), "", RECEIVED.received_at)


def submitted():
    """Return an application with every section, names of all scripts, a signed copy."""
    frozen = filled(share=0.02, packages=2)
    first, second, *others = [
        replace(each, name=name)
        for each, name in zip(frozen.partners, NAMES, strict=False)
    ]
    return replace(
        frozen,
        submission=RECEIVED,
        partners=(first, replace(second, signed=COPY), *others, *frozen.partners[4:]),
    )


def drawn(html, form, files=()):
    return render_pdf(
        html, identifier=b"0" * 16, progress=lambda *_: None, form=form, files=files
    )


@pytest.fixture(scope="module")
def files():
    return attached_files('{"a":1}', submitted(), copies={COPY.sha256: SCAN})


@pytest.fixture(scope="module")
def archival(files):
    page = pack_page(submitted(), digest="0123456789abcdef" * 4, files=files)
    return drawn(pack_html(page), PackForm.ARCHIVAL, files)


def opened(drawing):
    return pikepdf.open(io.BytesIO(drawing.content))


def test_submitted_pack_follows_both_standards_by_the_rules_of_verapdf(
    archival, tmp_path
):
    drawings = tmp_path / "archival.pdf", tmp_path / "plain.pdf"
    drawings[0].write_bytes(archival.content)
    drawings[1].write_bytes(drawn(PAGE, PackForm.PLAIN).content)

    verdict, of_plain = verdicts_on(*drawings)

    assert verdict == COMPLIANT
    # The validator does look: what is not meant to be archival is found out.
    assert [bool(each) for each in of_plain.values()] == [True, True]


def test_archival_document_names_both_standards(archival):
    with opened(archival) as pdf:
        named = pdf.open_metadata()
        assert named["pdfaid:part"] == "3"
        assert named["pdfaid:conformance"] == "A"
        assert named["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        intents = pdf.Root.OutputIntents
        assert [str(each.S) for each in intents] == ["/GTS_PDFA1"]
    assert archival.form is PackForm.ARCHIVAL


def test_names_in_all_scripts_are_text(archival):
    words = text_of(io.BytesIO(archival.content))

    assert [each in words for each in NAMES] == [True] * 4


def test_characters_no_font_has_are_numbers():
    drawing = drawn(PAGE.replace("Seven", "日本 Fachschule"), PackForm.ARCHIVAL)

    with pypdfium2.PdfDocument(drawing.content) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert text.splitlines()[0] == "[U+65E5][U+672C] Fachschule"


def test_each_file_is_associated_once_with_what_it_is(archival, files):
    with opened(archival) as pdf:
        associated = [
            (
                str(each.UF),
                str(each.AFRelationship),
                str(each.EF.F.Subtype),
                str(each.Desc),
                each.EF.F.read_bytes(),
            )
            for each in pdf.Root.AF
        ]
        listed = [str(each) for each in pdf.Root.Names.EmbeddedFiles.Names[::2]]

    assert associated == [
        (
            *(each.name, f"/{each.relationship}", f"/{each.mime}", each.description),
            each.content,
        )
        for each in sorted(files, key=lambda each: each.name)
    ]
    assert listed == [
        *("budget.xlsx", "confirmations.json", "mandate-P2.pdf", "manifest.json"),
        *("proposal.json", "receipt.json"),
    ]


def test_files_are_listed_in_print_with_their_digests(archival, files):
    with pypdfium2.PdfDocument(archival.content) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)

    words = "".join(text.split())
    assert [each.name in words for each in files] == [True] * 6
    digests = [hashlib.sha256(each.content).hexdigest() for each in files]
    assert [each in words for each in digests] == [True] * 6


def test_embedded_files_carry_their_moment_and_checksum(archival, files):
    with opened(archival) as pdf:
        stated = [each.EF.F.Params for each in pdf.Root.AF]
        moments = {str(each.ModDate) for each in stated}
        sums = [bytes(each.CheckSum) for each in stated]
        sizes = [int(each.Size) for each in stated]

    contents = [each.content for each in sorted(files, key=lambda each: each.name)]
    assert moments == {"D:20200224144200Z"}
    assert sums == [
        hashlib.md5(each, usedforsecurity=False).digest() for each in contents
    ]
    assert sizes == [len(each) for each in contents]


def test_document_without_files_has_no_list_of_them():
    with opened(drawn(PAGE, PackForm.ARCHIVAL)) as pdf:
        assert "/AF" not in pdf.Root


def test_plain_document_claims_nothing():
    with opened(drawn(PAGE, PackForm.PLAIN)) as pdf:
        assert "/Metadata" not in pdf.Root
        assert "/StructTreeRoot" not in pdf.Root
