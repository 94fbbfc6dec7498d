import datetime as dt
import hashlib
import io

import pikepdf
import pypdfium2
import pytest

from proposals.documents.archival import EmbeddedFile, Relationship
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import render_pdf
from proposals.enums import PackForm
from tests.proposals.documents.applications import RECEIVED, application, partner
from tests.verapdf import COMPLIANT, verdicts_on

NAMES = (
    *("Universität Łódź, Žďár och Țara Ærø", "Ελληνικό Ίδρυμα Επαγγελμάτων"),
    *("Национален музей „Щъркел“", "საქართველოს უნივერსიტეტი", "日本 Fachschule"),
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Seven</title></head><body><h1>Seven</h1></body></html>"""
MOMENT = dt.datetime(2020, 2, 24, 14, 42, tzinfo=dt.UTC)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = (
    EmbeddedFile(
        *("proposal.json", b'{"a": 1}', "application/json", Relationship.SOURCE),
        *("All that was submitted.", MOMENT),
    ),
    EmbeddedFile(
        *("budget.xlsx", b"PK", WORKBOOK, Relationship.DATA, "The tables.", MOMENT)
    ),
    EmbeddedFile(
        *("mandate-P2.pdf", b"%PDF", "application/pdf", Relationship.SUPPLEMENT),
        *("A signed copy.", MOMENT.astimezone(dt.timezone(dt.timedelta(hours=9)))),
    ),
)


def drawn(html, form, files=()):
    return render_pdf(
        html, identifier=b"0" * 16, progress=lambda *_: None, form=form, files=files
    )


@pytest.fixture(scope="module")
def archival():
    frozen = application(
        [partner(NAMES[0], role="applicant"), *map(partner, NAMES[1:])],
        submission=RECEIVED,
    )
    html = pack_html(pack_page(frozen, digest="0123456789abcdef" * 4))
    return drawn(html, PackForm.ARCHIVAL, FILES)


def opened(drawing):
    return pikepdf.open(io.BytesIO(drawing.content))


def test_submitted_pack_follows_both_standards_by_the_rules_of_verapdf(
    archival, tmp_path
):
    files = tmp_path / "archival.pdf", tmp_path / "plain.pdf"
    files[0].write_bytes(archival.content)
    files[1].write_bytes(drawn(PAGE, PackForm.PLAIN).content)

    verdict, of_plain = verdicts_on(*files)

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


def test_names_in_all_scripts_are_text_and_others_are_numbers(archival):
    with pypdfium2.PdfDocument(archival.content) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)

    words = text.replace("\r\n", " ")
    assert [each in words for each in NAMES] == [True, True, True, True, False]
    assert "[U+65E5][U+672C] Fachschule" in words


def test_each_file_is_associated_once_with_what_it_is(archival):
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
        for each in sorted(FILES, key=lambda each: each.name)
    ]
    assert listed == sorted(each.name for each in FILES)


def test_embedded_files_carry_their_moment_and_checksum(archival):
    with opened(archival) as pdf:
        stated = [each.EF.F.Params for each in pdf.Root.AF]
        moments = {str(each.ModDate) for each in stated}
        sums = [bytes(each.CheckSum) for each in stated]
        sizes = [int(each.Size) for each in stated]

    contents = [each.content for each in sorted(FILES, key=lambda each: each.name)]
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
