"""Partners, days, journeys and rates of 2020 for the tests of the budget."""

import csv
from decimal import Decimal

from eligibility.core import Confidence, Role, Standing
from proposals.budget import (
    Band,
    BandKind,
    Category,
    DayRates,
    Days,
    Journey,
    Payee,
    Traveller,
)
from tests.architecture.sources import BASE

CALL = BASE / "fixtures" / "calls" / "2020"


def rows_of(name: str) -> list[dict[str, str]]:
    with (CALL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rates(country: str) -> DayRates:
    (row,) = [each for each in rows_of("rates.csv") if each["country"] == country]
    return DayRates(
        int(row["group"]), *(Decimal(row[category]) for category in Category)
    )


def bands() -> tuple[Band, ...]:
    return tuple(
        Band(
            BandKind(row["kind"]),
            int(row["first"]),
            int(row["last"]) if row["last"] else None,
            Decimal(row["amount"]),
            Confidence(row["confidence"]),
            row["source"],
        )
        for row in rows_of("mobility.csv")
    )


RATES = DayRates(
    2, Decimal("336.33"), Decimal("257.01"), Decimal("194.99"), Decimal("157.55")
)
"""Rates with cents, so that a tenth of a day has to be rounded."""


def payee(number: int = 1, **fields: object) -> Payee:
    known = {"rates": RATES, "standing": Standing.PROGRAMME, "role": Role.FULL_PARTNER}
    return Payee(number, **(known | fields))  # type: ignore[arg-type]  # of a test


def days(
    number: int, payee: int = 1, package: int = 1, category: str = "manager"
) -> Days:
    return Days(payee, package, Category(category), Decimal(number))


def journey(**fields: object) -> Journey:
    known = {
        "key": 1,
        "payee": 1,
        "work_package": 1,
        "traveller": Traveller.STAFF,
        "participants": 1,
        "distance_km": 500,
        "days": Decimal(5),
    }
    return Journey(**(known | fields))  # type: ignore[arg-type]  # of a test
