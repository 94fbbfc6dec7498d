"""What the database itself refuses in a mobility line, and words of two layers."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from alliances.enums import MobilityKind
from proposals import budget
from proposals.enums import StaffCategory, Traveller
from proposals.models import MobilityLine
from proposals.violations import violated_constraint
from tests.proposals.services.budgets import make_budget_draft, make_line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"traveller": "nobody"}, "mobility_line_traveller_known"),
        ({"participants": 0}, "mobility_line_somebody_goes"),
        ({"days": Decimal(0)}, "mobility_line_days_positive"),
    ],
)
def test_a_line_that_says_nothing_is_refused(values, constraint):
    draft = make_budget_draft()

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make_line(draft, **values)

    assert violated_constraint(caught.value, MobilityLine) == constraint


@pytest.mark.django_db
def test_a_line_is_called_by_its_number():
    assert str(make_line(make_budget_draft())) == "M1"


def test_the_budget_and_the_rows_have_the_same_words():
    assert set(budget.Traveller) == set(Traveller.values)
    assert list(budget.Category) == StaffCategory.values
    assert set(budget.BandKind) == set(MobilityKind.values)
