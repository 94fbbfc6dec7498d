"""What a guide shows besides its own words."""

import datetime as dt

import pytest
from django.utils import timezone

from proposals.selectors.drafts.guides import GUIDES, guide_page
from tests.factories import make_call

pytestmark = pytest.mark.django_db


def test_guide_names_the_calls_that_are_open_the_next_deadline_first():
    now = timezone.now()
    for code, days in (("later", 20), ("sooner", 10)):
        make_call(code, deadline=now + dt.timedelta(days=days))
    make_call("practice", takes_submissions=False)
    over = now - dt.timedelta(days=1)
    make_call("over", deadline=over, opens=(over - dt.timedelta(days=9)).date())
    make_call("to-come", opens=(now + dt.timedelta(days=2)).date())

    page = guide_page("coordinator", now=now)

    assert page is not None
    assert [each.title for each in page.calls] == ["Call sooner", "Call later"]
    assert page.calls[0].deadline.endswith("Brussels time")


@pytest.mark.parametrize("count", [1, 3])
def test_guide_costs_one_query(count, django_assert_num_queries):
    for number in range(count):
        make_call(f"call-{number}")

    with django_assert_num_queries(1):
        guide_page("partner", now=timezone.now())


def test_guide_leads_to_the_others():
    page = guide_page("partner", now=timezone.now())

    assert page is not None
    others = [each.role for each in page.others]
    assert others == ["coordinator", "colleague", "administrator"]
    assert len(GUIDES) == 4


def test_there_is_no_guide_for_a_role_nobody_has():
    assert guide_page("minister", now=timezone.now()) is None
