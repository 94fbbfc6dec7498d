"""Mobility: a return trip by its distance, and the days of a stay by their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from proposals.budget.given import Band, BandKind, Journey
from proposals.budget.money import ZERO, Grant, cents

HALF = Decimal("0.5")


class Gap(StrEnum):
    """Why a part of a journey is not counted, or not yet as it has to be."""

    DISTANCE_OPEN = "distance_open"
    DAYS_OPEN = "days_open"
    NO_TRAVEL_RATE = "no_travel_rate"
    NO_DAY_RATE = "no_day_rate"
    NOT_HALF_DAYS = "not_half_days"
    DAYS_BEYOND = "days_beyond"
    NO_WORK_PACKAGE = "no_work_package"
    """Counted all the same: the agency asks for one on each line."""


@dataclass(frozen=True, slots=True)
class MobilityCost:
    """What a journey brings, EUR in cents; None: not counted, and `gaps` say why.

    `bands` are those it was counted with, for their sources.
    """

    travel: Decimal | None
    subsistence: Decimal | None
    gaps: tuple[Gap, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def grant(self) -> Grant:
        """Return what is counted of it."""
        return Grant(travel=self.travel or ZERO, subsistence=self.subsistence or ZERO)


def cost_of(journey: Journey, bands: Iterable[Band]) -> MobilityCost:
    """Return what a journey brings at these rates, whoever takes it."""
    known = sorted(bands, key=lambda each: each.first)
    travel = [each for each in known if each.kind is BandKind.TRAVEL]
    kind = BandKind(journey.traveller.value)
    days = [each for each in known if each.kind is kind]
    trip, trip_gap, trip_bands = _trip(journey, travel)
    stay, stay_gap, stay_bands = _stay(journey, days)
    package = Gap.NO_WORK_PACKAGE if journey.work_package is None else None
    return MobilityCost(
        travel=None if trip is None else cents(trip * journey.participants),
        subsistence=None if stay is None else cents(stay * journey.participants),
        gaps=tuple(each for each in (trip_gap, stay_gap, package) if each),
        bands=(*trip_bands, *stay_bands),
    )


Part = tuple[Decimal | None, Gap | None, tuple[Band, ...]]
"""An amount for one participant, or why there is none, and the bands used."""


def _trip(journey: Journey, bands: Sequence[Band]) -> Part:
    distance = journey.distance_km
    if distance is None:
        return None, Gap.DISTANCE_OPEN, ()
    for band in bands:
        if band.first <= distance and (band.last is None or distance <= band.last):
            return band.amount, None, (band,)
    return None, Gap.NO_TRAVEL_RATE, ()


def _stay(journey: Journey, bands: Sequence[Band]) -> Part:
    """Add up the days of each band; half a day is half the rate of its day."""
    if gap := _day_gap(journey.days, bands):
        return None, gap, ()
    shares = [(_days_within(each, journey.days or ZERO), each) for each in bands]
    used = [(days, band) for days, band in shares if days > 0]
    amount = sum((days * band.amount for days, band in used), ZERO)
    return amount, None, tuple(band for _days, band in used)


def _day_gap(days: Decimal | None, bands: Sequence[Band]) -> Gap | None:
    if days is None:
        return Gap.DAYS_OPEN
    if days % HALF:
        return Gap.NOT_HALF_DAYS
    if not bands or bands[0].first > 1:
        return Gap.NO_DAY_RATE
    last = bands[-1].last
    return Gap.DAYS_BEYOND if last is not None and days > last else None


def _days_within(band: Band, days: Decimal) -> Decimal:
    """Return how many of the days of a stay lie in a band, below 0 for none."""
    last = days if band.last is None else min(days, Decimal(band.last))
    return last - (band.first - 1)
