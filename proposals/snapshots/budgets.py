"""Rows of a draft → what its budget is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from alliances.worded import Worded
from eligibility.core import Answer, ConsortiumSnapshot, Participant, Standing
from proposals.budget import (
    CATEGORIES,
    Band,
    DayRates,
    Days,
    Given,
    Journey,
    Payee,
    Traveller,
)
from proposals.models import MobilityLine, Proposal, WorkPackage
from proposals.snapshots.rates import CallRates, rates_of


@dataclass(frozen=True, slots=True)
class Package:
    """A work package as tables head it."""

    number: int
    title: str
    lead: int | None = None
    """The number of the partner who leads it, also one that left."""

    @property
    def label(self) -> str:
        """The number a colleague would say: WP1, WP2."""
        return f"WP{self.number}"


@dataclass(frozen=True, slots=True)
class BudgetRows:
    """What a budget is computed from, and what tables need besides."""

    given: Given
    packages: tuple[Package, ...]
    participants: dict[int, Participant]
    """The current partners by number, also those who left."""
    cells: Mapping[tuple[int, int, str], tuple[Decimal, int]] = field(
        default_factory=dict
    )
    """Partner, work package, category → days and their version, where rows are read."""

    @property
    def bands(self) -> tuple[Band, ...]:
        """The mobility rates of the call."""
        return self.given.bands


def budget_rows(proposal: Proposal, snapshot: ConsortiumSnapshot) -> BudgetRows:
    """Return the rows of a draft: two queries, four where rates are not kept yet.

    Partners come from the snapshot, so that budget and verdict speak of the same ones.
    """
    packages, cells = _plan(proposal)
    efforts = tuple(
        Days(partner, package, CATEGORIES[category], days)
        for (partner, package, category), (days, _version) in cells.items()
        if days
    )
    rows = rows_from(
        snapshot,
        rates_of(snapshot.call, snapshot.edition),
        packages=packages,
        efforts=efforts,
        journeys=_journeys(proposal),
    )
    return replace(rows, cells=cells)


def rows_from(
    snapshot: ConsortiumSnapshot,
    rates: CallRates,
    *,
    packages: tuple[Package, ...],
    efforts: tuple[Days, ...],
    journeys: tuple[Journey, ...],
) -> BudgetRows:
    """Return what a budget is computed from, wherever its parts were read; no query."""
    participants = {number_of(each): each for each in snapshot.participants}
    given = Given(
        payees=tuple(
            _payee(number, each, rates) for number, each in participants.items()
        ),
        work_packages=tuple(each.number for each in packages),
        efforts=efforts,
        journeys=journeys,
        bands=rates.bands,
    )
    return BudgetRows(given, packages, participants)


def number_of(participant: Participant) -> int:
    """Return the number behind a label: 7 of "P7"."""
    return int(participant.label.removeprefix("P"))


def journey_of(line: MobilityLine) -> Journey:
    """Return a line as the budget takes it; a removed work package is none."""
    package = line.work_package
    is_there = package is not None and package.removed_at is None
    return Journey(
        key=line.number,
        payee=line.partnership.number,
        work_package=package.number if package and is_there else None,
        traveller=Traveller(line.traveller),
        participants=line.participants,
        distance_km=line.distance_km,
        days=line.days,
    )


def _payee(number: int, participant: Participant, rates: CallRates) -> Payee:
    place = participant.place
    unit: DayRates | None = rates.days.get(place.code) if place else None
    return Payee(
        number=number,
        role=participant.role,
        standing=place.standing if place else Standing.NONE,
        rates=unit,
        is_country_known=place is not None,
        takes_part=participant.answer in {Answer.CONFIRMED, Answer.INVITED},
    )


Cells = dict[tuple[int, int, str], tuple[Decimal, int]]


def _plan(proposal: Proposal) -> tuple[tuple[Package, ...], Cells]:
    """Return work packages and the days in them, read together."""
    packages: dict[int, Package] = {}
    cells: Cells = {}
    rows = _plan_rows(proposal.pk)
    for number, title, lead, partner, category, days, version in rows:
        packages[number] = Package(number, title, lead)
        if partner is not None:
            cells[partner, number, category] = days, version
    return tuple(packages.values()), cells


def _journeys(proposal: Proposal) -> tuple[Journey, ...]:
    return tuple(journey_of(each) for each in _lines(proposal.pk))


@Worded
def _lines(proposal: int) -> QuerySet[MobilityLine]:
    lines = MobilityLine.objects.current().filter(proposal=proposal)
    return lines.select_related("partnership", "work_package")


@Worded
def _plan_rows(proposal: int) -> QuerySet[WorkPackage, Any]:
    current = WorkPackage.objects.filter(proposal=proposal, removed_at__isnull=True)
    return current.order_by("number").values_list(
        *("number", "title", "lead__number", "efforts__partnership__number"),
        *("efforts__category", "efforts__days", "efforts__version"),
    )
