"""The tables of an edition as people look through them: filtered, sorted, dated."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.enums import Confidence, MobilityKind, ReferenceTable, Standing
from alliances.files.country_names import names_of
from alliances.files.names import searchable
from alliances.models import (
    Call,
    Country,
    CountryStatus,
    Rate,
    ReferenceEdition,
)
from alliances.selectors.as_of import edition_on
from alliances.selectors.changes import KOSOVO
from alliances.selectors.data_columns import COLUMNS, NUMBERS
from alliances.selectors.editions import moment_words, person_words
from alliances.selectors.listing import (
    Cell,
    Listing,
    ListPage,
    Tab,
    csv_rows,
    headings,
    paged,
    sorted_by,
)
from alliances.words import Order, alphabetical, country_words, day_words, own_words

Listed = TypeVar("Listed", CountryStatus, Rate)


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is limited to; empty is no limit."""

    words: str = ""
    on: dt.date | None = None
    """The day whose state is shown; none is now."""
    order: str = ""
    limits: Mapping[str, str] = field(default_factory=dict)
    """By name of a fact, what it has to be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is sorted and limited by, and what it says."""

    values: tuple[Any, ...]
    """One for each column, comparable within it."""
    cells: tuple[Cell, ...]
    facts: Mapping[str, str]
    words: str
    """What it is searched by."""


Lines = Iterator[Line]


def data_page(call: Call, table: str, wanted: ListFilter, page: str | None) -> ListPage:
    """Return a table of a call as of a day; at most four queries."""
    edition = edition_on(call, wanted.on)
    lines = _wanted_lines(edition, table, wanted)
    pages = paged(lines, page)
    columns = COLUMNS[table]()
    return ListPage(
        title=_("%(table)s of call %(call)s")
        % {"table": ReferenceTable(table).label, "call": call.code},
        lead=own_words(call.title),
        in_force=edition_words(edition) if edition else "",
        in_force_address=_address(edition) if edition else "",
        day=day_words(wanted.on) if wanted.on else "",
        tabs=tuple(_tabs(call, table)),
        listing=Listing(
            headings=headings(
                columns, sorted_by(wanted.order, columns, ""), numbers=NUMBERS
            ),
            rows=tuple(each.cells for each in pages.object_list),
            total=len(lines),
            pages=pages,
        ),
        has_kosovo=_has_kosovo(pages.object_list),
    )


def data_rows(call: Call, table: str, wanted: ListFilter) -> list[list[str]]:
    """Return the same rows, all pages, as a file has them."""
    lines = _wanted_lines(edition_on(call, wanted.on), table, wanted)
    return csv_rows(COLUMNS[table](), [each.cells for each in lines])


def edition_words(edition: ReferenceEdition) -> str:
    """Say which edition it is, since when, by whom and why."""
    return _("Edition %(version)d of %(when)s by %(person)s: %(reason)s") % {
        "version": edition.version,
        "when": moment_words(edition.published_at),
        "person": person_words(edition.published_by),
        "reason": own_words(edition.reason),
    }


def in_order(lines: list[Line], order: str, columns: Mapping[str, str]) -> list[Line]:
    """Sort lines by a column; an unknown one leaves them as they stand."""
    key = order.removeprefix("-")
    if key not in columns:
        return lines
    place = list(columns).index(key)
    return sorted(
        lines, key=lambda each: each.values[place], reverse=order.startswith("-")
    )


def fits(line: Line, wanted: ListFilter) -> bool:
    """Say whether each word begins one of the line, and it has every fact asked for."""
    starts = line.words.split()
    has_words = all(
        any(start.startswith(word) for start in starts)
        for word in searchable(wanted.words).split()
    )
    limits = wanted.limits.items()
    return has_words and all(line.facts.get(key) == each for key, each in limits)


def country_cell(country: Country) -> Cell:
    """Return a country by its name, which leads to its page."""
    star = " *" if country.code == KOSOVO else ""
    return Cell(
        f"{country_words(country.code, country.name)}{star}",
        address=reverse("administration-country", args=[country.code]),
    )


def _wanted_lines(
    edition: ReferenceEdition | None, table: str, wanted: ListFilter
) -> list[Line]:
    if edition is None:
        return []
    lines = [each for each in LINES[table](edition) if fits(each, wanted)]
    return in_order(lines, wanted.order, COLUMNS[table]())


def _address(edition: ReferenceEdition) -> str:
    return reverse("reference-edition", args=[edition.call_id, edition.version])


def _tabs(call: Call, here: str) -> Iterator[Tab]:
    for table in ReferenceTable:
        address = reverse("data-list", args=[call.code, table])
        yield Tab(str(table.label), address, is_here=table == here)


def _has_kosovo(lines: Iterable[Line]) -> bool:
    return any(each.facts.get("country") == KOSOVO for each in lines)


def _country_words(country: Country) -> str:
    codes = f"{country.code} {country.eu_code}"
    names = [country.name, country_words(country.code, country.name)]
    return searchable(" ".join([*names, codes, *names_of(country.code)]))


def _by_name(rows: QuerySet[Listed]) -> list[tuple[Order, Listed]]:
    """Return rows of countries by name, as the reader's dictionaries sort them."""
    found = [
        (alphabetical(country_words(each.country_id, each.country.name)), each)
        for each in rows
    ]
    return sorted(found, key=lambda pair: pair[0])


def _statuses(edition: ReferenceEdition) -> Lines:
    groups = dict(edition.rates.values_list("country_id", "group"))
    rows = edition.country_statuses.select_related("country", "counts_as")
    for name, each in _by_name(rows):
        group = str(groups.get(each.country_id, ""))
        counts_as = each.counts_as.eu_code if each.counts_as else ""
        member = "yes" if each.is_eu_member else "no"
        yield Line(
            values=(
                name,
                each.country.eu_code,
                each.standing,
                member,
                counts_as,
                each.region.zfill(2),
                group,
            ),
            cells=(
                country_cell(each.country),
                Cell(each.country.eu_code),
                Cell(str(Standing(each.standing).label)),
                Cell(_("Member State") if each.is_eu_member else "–"),
                Cell(counts_as or "–"),
                Cell(each.region or "–"),
                Cell(group or "–", is_number=True),
            ),
            facts={
                "country": each.country_id,
                "standing": each.standing,
                "member": member,
                "region": each.region,
                "group": group,
            },
            words=_country_words(each.country),
        )


def _sectors(edition: ReferenceEdition) -> Lines:
    for each in edition.sectors.select_related("lot").order_by("lot", "position"):
        yield Line(
            values=(own_words(each.title).casefold(), each.lot.code, each.slug),
            cells=(Cell(own_words(each.title)), Cell(each.lot.code), Cell(each.slug)),
            facts={"lot": each.lot.code},
            words=searchable(f"{own_words(each.title)} {each.title} {each.slug}"),
        )


def _rates(edition: ReferenceEdition) -> Lines:
    for name, each in _by_name(edition.rates.select_related("country")):
        amounts = (each.manager, each.teacher, each.technician, each.administrative)
        figures = [Cell(f"{amount:f}", is_number=True) for amount in amounts]
        yield Line(
            values=(name, each.country.eu_code, each.group, *amounts),
            cells=(
                country_cell(each.country),
                Cell(each.country.eu_code),
                Cell(str(each.group), is_number=True),
                *figures,
            ),
            facts={"country": each.country_id, "group": str(each.group)},
            words=_country_words(each.country),
        )


def _mobility(edition: ReferenceEdition) -> Lines:
    for each in edition.mobility_rates.order_by("kind", "first"):
        kind = str(MobilityKind(each.kind).label)
        last = "–" if each.last is None else str(each.last)
        confidence = str(Confidence(each.confidence).label)
        yield Line(
            values=(kind, each.first, each.last or 0, each.amount, confidence, ""),
            cells=(
                Cell(kind),
                Cell(str(each.first), is_number=True),
                Cell(last, is_number=True),
                Cell(f"{each.amount:f}", is_number=True),
                Cell(confidence),
                Cell(each.source),
            ),
            facts={"kind": each.kind},
            words=searchable(f"{kind} {each.source}"),
        )


LINES: Mapping[str, Callable[[ReferenceEdition], Lines]] = {
    ReferenceTable.STATUS: _statuses,
    ReferenceTable.SECTORS: _sectors,
    ReferenceTable.RATES: _rates,
    ReferenceTable.MOBILITY: _mobility,
}
