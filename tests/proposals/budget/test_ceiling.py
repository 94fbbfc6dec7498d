"""The ceiling of a duration, and shares of a grant."""

from decimal import Decimal

import pytest

from proposals.budget import ceiling_for, share_of

TWO = {24: Decimal(700_000), 36: Decimal(1_000_000)}


@pytest.mark.parametrize(
    ("ceilings", "months", "ceiling"),
    [
        (TWO, 24, 700_000),
        (TWO, 36, 1_000_000),
        (TWO, 48, None),
        (TWO, None, None),
        ({48: Decimal(4_000_000)}, None, 4_000_000),
        ({}, None, None),
    ],
)
def test_the_ceiling_is_that_of_the_duration(ceilings, months, ceiling):
    assert ceiling_for(ceilings, months=months) == ceiling


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 3, "33.3"), (2, 3, "66.7"), (0, 0, "0.0")]
)
def test_a_share_has_one_decimal(part, whole, share):
    assert share_of(Decimal(part), Decimal(whole)) == Decimal(share)
