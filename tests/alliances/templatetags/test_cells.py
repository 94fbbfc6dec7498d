"""Rows of long lists are drawn with everything escaped."""

import pytest

from alliances.selectors.listing import Cell, Heading
from alliances.templatetags.cells import labelled_cells


def heads(*labels):
    return [Heading(each, order="", direction="", is_number=False) for each in labels]


def test_the_first_cell_names_the_row():
    row = (Cell("Ghent"), Cell("Belgium"), Cell("7", is_number=True), Cell("x"))

    assert labelled_cells(row, heads("City", "Country", "<Number>", "")) == (
        '<th scope="row">Ghent</th>'
        '<td data-label="Country">Belgium</td>'
        '<td class="num" data-label="&lt;Number&gt;">7</td><td>x</td>'
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
    assert labelled_cells((cell,), heads("")) == f'<th scope="row">{drawn}</th>'


def test_what_people_typed_is_escaped_wherever_it_stands():
    cell = Cell("<b>", address='"><i>', note="<u>")

    assert labelled_cells((cell,), heads("")) == (
        '<th scope="row"><a href="&quot;&gt;&lt;i&gt;">&lt;b&gt;</a>'
        '<span class="quiet why">&lt;u&gt;</span></th>'
    )


def test_a_row_without_cells_is_empty():
    assert labelled_cells((), ()) == ""
