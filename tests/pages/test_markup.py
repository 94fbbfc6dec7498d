"""The search for barriers in the text of pages finds them, and only them."""

import pytest

from tests.pages.markup import shared_titles, written_barriers
from tests.pages.shown import Shown

FOOT = "<footer class='foot'><a href='/accessibility/'>A</a></footer>"
PAGE = "<html><head><title>{title}</title></head><body>{body}</body></html>"
TITLE = "Facts – Sector Skills Alliances"


def page(body="<h1>Facts</h1>", *, title=TITLE, address="/facts/", role="editor"):
    return Shown(address, role, PAGE.format(title=title, body=body + FOOT))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h2>One</h2>", "0 headings of the first level"),
        ("<h1>One</h1><h3>Two</h3>", "headings leave a level out: [1, 3]"),
        ("<h1 id='a'>One</h1><p id='a'>Two</p>", "2 elements are #a"),
        (
            "<h1>One</h1><blockquote>Law</blockquote>",
            "a quote does not say its language: Law",
        ),
        (
            "<h1>One</h1><input type='email' name='mine'>",
            "a browser cannot fill in mine",
        ),
        ("<h1>One</h1><table class='sums'></table>", "a table has no name: sums"),
        (
            "<h1>One</h1><table aria-label='T'><tr><th>Sum</th></tr></table>",
            "a head does not say what it is the head of: Sum",
        ),
        (
            "<h1>One</h1><button aria-label='Close'>Leave</button>",
            "'Close' does not say what is seen: 'Leave'",
        ),
        ("<h1>One</h1><img src='/a.png'>", "an image says nothing: /a.png"),
        (
            "<h1>One</h1><footer class='foot'><a href='/rules/'>R</a></footer>",
            "help does not stand where it stands on other pages",
        ),
    ],
)
def test_barrier_is_found(body, said):
    assert written_barriers([page(body)]) == [f"/facts/ (editor): {said}"]


def test_page_without_barriers_has_none():
    body = (
        "<h1>One</h1><h2>Two</h2><blockquote lang='en'>Law</blockquote>"
        "<input type='email' autocomplete='email'><img alt='' src='/a.png'>"
        "<table><caption>T</caption><tr><th scope='col'>Sum</th></tr></table>"
        "<button aria-label='Close the list'>Close</button>"
    )

    assert written_barriers([page(body)]) == []


def test_title_of_its_own_is_asked_for():
    untitled = page(title=" – Sector Skills Alliances")

    assert written_barriers([untitled]) == ["/facts/ (editor): no title of its own"]


def test_titles_are_compared_for_each_role():
    pages = [page(), page(address="/other/"), page(address="/third/", role="viewer")]

    assert shared_titles(pages) == [f"'{TITLE}': ['/facts/', '/other/']"]
