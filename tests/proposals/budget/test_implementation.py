"""Days at the rates of the call, and who is paid for them."""

import json
from decimal import Decimal

import pytest

from eligibility.core import Role, Standing
from proposals.budget import Category, Days, Given, Unpaid, budget_of
from tests.architecture.sources import BASE
from tests.proposals.budget.figures import days, payee, rates

VECTORS = json.loads(
    (BASE / "fixtures" / "budget_vectors_2020.json").read_text(encoding="utf-8")
)["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["country"])
def test_the_worked_examples_of_2020_come_out_exactly(vector):
    efforts = tuple(
        Days(1, 1, category, Decimal(number))
        for category, number in zip(Category, vector["days"], strict=True)
    )
    partner = payee(rates=rates(vector["country"]))

    budget = budget_of(Given((partner,), (1,), efforts))

    assert budget.grant.total == Decimal(vector["expected_eur"])
    assert budget.days == sum(vector["days"])


def test_a_cell_is_rounded_to_cents_half_a_cent_up():
    given = Given(
        (payee(),), (1,), (Days(1, 1, Category.ADMINISTRATIVE, Decimal("0.1")),)
    )

    assert budget_of(given).grant.implementation == Decimal("15.76")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"takes_part": False}, Unpaid.LEFT),
        ({"role": Role.ASSOCIATED_PARTNER}, Unpaid.ASSOCIATED),
        ({"is_country_known": False, "rates": None}, Unpaid.COUNTRY_UNKNOWN),
        ({"rates": None}, Unpaid.NO_RATE),
        ({"role": Role.APPLICANT}, None),
        ({"role": Role.AFFILIATED_ENTITY}, None),
    ],
)
def test_days_that_bring_no_grant_say_why(fields, reason):
    assert payee(**fields).unpaid == reason


def test_a_partner_without_a_rate_is_named_and_its_days_still_count():
    partners = (payee(1), payee(2, rates=None, standing=Standing.NONE))

    budget = budget_of(Given(partners, (1,), (days(1), days(7, payee=2))))

    assert budget.grant.total == Decimal("336.33")
    assert budget.days == 8
    assert [(each.payee.number, each.days) for each in budget.uncounted] == [
        (2, Decimal(7))
    ]


@pytest.mark.parametrize(
    "fields", [{"takes_part": False}, {"role": Role.ASSOCIATED_PARTNER}]
)
def test_days_of_who_gets_no_grant_stand_aside(fields):
    partners = (payee(1), payee(2, **fields))

    budget = budget_of(Given(partners, (1,), (days(1), days(7, payee=2))))

    assert [each.payee.number for each in budget.partners] == [1]
    assert [(each.payee.number, each.days) for each in budget.aside] == [
        (2, Decimal(7))
    ]
    assert budget.days == 1


def test_who_gets_no_grant_and_has_no_days_is_nowhere():
    budget = budget_of(Given((payee(1, role=Role.ASSOCIATED_PARTNER),), (1,)))

    assert (budget.partners, budget.aside, budget.uncounted) == ((), (), ())


def test_days_of_a_partner_or_work_package_that_is_gone_count_nowhere():
    efforts = (days(3, package=9), days(3, payee=9), days(0))

    budget = budget_of(Given((payee(),), (1,), efforts))

    assert budget.grant.total == budget.days == 0
