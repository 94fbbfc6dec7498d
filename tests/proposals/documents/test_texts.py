import pytest

from proposals.documents.texts import paragraphs_of


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("One line", (("One line",),)),
        ("One\ntwo\n\n\n \nthree", (("One", "two"), ("three",))),
        ("\n\n  kept blanks", (("  kept blanks",),)),
        ("*no* <b>mark-up</b>", (("*no* <b>mark-up</b>",),)),
        ("a\x0b\x00b\x9fc\ufffe", (("abc",),)),
        ("a\tb", (("a   b",),)),
    ],
)
def test_text_becomes_paragraphs_of_lines(text, paragraphs):
    assert paragraphs_of(text) == paragraphs
