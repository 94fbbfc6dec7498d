import re

import pypdfium2

from proposals.documents.feet import Foot, feet

FOOT = Foot("Call 2020, Lot 1. Digest 01234567", "of")


def lines(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            re.sub(r"\s+", " ", page.get_textpage().get_text_range()).strip()
            for page in pdf
        ]


def test_every_page_from_the_first_has_its_line():
    assert lines(feet(FOOT, pages=4, first=2)) == [
        f"Call 2020, Lot 1. Digest 01234567 {number} of 4" for number in (2, 3, 4)
    ]


def test_same_lines_are_the_same_bytes():
    assert feet(FOOT, pages=4, first=2) == feet(FOOT, pages=4, first=2)


def test_font_is_that_of_the_pack_and_embedded():
    content = feet(FOOT, pages=2, first=2)

    assert b"SourceSansPro" in content
    assert content.count(b"/FontFile2") == 2
