"""The money of a call as the budget wants it, read once per edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from alliances.models import MobilityRate, Rate
from eligibility.core import Confidence, Edition
from proposals.budget import Band, BandKind, DayRates

MOST_KEPT = 50
"""Editions kept in memory; some 200 rates each."""


@dataclass(frozen=True, slots=True)
class CallRates:
    """The rates of one edition; both are empty where a call has none."""

    days: Mapping[str, DayRates]
    """By ISO code of the country."""
    bands: tuple[Band, ...]


# By digest: an edition never changes, and equal tables have equal rates.
_kept: dict[str, CallRates] = {}


def rates_of(call: str, edition: Edition) -> CallRates:
    """Return the rates of an edition; two queries, none while they are kept."""
    kept = _kept.get(edition.sha256)
    if kept is None:
        kept = _read(call, edition)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[edition.sha256] = kept
    return kept


def _read(call: str, edition: Edition) -> CallRates:
    place = {"edition__call": call, "edition__version": edition.version}
    rates = Rate.objects.filter(**place).order_by()
    bands = MobilityRate.objects.filter(**place)
    return CallRates(
        days={
            each.country_id: DayRates(
                each.group,
                each.manager,
                each.teacher,
                each.technician,
                each.administrative,
            )
            for each in rates
        },
        bands=tuple(
            Band(
                BandKind(each.kind),
                each.first,
                each.last,
                each.amount,
                Confidence(each.confidence),
                each.source,
            )
            for each in bands
        ),
    )
