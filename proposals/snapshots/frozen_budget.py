"""The budget of a frozen application: what it was computed from, and what it came to.

Days, journeys and the rates of the edition, so that every table can be computed again;
the sums stand beside them as they were on that day.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from eligibility.core import Confidence, ConsortiumSnapshot
from proposals.budget import (
    Band,
    BandKind,
    Category,
    DayRates,
    Days,
    Grant,
    Journey,
    Traveller,
    sum_of,
)
from proposals.models import Proposal
from proposals.snapshots.budgets import BudgetRows, Package, budget_rows, rows_from
from proposals.snapshots.frozen_plan import FrozenPackage
from proposals.snapshots.rates import CallRates

BY_PACKAGE = attrgetter("work_package", "payee", "category")


def dump_budget(proposal: Proposal, snapshot: ConsortiumSnapshot) -> dict[str, Any]:
    """Return days, journeys, rates and sums: two queries, four with rates not kept."""
    rows = budget_rows(proposal, snapshot)
    given = rows.given
    return {
        "rates": _rates(rows),
        "bands": [_band(each) for each in given.bands],
        "days": [
            _days(each)
            for each in sorted(given.efforts, key=BY_PACKAGE)
            if each.payee in rows.participants
        ],
        "mobility": [
            _journey(each) for each in given.journeys if each.payee in rows.participants
        ],
        "sums": _sums(*sum_of(given)),
    }


def load_budget(
    data: Mapping[str, Any],
    *,
    snapshot: ConsortiumSnapshot,
    packages: Sequence[FrozenPackage],
) -> BudgetRows:
    """Return what the budget that `dump_budget` wrote is computed from."""
    rates = CallRates(
        days={code: _load_rates(each) for code, each in data["rates"].items()},
        bands=tuple([_load_band(each) for each in data["bands"]]),
    )
    return rows_from(
        snapshot,
        rates,
        packages=tuple([Package(each.number, each.title) for each in packages]),
        efforts=tuple([_load_days(each) for each in data["days"]]),
        journeys=tuple([_load_journey(each) for each in data["mobility"]]),
    )


def _rates(rows: BudgetRows) -> dict[str, dict[str, Any]]:
    """Return the rates of the countries there are partners in, by ISO code."""
    places = {number: each.place for number, each in rows.participants.items()}
    return {
        place.code: {
            "group": payee.rates.group,
            **{each.value: _cents(payee.rates.of(each)) for each in Category},
        }
        for payee in rows.given.payees
        if (place := places[payee.number]) and payee.rates
    }


def _load_rates(data: Mapping[str, Any]) -> DayRates:
    return DayRates(
        data["group"], **{each.value: Decimal(data[each.value]) for each in Category}
    )


def _band(band: Band) -> dict[str, Any]:
    return {
        "kind": band.kind,
        "first": band.first,
        "last": band.last,
        "amount": _cents(band.amount),
        "confidence": band.confidence,
        "source": band.source,
    }


def _load_band(data: Mapping[str, Any]) -> Band:
    return Band(
        **{
            **data,
            "kind": BandKind(data["kind"]),
            "amount": Decimal(data["amount"]),
            "confidence": Confidence(data["confidence"]),
        }
    )


def _days(days: Days) -> dict[str, Any]:
    return {
        "partner": days.payee,
        "work_package": days.work_package,
        "category": days.category,
        "days": _tenths(days.days),
    }


def _load_days(data: Mapping[str, Any]) -> Days:
    return Days(
        data["partner"],
        data["work_package"],
        Category(data["category"]),
        Decimal(data["days"]),
    )


def _journey(journey: Journey) -> dict[str, Any]:
    return {
        "number": journey.key,
        "partner": journey.payee,
        "work_package": journey.work_package,
        "traveller": journey.traveller,
        "participants": journey.participants,
        "distance_km": journey.distance_km,
        "days": None if journey.days is None else _tenths(journey.days),
    }


def _load_journey(data: Mapping[str, Any]) -> Journey:
    days = data["days"]
    return Journey(
        key=data["number"],
        payee=data["partner"],
        work_package=data["work_package"],
        traveller=Traveller(data["traveller"]),
        participants=data["participants"],
        distance_km=data["distance_km"],
        days=None if days is None else Decimal(days),
    )


def _sums(days: Decimal, grant: Grant) -> dict[str, str]:
    return {
        "days": _tenths(days),
        "implementation": _cents(grant.implementation),
        "travel": _cents(grant.travel),
        "subsistence": _cents(grant.subsistence),
        "total": _cents(grant.total),
    }


def _cents(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _tenths(days: Decimal) -> str:
    return f"{days:.1f}"
