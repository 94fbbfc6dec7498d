"""Stating the budget's amount in the facts."""

from decimal import Decimal

import pytest

from proposals.errors import NotAllowed, StaleVersion
from proposals.services.budgets import take_budget_amount
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db


def taking(draft, amount="1234.56", version=1, by=None):
    return take_budget_amount(
        proposal=draft,
        amount=Decimal(amount),
        facts_version=version,
        by=by or draft.alliance.coordinator,
    )


def test_the_amount_is_stated_and_the_other_facts_stay():
    draft = make_draft()

    stated = taking(draft)

    assert stated.grant_requested_eur == Decimal("1234.56")
    assert (stated.duration_months, stated.facts_version) == (48, 2)
    assert stated.alliance.sector == "cultural-heritage"


def test_facts_a_colleague_changed_are_not_overwritten():
    draft = make_draft()
    taking(draft)

    with pytest.raises(StaleVersion):
        taking(draft, "7")


def test_a_stranger_states_nothing():
    with pytest.raises(NotAllowed):
        taking(make_draft(), by=make_user())
