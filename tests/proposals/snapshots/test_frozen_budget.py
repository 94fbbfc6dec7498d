"""The budget in a frozen application: computed again, it comes to the same."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.models import Partnership
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_tables
from proposals.budget import budget_of
from proposals.snapshots import take
from proposals.snapshots.budgets import budget_rows
from tests.factories import add
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)
from tests.proposals.snapshots.freezing import frozen, frozen_text, thawed

pytestmark = pytest.mark.django_db


def make_costly_draft():
    draft = make_budget_draft()
    make_package(draft, 1)
    make_package(draft, 2, title="Pilots")
    give_days(draft, 1, 1, manager=12, teacher="3.5")
    give_days(draft, 2, 2, technician=40)
    make_line(draft, 1)
    make_line(draft, 2, days=None, distance_km=None)
    return draft


def test_rows_come_back_as_they_were_read():
    draft = make_costly_draft()

    rows, stored = frozen(draft).budget, budget_rows(draft, take(draft))

    assert rows.packages == stored.packages
    assert rows.participants == stored.participants
    assert rows.given.payees == stored.given.payees
    assert set(rows.given.efforts) == set(stored.given.efforts)
    assert rows.given.journeys == stored.given.journeys
    assert rows.given.bands == stored.given.bands
    assert budget_of(rows.given) == budget_of(stored.given)


def test_sums_stand_beside_the_rows():
    draft = make_costly_draft()
    grant = budget_of(budget_rows(draft, take(draft)).given).grant

    sums = json.loads(frozen_text(draft))["budget"]["sums"]

    assert sums == {
        "days": "55.5",
        "implementation": f"{grant.implementation:.2f}",
        "travel": f"{grant.travel:.2f}",
        "subsistence": f"{grant.subsistence:.2f}",
        "total": f"{grant.total:.2f}",
    }
    assert grant.total > 0


def test_rates_are_those_of_the_partners_countries():
    draft = make_costly_draft()
    add(draft, "Nowhere known", None)

    rates = json.loads(frozen_text(draft))["budget"]["rates"]

    assert sorted(rates) == ["BY", "DE", "RO"]
    assert rates["DE"]["group"] == 2


def test_later_rates_do_not_reach_it():
    draft = make_costly_draft()
    text = frozen_text(draft)
    before = budget_of(thawed(text).budget.given)
    tables = shipped_tables("2020")
    dearer = tuple(replace(each, manager=each.manager + 1) for each in tables.rates)
    publish_edition(
        call=draft.alliance.call,
        tables=replace(tables, rates=dearer),
        reason="A correction.",
    )

    assert budget_of(thawed(text).budget.given) == before
    assert budget_of(frozen(draft).budget.given) != before


def test_rows_of_a_removed_partner_are_not_frozen():
    draft = make_costly_draft()
    Partnership.objects.filter(alliance=draft.alliance, number=2).update(
        removed_at=timezone.now()
    )

    given = frozen(draft).budget.given

    assert {each.payee for each in given.efforts} == {1}
    assert [each.key for each in given.journeys] == [1]
    assert budget_of(given).days == Decimal("15.5")


@pytest.mark.parametrize("size", [1, 3, 30])
def test_size_does_not_change_the_number_of_queries(size, django_assert_num_queries):
    draft = make_budget_draft()
    for number in range(1, size + 1):
        make_package(draft, number)
        give_days(draft, 1, number, manager=number)
        make_line(draft, 1)
    frozen_text(draft)

    with django_assert_num_queries(15):
        text = frozen_text(draft)

    assert len(json.loads(text)["plan"]) == size
