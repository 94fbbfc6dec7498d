"""The work plan of a draft, days, journeys and profiles, in one union of tables."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    DecimalField,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Length

from alliances.models import Partnership
from alliances.worded import Worded
from proposals.budget import CATEGORIES, Days, Journey, Traveller
from proposals.completeness import NamedProfile, Package, Part, Sort
from proposals.enums import WorkPackageKind
from proposals.models import (
    Effort,
    Milestone,
    MobilityLine,
    OccupationalProfile,
    Proposal,
    Result,
    Task,
    WorkPackage,
)

NONE = Cast(Value(None), IntegerField())
NO_DAYS = Cast(Value(None), DecimalField(max_digits=7, decimal_places=1))
NO_WORDS = Value("", CharField())
PARTS: Mapping[Sort, Any] = {
    Sort.TASK: Task.objects,
    Sort.RESULT: Result.objects,
    Sort.MILESTONE: Milestone.objects,
}


@dataclass(frozen=True, slots=True)
class PlannedRows:
    """The work plan of a draft as its completeness and its budget take it."""

    packages: tuple[Package, ...]
    efforts: tuple[Days, ...]
    journeys: tuple[Journey, ...]
    profiles: tuple[NamedProfile, ...]


class _Row(NamedTuple):
    """A row of the union; columns that a kind has no use for are empty."""

    kind: str
    package: int | None
    number: int
    code: str
    title: str
    start: int | None
    end: int | None
    partner: int | None
    size: int | None
    days: Decimal | None


MOST_KEPT = 64
"""Drafts whose days are kept in memory as they were read last."""
TENTH = Decimal("0.1")


class _Together(Aggregate):
    """The rows of a group as one text: a draft has seven hundred of days.

    Sent and read one by one they were a tenth of each page of the form.
    """

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ';')"
    arg_joiner = " || ',' || "
    output_field = CharField()

    def as_sqlite(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401  # Django's own
        """Word it as SQLite calls it."""
        return self.as_sql(*given, function="GROUP_CONCAT", **named)


def planned_rows(proposal: Proposal) -> PlannedRows:
    """Return the plan and the profiles of a draft, none removed: one query."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in map(_Row._make, _rows(proposal.pk, proposal.alliance_id)):
        found[row.kind].append(row)
    parts: dict[int | None, list[Part]] = defaultdict(list)
    for sort in Sort:
        for each in sorted(found[sort], key=lambda each: each.number):
            parts[each.package].append(_part(sort, each))
    packages = sorted(found["package"], key=lambda each: each.number)
    return PlannedRows(
        packages=tuple(_package(each, parts[each.package]) for each in packages),
        efforts=tuple(
            [
                days
                for each in found["effort"]
                for days in _efforts_in(each.title, found["partners"][0].title)
            ]
        ),
        journeys=tuple(
            _journey(each)
            for each in sorted(found["journey"], key=lambda each: each.number)
        ),
        profiles=tuple(
            NamedProfile(each.number, each.title, each.code, each.size)
            for each in sorted(found["profile"], key=lambda each: each.number)
        ),
    )


@lru_cache(maxsize=MOST_KEPT)
def _efforts_in(text: str, partners: str) -> tuple[Days, ...]:
    """Return the days that texts of `_Together` name; the same texts, the same days.

    None of a cell that was emptied.
    """
    numbers = dict(each.split(",") for each in partners.split(";"))
    rows = (each.split(",") for each in text.split(";"))
    return tuple(
        Days(int(numbers[partner]), int(package), CATEGORIES[category], own)
        for partner, package, category, days in rows
        if (own := Decimal(days).quantize(TENTH))
    )


def _part(sort: Sort, row: _Row) -> Part:
    months = row.start, row.end
    return Part(sort, row.package or 0, row.number, *months, row.partner, row.title)


def _package(row: _Row, parts: list[Part]) -> Package:
    return Package(
        number=row.number,
        kind=WorkPackageKind(row.code),
        title=row.title,
        start=row.start,
        end=row.end,
        lead=row.partner,
        described=row.size or 0,
        parts=tuple(parts),
    )


def _journey(row: _Row) -> Journey:
    return Journey(
        key=row.number,
        payee=row.partner or 0,
        work_package=row.package,
        traveller=Traveller(row.code),
        participants=row.size or 0,
        distance_km=row.end,
        days=row.days,
    )


@Worded
def _rows(key: int, alliance: int) -> QuerySet[Any, Any]:
    proposal = Proposal(pk=key)
    packages = WorkPackage.objects.current().filter(proposal=proposal)
    return (
        packages.order_by()
        .values_list(
            *(_kind("package"), F("number"), "number", "kind", "title"),
            *(
                "start_month",
                "end_month",
                "lead__number",
                Length("description"),
                NO_DAYS,
            ),
        )
        .union(
            *(_parts(proposal, sort) for sort in Sort),
            _efforts(proposal),
            _partners(alliance),
            _journeys(proposal),
            _profiles(proposal),
            all=True,
        )
    )


def _parts(proposal: Proposal, sort: Sort) -> QuerySet[Any, Any]:
    is_task = sort is Sort.TASK
    rows: QuerySet[Any] = PARTS[sort].filter(
        work_package__proposal=proposal,
        work_package__removed_at__isnull=True,
        removed_at__isnull=True,
    )
    return rows.order_by().values_list(
        *(_kind(sort), "work_package__number", "number", NO_WORDS, "title"),
        "start_month" if is_task else NONE,
        "end_month" if is_task else "due_month",
        "lead__number" if is_task else NONE,
        *(NONE, NO_DAYS),
    )


def _efforts(proposal: Proposal) -> QuerySet[Any, Any]:
    rows = Effort.objects.filter(
        work_package__proposal=proposal, work_package__removed_at__isnull=True
    )
    cells = rows.order_by().values("work_package__proposal")
    place = "partnership", "work_package__number", "category"
    return _as_text("effort", cells.annotate(text=_Together(*place, "days")))


def _partners(alliance: int) -> QuerySet[Any, Any]:
    """Return which partner has which number.

    Joined to each of seven hundred days it was half of what they cost.
    """
    rows = Partnership.objects.filter(alliance=alliance).order_by().values("alliance")
    return _as_text("partners", rows.annotate(text=_Together("pk", "number")))


def _as_text(kind: str, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.values_list(
        *(_kind(kind), NONE, Value(0, IntegerField()), NO_WORDS, "text"),
        *(NONE, NONE, NONE, NONE, NO_DAYS),
    )


def _journeys(proposal: Proposal) -> QuerySet[Any, Any]:
    rows = MobilityLine.objects.current().filter(proposal=proposal)
    package = Case(
        When(
            work_package__removed_at__isnull=True,
            work_package__isnull=False,
            then=F("work_package__number"),
        ),
        output_field=IntegerField(),
    )
    return rows.order_by().values_list(
        *(_kind("journey"), package, "number", "traveller", NO_WORDS),
        *(NONE, "distance_km", "partnership__number", "participants"),
        Cast("days", DecimalField(max_digits=7, decimal_places=1)),
    )


def _profiles(proposal: Proposal) -> QuerySet[Any, Any]:
    rows = OccupationalProfile.objects.current().filter(proposal=proposal)
    return rows.order_by().values_list(
        *(_kind("profile"), NONE, "number", "code", "title"),
        *(NONE, NONE, NONE, "level", NO_DAYS),
    )


def _kind(name: str) -> Value:
    return Value(str(name), CharField())
