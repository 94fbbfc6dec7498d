"""Examples of one kind stand beside each other without sharing a name."""

import pytest

from config.components.drawing import own_names


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('<p id="a">id="a"</p>', '<p id="a-x">id="a"</p>'),
        ('<label for="a">', '<label for="a-x">'),
        ('<p aria-describedby="a b">', '<p aria-describedby="a-x b-x">'),
        ('<a href="#a">', '<a href="#a-x">'),
        ('<a href="/rules/#a">', '<a href="/rules/#a">'),
        ('<input type="radio" name="a">', '<input type="radio" name="a-x">'),
        ('<input name="a">', '<input name="a">'),
        ('<b data-id="a">', '<b data-id="a">'),
        ('<nav popover id="a">', '<nav id="a-x">'),
        ("<h2 autofocus>", "<h2>"),
        ('<p hx-get="/a/" hx-trigger="load">', "<p>"),
        ("<dialog>", "<dialog open>"),
    ],
)
def test_names_of_an_example_are_its_own(text, own):
    assert own_names(text, "x") == own
