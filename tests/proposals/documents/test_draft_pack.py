import re
from typing import Any

import pypdfium2
import pytest

from proposals.documents import draft_pack
from proposals.documents.apart import Limits
from proposals.documents.draft_pack import draw_draft
from proposals.documents.fetching import RenderingRefused
from proposals.documents.pack import pack_html, pack_page
from proposals.documents.pieces import bodies_of, piece_of
from proposals.enums import PackStep
from tests.proposals.documents.applications import charter

DIGEST = "0123456789abcdef" * 4
LIMITS = Limits(seconds=60, memory=4096)


class Memory:
    """A shelf that remembers what was looked for and what was put on it."""

    def __init__(self):
        self.kept = {}
        self.put = []

    def get(self, key):
        return self.kept.get(key)

    def set(self, key, value):
        self.kept[key] = value
        self.put.append(key)


def draw(frozen=None, *, shelf, digest=DIGEST, progress=lambda *_: None, change=None):
    page = pack_page(frozen or charter(), digest=digest)
    html = pack_html(page)
    return draw_draft(
        page,
        html=change(html) if change else html,
        shelf=shelf,
        limits=LIMITS,
        progress=progress,
    )


@pytest.fixture(scope="module")
def first():
    shelf, seen = Memory(), []
    drawn = draw(shelf=shelf, progress=lambda *p: seen.append(p))
    return drawn, shelf, seen


@pytest.fixture
def shelf(first):
    """What the first drawing left, for a test to draw from again."""
    copy = Memory()
    copy.kept = dict(first[1].kept)
    return copy


def pages_of(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf
        ]


def test_contents_say_where_the_sections_begin(first):
    pages = pages_of(first[0].content)

    begins = {
        title: next(
            number
            for number, text in enumerate(pages, start=1)
            if f"SECTION {section} {title}" in text
        )
        for section, title in enumerate(
            ("Eligibility report", "Organisations", "Composition"), start=1
        )
    }
    listed = re.findall(
        r"\d (Eligibility report|Organisations|Composition) (\d+)", pages[1]
    )
    assert {title: int(page) for title, page in listed} == begins


def test_progress_counts_the_pieces(first):
    counted = [each for each in first[2] if each[0] is PackStep.PIECES]

    assert {(done, total) for _step, done, total in counted} >= {(1, 6), (6, 6)}


def test_every_page_but_the_cover_says_that_it_is_a_draft(first):
    assert all("Draft, not submitted" in text for text in pages_of(first[0].content))


def test_unchanged_draft_draws_nothing(first, shelf):
    again = draw(shelf=shelf)

    assert shelf.put == []
    assert again.content == first[0].content


def test_draft_is_the_same_whatever_was_on_the_shelf(first, shelf):
    for key in list(shelf.kept)[::2]:
        del shelf.kept[key]

    assert draw(shelf=shelf).content == first[0].content


def test_other_content_elsewhere_draws_the_cover_alone(shelf):
    draw(shelf=shelf, digest=DIGEST[::-1])

    assert len(shelf.put) == 1


def test_edit_draws_its_piece(shelf):
    draw(shelf=shelf, change=lambda html: html.replace("People decide", "You decide"))

    assert len(shelf.put) == 1


def test_contents_of_two_pages_move_what_they_list(shelf):
    # As many sections as no form has, so that the contents need a second page.
    more = "<li>Another</li>" * 30

    def longer(html):
        return html.replace('<ol class="toc">', f'<ol class="toc">{more}')

    pages = pages_of(draw(shelf=shelf, change=longer).content)

    assert "SECTION 1 Eligibility report" in pages[3]
    assert re.search(r"1 Eligibility report 4 ", pages[2])


def test_stopped_drawing_leaves_what_was_drawn_on_the_shelf():
    shelf = Memory()

    class Stop(Exception):
        pass

    def progress(_step, done, _total):
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        draw(shelf=shelf, progress=progress)

    assert len(shelf.put) == 2


def test_address_outside_is_refused_in_a_piece_too():
    def ask(html):
        return html.replace("People decide", '<img src="file:///etc/passwd" alt="">')

    with pytest.raises(RenderingRefused):
        draw(shelf=Memory(), change=ask)


def test_shares_are_dealt_by_length():
    page = pack_page(charter(), digest=DIGEST)
    bodies = bodies_of(pack_html(page))
    pieces = [piece_of(page, *each) for each in bodies.items()]

    one, two = draft_pack._shares(pieces)

    assert sorted(each.slug for each in one + two) == sorted(p.slug for p in pieces)
    longest = max(len(each.html) for each in pieces)
    lengths = [sum(len(each.html) for each in share) for share in (one, two)]
    assert abs(lengths[0] - lengths[1]) <= longest


def test_share_is_drawn_in_its_order():
    page = pack_page(charter(), digest=DIGEST)
    bodies = bodies_of(pack_html(page))
    cover, contents = [
        piece_of(page, each, bodies[each]) for each in ("cover", "contents")
    ]
    sent: list[Any] = []

    draft_pack._draw_share([contents, cover], sent.append)

    assert [(slug, piece.pages) for slug, piece in sent] == [
        ("contents", 1),
        ("cover", 1),
    ]
