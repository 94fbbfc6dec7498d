"""Rows of long lists are drawn with everything escaped."""

import pytest

from alliances.selectors.listing import Cell
from alliances.templatetags.cells import cells


def test_the_first_cell_names_the_row():
    row = (Cell("Ghent"), Cell("Belgium"), Cell("7", is_number=True))

    assert cells(row) == (
        '<th scope="row">Ghent</th><td>Belgium</td><td class="num">7</td>'
    )


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        (Cell("A", address="/a/?b=1&c=2"), '<a href="/a/?b=1&amp;c=2">A</a>'),
        (Cell("A", note="since 2020"), 'A<span class="quiet why">since 2020</span>'),
        (
            Cell("A", address="/a/", note="b"),
            '<a href="/a/">A</a><span class="quiet why">b</span>',
        ),
        (Cell(""), ""),
    ],
)
def test_a_cell_leads_somewhere_and_has_a_quieter_line(cell, drawn):
    assert cells((cell,)) == f'<th scope="row">{drawn}</th>'


def test_what_people_typed_is_escaped_wherever_it_stands():
    cell = Cell("<b>", address='"><i>', note="<u>")

    assert cells((cell,)) == (
        '<th scope="row"><a href="&quot;&gt;&lt;i&gt;">&lt;b&gt;</a>'
        '<span class="quiet why">&lt;u&gt;</span></th>'
    )


def test_a_row_without_cells_is_empty():
    assert cells(()) == ""
