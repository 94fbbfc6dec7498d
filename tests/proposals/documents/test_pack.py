import datetime as dt
import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from proposals.documents.pack import pack_html, pack_page
from proposals.documents.renderer import render_pdf
from proposals.documents.texts import GROUP
from tests.proposals.documents.applications import (
    RECEIVED,
    application,
    charter,
    partner,
)

DIGEST = "0123456789abcdef" * 4


def drawn(frozen):
    html = pack_html(pack_page(frozen, digest=DIGEST))
    return render_pdf(html, identifier=b"0" * 16, progress=lambda *_: None)


def texts(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf
        ]


@pytest.fixture(scope="module")
def draft():
    return drawn(charter())


def test_digest_is_printed_in_groups_of_eight():
    sheet = pack_page(charter(), digest=DIGEST).sheet

    assert {len(group) for group in sheet.digest.split()} == {GROUP}
    assert sheet.digest.replace(" ", "") == DIGEST
    assert sheet.foot.endswith("Digest 01234567")


def test_running_line_names_call_lot_rules_and_digest():
    feet = [
        pack_page(application([], call=call, lot=lot), digest=DIGEST).sheet.foot
        for call, lot in (("2020", "lot-1"), ("2014", "single"))
    ]

    assert feet == [
        "Call 2020, Lot 1, rules 2020, version 1. Digest 01234567",
        "Call 2014, rules 2014, version 1. Digest 01234567",
    ]


def test_date_of_the_file_is_the_day_of_its_content():
    assert pack_page(charter(), digest=DIGEST).sheet.created == "2020-02-26"
    submitted = charter(submission=RECEIVED)
    assert pack_page(submitted, digest=DIGEST).sheet.created == "2020-02-24"


def test_date_of_the_file_is_a_day_in_brussels():
    late = dt.datetime(2020, 2, 24, 23, 30, tzinfo=dt.UTC)
    submitted = charter(submission=replace(RECEIVED, received_at=late))

    assert pack_page(submitted, digest=DIGEST).sheet.created == "2020-02-25"


def test_outline_has_every_part(draft):
    with pypdfium2.PdfDocument(draft.content) as pdf:
        titles = [(each.level, each.get_title()) for each in pdf.get_toc()]

    assert titles == [
        (0, "CHARTER"),
        (0, "Contents"),
        (0, "Eligibility report"),
        (1, "Composition"),
        (1, "Project"),
        (1, "Application"),
        (1, "Advice, decides nothing"),
        (0, "Organisations"),
        (0, "Composition"),
        (1, "Where the partners are"),
        (0, "The official documents"),
        (1, "Figures that must agree"),
        (0, "What the rules do not decide"),
        (1, "Values nobody has verified"),
        (1, "What an organisation is"),
        (1, "Legal existence, capacity and exclusion"),
        (1, "Quality"),
        (1, "The rest of the application"),
    ]


def test_pack_is_tagged_titled_and_in_a_language(draft):
    with pikepdf.open(io.BytesIO(draft.content)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo.Title) == "CHARTER: application pack"
        assert str(pdf.docinfo.Author) == "Universitat de Barcelona, Spain"
        assert len(pdf.pages) == draft.pages


def test_cover_says_the_verdict_in_both_readings_and_what_the_pack_is_not(draft):
    cover = texts(draft.content)[0]

    assert "As planned Cannot tell yet: 1 clause open" in cover
    assert "As confirmed Cannot tell yet: 1 clause open" in cover
    assert "supports the official eForm and its templates" in cover
    assert "does not replace them" in cover


def test_no_page_says_eligible(draft):
    text = " ".join(texts(draft.content)).casefold()

    assert re.search(r"\beligibility\b", text)
    assert not re.search(r"\beligible\b", text)


def test_pages_are_numbered_and_the_contents_agree(draft):
    pages = texts(draft.content)

    for number, text in enumerate(pages[1:], start=2):
        assert f"{number} of {draft.pages}" in text
    (organisations,) = [
        number
        for number, text in enumerate(pages, start=1)
        if "SECTION 2 ORGANISATIONS" in text.upper()
    ]
    assert f"Organisations {organisations} " in pages[1]


def test_draft_says_so_on_every_page(draft):
    assert all("Draft, not submitted" in text for text in texts(draft.content))


def test_submitted_pack_bears_its_number_and_no_watermark():
    pages = texts(drawn(charter(submission=RECEIVED)).content)

    assert all("Submission 2020-000007" in text for text in pages)
    assert not any("Draft" in text or "DRAFT" in text for text in pages)


def test_every_organisation_and_every_clause_is_printed(draft):
    text = " ".join(texts(draft.content))

    for each in charter().partners:
        assert each.name in text
    page = pack_page(charter(), digest=DIGEST)
    for section in page.sections:
        for row in section.rows:
            assert row.norm in text


def test_empty_consortium_is_drawn():
    pages = texts(drawn(application([])).content)

    assert sum("No organisation has been added yet." in text for text in pages) == 2


def test_kosovo_carries_its_footnote_and_names_of_all_scripts_are_kept():
    pages = texts(
        drawn(
            application(
                [
                    partner("Ελληνικό Ίδρυμα", country="GR", role="applicant"),
                    partner("Национален музей", country="BG"),
                    partner("Universiteti i Prishtinës", country="XK"),
                    partner("<b>Bold & Sons</b>"),
                ]
            )
        ).content
    )

    text = " ".join(pages)
    for name in (
        *("Ελληνικό Ίδρυμα", "Национален музей", "Universiteti i Prishtinës"),
        "<b>Bold & Sons</b>",
    ):
        assert name in text
    assert text.count("Kosovo (XK): this designation") == 2
