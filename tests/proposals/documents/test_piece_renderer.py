import pypdfium2
import pytest

from proposals.documents.fetching import RenderingRefused
from proposals.documents.piece_renderer import Bookmark, PieceRenderer

IDENTIFIER = b"0123456789abcdef"
TWO_PAGES = """<!doctype html><html lang="en"><title>Seven</title>
<h1 id="one">One</h1><h3 id="two" style="break-before: page; margin: 0">Two</h3>
<p>text"""


@pytest.fixture(scope="module")
def renderer():
    return PieceRenderer()


def test_piece_knows_its_pages_places_and_headings(renderer):
    piece = renderer.draw(TWO_PAGES, identifier=IDENTIFIER)

    assert piece.pages == 2
    # 297 mm less the margin of 30 mm above, in points.
    assert piece.anchors["two"] == (1, 756.85)
    assert [(each.level, each.title, each.page) for each in piece.bookmarks] == [
        (1, "One", 0),
        (3, "Two", 1),
    ]
    assert piece.bookmarks[1] == Bookmark(3, "Two", 1, 756.85)


def test_piece_is_the_same_after_others(renderer):
    first = renderer.draw(TWO_PAGES, identifier=IDENTIFIER)
    renderer.draw("<p>Ελλάδα</p>", identifier=IDENTIFIER)

    assert renderer.draw(TWO_PAGES, identifier=IDENTIFIER) == first
    assert PieceRenderer().draw(TWO_PAGES, identifier=IDENTIFIER) == first


def test_piece_carries_the_text(renderer):
    piece = renderer.draw(TWO_PAGES, identifier=IDENTIFIER)

    with pypdfium2.PdfDocument(piece.content) as pdf:
        assert "text" in pdf[1].get_textpage().get_text_range()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd" alt="">',
        '<link rel="attachment" href="file:///x">',
    ],
)
def test_piece_that_asks_for_something_outside_is_refused(html):
    with pytest.raises(RenderingRefused):
        PieceRenderer().draw(html, identifier=IDENTIFIER)
