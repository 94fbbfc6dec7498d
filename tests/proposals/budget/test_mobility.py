"""Journeys: a band by distance, a rate by day of the stay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.core import Confidence
from proposals.budget import BandKind, Gap, Traveller, cost_of
from tests.proposals.budget.figures import bands, journey

BANDS = bands()


@pytest.mark.parametrize(
    ("distance", "travel"),
    [(0, 0), (99, 0), (100, 275), (1999, 275), (2000, 360), (19000, 360)],
)
def test_travel_is_paid_by_distance(distance, travel):
    assert cost_of(journey(distance_km=distance), BANDS).travel == travel


@pytest.mark.parametrize(
    ("traveller", "days", "subsistence"),
    [
        ("staff", "0.5", "50.00"),
        ("staff", "14", "1400.00"),
        ("staff", "14.5", "1435.00"),
        ("staff", "15", "1470.00"),
        ("staff", "60", "4620.00"),
        ("learner", "1", "55.00"),
        ("learner", "14.5", "790.00"),
        ("learner", "60", "2610.00"),
    ],
)
def test_a_stay_is_paid_by_the_day(traveller, days, subsistence):
    stay = journey(traveller=Traveller(traveller), days=Decimal(days))

    assert cost_of(stay, BANDS).subsistence == Decimal(subsistence)


def test_each_participant_costs_the_same():
    one, four = (cost_of(journey(participants=number), BANDS) for number in (1, 4))

    assert four.grant.travel == 4 * one.grant.travel
    assert four.grant.subsistence == 4 * one.grant.subsistence
    assert four.grant.mobility == 4 * one.grant.total


@pytest.mark.parametrize(
    ("fields", "gap", "counted"),
    [
        ({"distance_km": None}, Gap.DISTANCE_OPEN, (None, 500)),
        ({"days": None}, Gap.DAYS_OPEN, (275, None)),
        ({"days": Decimal("60.5")}, Gap.DAYS_BEYOND, (275, None)),
        ({"days": Decimal("1.3")}, Gap.NOT_HALF_DAYS, (275, None)),
        ({"work_package": None}, Gap.NO_WORK_PACKAGE, (275, 500)),
    ],
)
def test_what_is_not_counted_says_why(fields, gap, counted):
    cost = cost_of(journey(**fields), BANDS)

    assert cost.gaps == (gap,)
    assert (cost.travel, cost.subsistence) == counted


def test_a_call_without_rates_counts_nothing_and_says_so():
    cost = cost_of(journey(), ())

    assert (cost.travel, cost.subsistence) == (None, None)
    assert cost.gaps == (Gap.NO_TRAVEL_RATE, Gap.NO_DAY_RATE)


def test_rates_that_begin_after_the_first_day_count_no_stay():
    later = [each for each in BANDS if each.first == 15]

    assert cost_of(journey(), later).gaps == (Gap.NO_TRAVEL_RATE, Gap.NO_DAY_RATE)


def test_a_band_without_an_end_pays_every_day():
    (first,) = [
        each for each in BANDS if each.kind is BandKind.STAFF and each.first == 1
    ]
    endless = type(first)(first.kind, 1, None, first.amount, first.confidence, "")

    assert cost_of(journey(days=Decimal(90)), [endless]).subsistence == 9000


def test_a_journey_keeps_the_confidence_of_its_rates():
    near, far = (cost_of(journey(distance_km=each), BANDS) for each in (50, 500))

    assert [each.confidence for each in near.bands] == [
        Confidence.UNVERIFIED,
        Confidence.FOUND,
    ]
    assert [each.confidence for each in far.bands] == [Confidence.FOUND] * 2


@given(st.integers(1, 120), st.sampled_from(list(Traveller)))
def test_a_stay_costs_what_its_half_days_cost_one_by_one(halves, traveller):
    stay = journey(traveller=traveller, days=Decimal(halves) / 2)
    rate = {Traveller.STAFF: (100, 70), Traveller.LEARNER: (55, 40)}[traveller]
    one_by_one = sum(Decimal(rate[half >= 28]) / 2 for half in range(halves))

    assert cost_of(stay, BANDS).subsistence == one_by_one
