import io
import re

import pikepdf
import pypdfium2
import pytest

from proposals.documents.binding import Binding, bind, page_numbers
from proposals.documents.feet import Foot
from proposals.documents.piece_renderer import PieceRenderer

IDENTIFIER = b"0123456789abcdef"
BINDING = Binding("en", "CHARTER: application pack", "Łódź", Foot("Call 2020", "of"))
PIECES = (
    "<h1>Cover</h1>",
    (
        '<h1 id="contents">Contents</h1><a href="piece:far">far</a>'
        '<a href="https://example.org/">away</a>'
    ),
    (
        '<h1 id="near">Near</h1><h2>Below</h2><h3>Lower</h3>'
        '<p style="break-before: page">more</p>'
    ),
    '<h2 id="far">Far</h2><h1>Last</h1>',
)


@pytest.fixture(scope="module")
def pieces():
    renderer = PieceRenderer()
    return [renderer.draw(each, identifier=IDENTIFIER) for each in PIECES]


@pytest.fixture(scope="module")
def bound(pieces):
    return bind(pieces, BINDING)


@pytest.fixture
def pdf(bound):
    with pikepdf.open(io.BytesIO(bound.content)) as pdf:
        yield pdf


def test_places_are_pages_of_the_whole(pieces):
    assert page_numbers(pieces) == {"contents": 2, "near": 3, "far": 5}


def test_pages_stand_in_order_and_say_their_number(bound):
    with pypdfium2.PdfDocument(bound.content) as pdf:
        texts = [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf
        ]

    assert bound.pages == len(texts) == 5
    assert "Call 2020" not in texts[0]
    for number, word in enumerate(("Contents", "Near", "more", "Far"), start=2):
        assert word in texts[number - 1]
        assert f"Call 2020 {number} of 5" in texts[number - 1]


def test_links_lead_to_other_pieces(pdf):
    inside, outside = pdf.pages[1].Annots

    page, kind, _left, top, _zoom = inside.Dest
    assert page.objgen == pdf.pages[4].obj.objgen
    assert (str(kind), float(top) > 700) == ("/XYZ", True)
    assert "/A" not in inside
    assert str(outside.A.URI) == "https://example.org/"


def test_outline_goes_on_from_piece_to_piece(bound):
    with pypdfium2.PdfDocument(bound.content) as pdf:
        outline = [
            (each.level, each.get_title(), each.get_dest().get_index())
            for each in pdf.get_toc()
        ]

    assert outline == [
        (0, "Cover", 0),
        (0, "Contents", 1),
        (0, "Near", 2),
        (1, "Below", 2),
        (2, "Lower", 2),
        (1, "Far", 4),
        (0, "Last", 4),
    ]


def test_file_says_language_title_and_author(pdf):
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(pdf.docinfo.Title) == "CHARTER: application pack"
    assert str(pdf.docinfo.Author) == "Łódź"


def test_same_pieces_are_the_same_bytes(pieces, bound):
    assert bind(pieces, BINDING).content == bound.content
