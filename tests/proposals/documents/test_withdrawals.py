"""The withdrawal test in a pack: printed by choice only."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from eligibility.core import Loss, Resilience
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.page import LossRow
from proposals.documents.renderer import render_pdf
from tests.eligibility.core import consortia
from tests.proposals.documents.applications import RECEIVED, charter

ONE, TWO, THREE = (
    replace(consortia.partner(name), label=label)
    for name, label in (("Alpha", "P1"), ("Beta", "P2"), ("Gamma", "P12"))
)
COUNTRIES, PARTNERS = "min-programme-countries", "min-full-partners"
FOUND = Resilience(
    13,
    (Loss((ONE,), (COUNTRIES, PARTNERS)),),
    (Loss((TWO, THREE), (PARTNERS,)),),
    is_complete=True,
    reads=9,
)
DIGEST, BARE = "0123456789abcdef" * 4, "fedcba9876543210" * 4


def page_with(found, **changes):
    frozen = replace(charter(**changes), withdrawals=found)
    return pack_page(frozen, digest=DIGEST, bare_digest=BARE)


def test_a_pack_without_the_choice_has_no_such_section():
    page = pack_page(charter(), digest=DIGEST)

    assert page.withdrawals is None
    assert "If organisations leave" not in pack_html(page)


def test_summary_and_rows_say_who_is_critical_for_what():
    section = page_with(FOUND).withdrawals

    assert section.headline == (
        "1 of 13 organisations is critical: without it something is no longer met."
    )
    assert section.singles == (
        LossRow("P1", "Alpha", "Programme countries and Full partners"),
    )
    assert section.pairs == (LossRow("", "P2 Beta and P12 Gamma", "Full partners"),)
    assert section.pairs_words == "1 pair breaks something that neither breaks alone."
    assert section.digest.replace(" ", "") == BARE


def test_nobody_to_leave_and_nobody_critical_are_said():
    nobody = page_with(Resilience(0, (), (), is_complete=True, reads=0)).withdrawals
    safe = page_with(Resilience(5, (), (), is_complete=False, reads=0)).withdrawals

    assert nobody.headline == "Nobody takes part yet."
    assert nobody.pairs_words == ""
    assert safe.headline == (
        "What is met stays met if any one of 5 organisations leaves."
    )
    assert safe.pairs_words == (
        "No pair breaks more than its two break alone. Not every pair was tried:"
        " there are too many."
    )


@pytest.mark.parametrize(
    ("submission", "end"),
    [
        (None, "fedcba98 76543210."),
        (RECEIVED, "fedcba98 76543210, the one on the receipt of the submission."),
    ],
)
def test_digest_of_the_receipt_is_named(submission, end):
    html = pack_html(page_with(FOUND, submission=submission))

    assert end in re.sub(r"\s+", " ", html)


@pytest.fixture(scope="module")
def drawn():
    html = pack_html(page_with(FOUND))
    return render_pdf(html, identifier=b"0" * 16, progress=lambda *_: None).content


def test_section_stands_in_outline_and_contents(drawn):
    with pypdfium2.PdfDocument(drawn) as pdf:
        outline = [each.get_title() for each in pdf.get_toc()]
        contents = pdf[1].get_textpage().get_text_range()

    assert outline[-3:] == [
        "If organisations leave",
        "One organisation leaves",
        "Two organisations leave",
    ]
    assert "If organisations leave" in contents


def test_tables_of_the_section_have_tagged_headings(drawn):
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        kinds = [
            str(each.get("/S"))
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S")
        ]

    assert "/Table" in kinds
    assert "/TH" in kinds
