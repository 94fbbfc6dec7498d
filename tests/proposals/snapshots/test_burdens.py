"""What a partner takes on: what it leads and works in, its days and its grant."""

from decimal import Decimal

import pytest
from django.utils import timezone

from proposals.models import Task
from proposals.snapshots import take
from proposals.snapshots.burdens import Burden, burdens_of
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
    partner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    made = make_budget_draft()
    lead = partner(made, 2)
    first = make_package(made, lead=lead)
    make_package(made, 2, title="Pilots", lead=partner(made, 1))
    removed = make_package(made, 3, title="Gone", lead=lead)
    Task.objects.create(work_package=first, number=1, title="Draw", lead=lead)
    Task.objects.create(work_package=first, number=2, title="Nobody's")
    Task.objects.create(work_package=removed, number=1, title="Gone", lead=lead)
    removed.removed_at = timezone.now()
    removed.save()
    give_days(made, 2, 1, teacher=10)
    give_days(made, 2, 2, teacher=2.5, manager=0)
    return made


def burdens(draft):
    return burdens_of(draft, take(draft))


def test_burden_is_what_is_led_worked_and_granted(draft):
    found = burdens(draft).of(2)

    assert (found.days, found.leads, found.works_in) == (
        Decimal("12.5"),
        ("WP1", "T1.1"),
        ("WP1", "WP2"),
    )
    assert found.grant > 0
    assert burdens(draft).of(1) == Burden(leads=("WP2",))
    assert burdens(draft).of(3) == Burden()
    assert burdens(draft).of(99) == Burden()


def test_mobility_is_part_of_the_grant(draft):
    before = burdens(draft).of(2).grant
    make_line(draft, 2)

    assert burdens(draft).of(2).grant > before


def test_titles_stand_beside_labels(draft):
    assert burdens(draft).titles == {
        "WP1": "Management",
        "WP2": "Pilots",
        "T1.1": "Draw",
    }


def test_whole_grant_and_who_gets_it(draft):
    give_days(draft, 1, 1, manager=3)
    found = burdens(draft)

    assert found.paid == 2
    assert found.whole == found.of(1).grant + found.of(2).grant


def test_burdens_cost_three_queries(draft, django_assert_num_queries):
    snapshot = take(draft)
    burdens_of(draft, snapshot)

    with django_assert_num_queries(3):
        burdens_of(draft, snapshot)
