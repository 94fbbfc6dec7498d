"""Reads published reference data."""

from functools import lru_cache

from alliances.files.mobility import MobilityRow
from alliances.files.tables import (
    CountryRow,
    RateRow,
    ReferenceTables,
    RegisteredCountry,
    SectorRow,
)
from alliances.models import Call, Country, ReferenceEdition

MOST_KEPT = 64
"""Editions whose tables are kept in memory; some 250 countries each."""


def current_edition(call: Call) -> ReferenceEdition | None:
    """Return the edition in force for a call; none before the first."""
    return ReferenceEdition.objects.filter(call=call).order_by("-version").first()


def registered_countries() -> tuple[RegisteredCountry, ...]:
    """Return the countries on the list in force, by code."""
    return tuple(
        RegisteredCountry(each.code, each.eu_code, each.name)
        for each in Country.objects.filter(is_listed=True).order_by("code")
    )


def published_tables(edition: ReferenceEdition) -> ReferenceTables:
    """Return the tables of a published edition; four queries."""
    countries = tuple(
        CountryRow(
            each.country_id,
            each.standing,
            each.is_eu_member,
            each.counts_as_id or "",
            each.region,
        )
        for each in edition.country_statuses.order_by("country_id")
    )
    sectors = tuple(
        SectorRow(each.lot.code, each.slug, each.title)
        for each in edition.sectors.select_related("lot").order_by("position")
    )
    rates = tuple(
        RateRow(
            each.country_id,
            each.group,
            each.manager,
            each.teacher,
            each.technician,
            each.administrative,
        )
        for each in edition.rates.order_by("country_id")
    )
    return ReferenceTables(countries, sectors, rates, mobility_rates(edition))


def kept_tables(edition: ReferenceEdition) -> ReferenceTables:
    """Return the tables of a published edition; it never changes, so they are kept."""
    return _kept(edition.pk, edition.sha256)


# The digest is part of the key because a rolled back transaction gives the next edition
# the same primary key.
@lru_cache(maxsize=MOST_KEPT)
def _kept(edition: int, _sha256: str) -> ReferenceTables:
    return published_tables(ReferenceEdition(pk=edition))


def mobility_rates(edition: ReferenceEdition) -> tuple[MobilityRow, ...]:
    """Return the mobility rates of a published edition by kind and band."""
    return tuple(
        MobilityRow(
            each.kind,
            each.first,
            each.last,
            each.amount,
            each.confidence,
            each.source,
        )
        for each in edition.mobility_rates.order_by("kind", "first")
    )
