"""The workspace of one alliance: band, partners, panel and tasks of one moment."""

import pytest
from django.utils import timezone

from eligibility.core import Reading
from proposals.selectors.consortium.workspace import sector_title, workspace_page
from proposals.snapshots import take
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db


def page(proposal, **more):
    return workspace_page(proposal, now=timezone.now(), **more)


def test_page_is_fetched_by_the_same_queries_whatever_its_size(
    django_assert_num_queries,
):
    draft = make_eligible_draft()
    page(draft)

    with django_assert_num_queries(7):
        page(draft)
    for number in range(97):
        add(draft, f"School {number}", "BG", "vet_provider")
    with django_assert_num_queries(7):
        page(draft)


def test_reading_asked_for_is_shown_first_in_the_panel():
    draft = make_eligible_draft()

    def chosen(**more):
        readings = page(draft, **more).panel.readings
        return [each.key for each in readings if each.is_chosen]

    assert chosen() == ["planned"]
    assert chosen(reading=Reading.CONFIRMED) == ["confirmed"]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("cultural-heritage", "Cultural heritage"),
        ("CULTURAL heritage", "Cultural heritage"),
        ("Falconry", "Falconry"),
        ("62.01", "62.01 Computer programming activities"),
        ("", ""),
    ],
)
def test_sector_has_the_title_of_its_list(stated, title):
    assert sector_title(take(make_draft(sector=stated))) == title
