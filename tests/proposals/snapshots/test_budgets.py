"""Rows of a draft as its budget is computed from them."""

from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_tables
from eligibility.core import Role, Standing
from proposals.budget import budget_of
from proposals.snapshots import rates, take
from proposals.snapshots.budgets import budget_rows
from tests.factories import add, make_eligible_draft
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(rates, "_kept", {})


def rows_of(draft):
    return budget_rows(draft, take(draft))


def test_partners_come_with_their_countrys_rates_and_status():
    draft = make_budget_draft()
    add(draft, "Nowhere known", None)
    add(draft, "Antarctic base", "AQ", confirmation=Confirmation.DECLINED)

    payees = rows_of(draft).given.payees

    assert [each.number for each in payees] == [1, 2, 3, 4, 5]
    assert [each.rates.group if each.rates else None for each in payees] == [
        2,
        4,
        4,
        None,
        None,
    ]
    assert [each.standing for each in payees] == [
        Standing.PROGRAMME,
        Standing.PROGRAMME,
        Standing.PARTNER,
        Standing.NONE,
        Standing.NONE,
    ]
    assert [each.is_country_known for each in payees] == [True] * 3 + [False, True]
    assert [each.takes_part for each in payees] == [True] * 4 + [False]
    assert payees[0].role is Role.APPLICANT


def test_days_and_journeys_of_a_draft_become_its_budget():
    draft = make_budget_draft()
    package = make_package(draft)
    make_package(draft, 2, removed_at=timezone.now())
    give_days(draft, 1, 1, manager=169, teacher=167, technician=310, administrative=267)
    give_days(draft, 1, 2, manager=1000)
    give_days(draft, 2, 1, manager=0)
    make_line(draft, 2, work_package=package)
    make_line(draft, 2, removed_at=timezone.now())

    rows = rows_of(draft)
    budget = budget_of(rows.given)

    assert [each.label for each in rows.packages] == ["WP1"]
    assert len(rows.given.efforts) == 4
    assert budget.grant.implementation == Decimal(201_762)
    assert budget.grant.mobility == Decimal(1_550)
    assert [each.number for each in budget.packages] == [1]


def test_a_journey_of_a_removed_work_package_names_none():
    draft = make_budget_draft()
    make_line(draft, work_package=make_package(draft, removed_at=timezone.now()))

    assert [each.work_package for each in rows_of(draft).given.journeys] == [None]


def test_rates_are_read_once_per_edition(django_assert_num_queries):
    draft = make_budget_draft()
    snapshot = take(draft)

    with django_assert_num_queries(4):
        budget_rows(draft, snapshot)
    with django_assert_num_queries(2):
        budget_rows(draft, snapshot)


def test_a_corrected_edition_has_its_own_rates():
    draft = make_budget_draft()
    before = rows_of(draft).bands
    tables = shipped_tables("2020")
    publish_edition(
        call=draft.alliance.call,
        tables=type(tables)(tables.countries, tables.sectors, tables.rates, ()),
        reason="A test.",
    )

    assert (len(before), rows_of(draft).bands) == (7, ())


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(rates, "MOST_KEPT", 1)
    rows_of(make_budget_draft())
    other = make_eligible_draft()

    assert rows_of(other).bands == ()
    assert len(rates._kept) == 1
