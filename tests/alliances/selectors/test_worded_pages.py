"""Lists in pages show what their querysets show, on each page."""

import pytest
from django.core.paginator import Paginator
from django.db.models import QuerySet

from alliances.models import Partnership
from alliances.selectors.worded_pages import WordedPages, number_of
from alliances.worded import Worded
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db

SIZE = 2


def whole(alliance: int) -> QuerySet[Partnership]:
    return Partnership.objects.filter(alliance=alliance).order_by("number")


@Worded
def number(alliance: int) -> QuerySet[Partnership, int]:
    return number_of(whole(alliance))


@Worded
def first(alliance: int) -> QuerySet[Partnership]:
    return whole(alliance)[:SIZE]


def listed(draft):
    key = draft.alliance_id
    return WordedPages(number, first, lambda: whole(key), key)


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("page", [None, "", "1", "2", "3", "9", "0", "-1", "x"])
def test_each_page_is_that_of_the_whole(rows, page):
    draft, _other = make_draft(), add(make_draft(acronym="OTHER"), "Not ours")
    for each in range(rows):
        add(draft, f"School {each}")
    plain = Paginator(whole(draft.alliance_id), SIZE).get_page(page)

    found = listed(draft).page(page, SIZE)

    assert list(found) == list(plain)
    assert found.number == plain.number
    assert found.paginator.count == plain.paginator.count
    assert found.has_next() == plain.has_next()


@pytest.mark.parametrize("page", ["1", "2"])
def test_a_page_is_read_anew_by_two_queries(page, django_assert_num_queries):
    draft = make_draft()
    for each in range(3):
        add(draft, f"School {each}")
    before = len(listed(draft).page(page, SIZE))
    add(draft, "One more")

    with django_assert_num_queries(2):
        found = listed(draft).page(page, SIZE)
        rows = list(found)

    assert found.paginator.count == 4
    assert (before, len(rows)) == (2 if page == "1" else 1, 2)
