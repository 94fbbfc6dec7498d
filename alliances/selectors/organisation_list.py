"""The organisations of the register as people look through them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.files.names import searchable
from alliances.models import Country, NameTail, Organisation
from alliances.selectors.listing import (
    Cell,
    Listing,
    ListPage,
    csv_rows,
    headings,
    paged,
    sorted_by,
)
from alliances.selectors.register_changes import type_words
from alliances.selectors.register_names import (
    NAMES_WAIT,
    has_words,
    of_publications,
    publications_to_index,
)
from alliances.words import alphabetical, country_words, day_words

COUNTRY = "country"
FIELDS = {
    "name": "name",
    "pic": "pic",
    COUNTRY: "country_id",
    "type": "",
    "ended": "ended_on",
}
MOST_WORDS = 4
MOST_IN_FILE = 10_000
"""Rows of the file; who wants all of them has the file they came from."""
IN_FORCE, ENDED = "in_force", "ended"


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What the list is limited to; empty is no limit."""

    words: str = ""
    """A PIC, or words that names begin with."""
    country: Country | None = None
    type: str = ""
    state: str = ""
    order: str = "name"


def organisation_page(wanted: OrganisationFilter, page: str | None) -> ListPage:
    """Return a page of the register; three queries, four by country, however large."""
    order = sorted_by(wanted.order, FIELDS, "name")
    keys = publications_to_index()
    pages = paged(_ordered(_found(wanted, keys), order), page)
    return ListPage(
        title=_("Organisations of the register"),
        lead=_lead(keys),
        in_force="",
        in_force_address="",
        day="",
        tabs=(),
        listing=Listing(
            headings=headings(_columns(), order, plain=("type",)),
            rows=tuple(_cells(each) for each in pages.object_list),
            total=pages.paginator.count,
            pages=pages,
        ),
    )


def _lead(keys: list[int]) -> str:
    lead = _("Coordinators choose from those that have not ended.")
    return f"{lead} {NAMES_WAIT}" if keys else lead


def organisation_file(wanted: OrganisationFilter) -> list[list[str]]:
    """Return the first ten thousand of them as a file has them."""
    order = sorted_by(wanted.order, FIELDS, "name")
    found = _ordered(_found(wanted, publications_to_index()), order)
    return csv_rows(_columns(), [_cells(each) for each in found[:MOST_IN_FILE]])


def _columns() -> Mapping[str, str]:
    return {
        "name": _("Name"),
        "pic": "PIC",
        "country": _("Country"),
        "type": _("Type"),
        "ended": _("Ended"),
    }


def _found(wanted: OrganisationFilter, keys: list[int]) -> QuerySet[Organisation]:
    found = Organisation.objects.select_related("country")
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.type:
        found = found.filter(types__contains=wanted.type)
    if wanted.state:
        found = found.filter(ended_on__isnull=wanted.state == IN_FORCE)
    digits = "".join(wanted.words.split())
    if digits.isdecimal():
        return found.filter(pic=digits)
    return found.filter(_named(wanted.words, keys)) if wanted.words else found


def _named(words: str, keys: list[int]) -> Q:
    """Keep entries by their names: by the index, and those it does not have yet."""
    named = Q()
    for tails in _tails(words):
        named &= Q(pk__in=tails.values("organisation"))
    if keys:
        waits = of_publications(keys)
        named = (named & ~Q(waits)) | (has_words(words) & Q(waits))
    return named


def _tails(words: str) -> Iterator[QuerySet[NameTail]]:
    """Yield the tails that begin with each word, so the index of names answers."""
    for word in searchable(words).split()[:MOST_WORDS]:
        yield NameTail.objects.beginning(word)


def _ordered(found: QuerySet[Organisation], order: str) -> QuerySet[Organisation]:
    column = order.removeprefix("-")
    by = _place_of_country() if column == COUNTRY else F(FIELDS[column] or "name")
    return found.order_by(by.desc() if order.startswith("-") else by.asc(), "pk")


def _place_of_country() -> StrIndex:
    """Return where a country stands by its name as the reader reads it; one query."""
    named = Country.objects.values_list("code", "name")
    codes = sorted(named, key=lambda each: alphabetical(country_words(*each)))
    return StrIndex(Value(" ".join([code for code, _name in codes])), F("country_id"))


def _cells(row: Organisation) -> tuple[Cell, ...]:
    ended = day_words(row.ended_on) if row.ended_on else "–"
    return (
        Cell(row.name, address=reverse("administration-organisation", args=[row.pk])),
        Cell(row.pic or "–"),
        Cell(country_words(row.country_id, row.country.name)),
        Cell(type_words(row.type_list)),
        Cell(ended),
    )
