"""What the engine is told of a consortium file: codes resolved by a call's tables."""

from collections.abc import Iterable

from alliances.files.consortium import ConsortiumFile, StatedPartner
from alliances.files.tables import CountryRow, ReferenceTables
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Participant,
    PartnerType,
    Place,
    Role,
    Sector,
    Standing,
)


def snapshot_from_file(
    file: ConsortiumFile, tables: ReferenceTables, edition: Edition
) -> ConsortiumSnapshot:
    """Return the facts of a file as the call of `tables` sees them."""
    return ConsortiumSnapshot(
        call=file.call,
        lot=file.lot,
        project_type=file.project_type,
        participants=tuple(
            [_participant(each, tables.countries) for each in file.partners]
        ),
        sectors=tuple(
            [
                Sector(each.slug, each.title)
                for each in tables.sectors
                if each.lot == file.lot
            ]
        ),
        edition=edition,
        sector=file.sector or None,
        duration_months=file.duration_months,
        grant_requested=file.grant_requested_eur,
    )


def place_of(code: str | None, countries: Iterable[CountryRow]) -> Place | None:
    """Return a country as the call sees it, None while it is unknown.

    A code in no list of the call has no status, so it never counts.
    """
    if code is None:
        return None
    for row in countries:
        if row.code == code:
            return _place(row)
    return Place(code, code, Standing.NONE)


def places_of(countries: Iterable[CountryRow]) -> tuple[Place, ...]:
    """Return every country in a call's table as the call sees it."""
    return tuple([_place(row) for row in countries])


def _place(row: CountryRow) -> Place:
    return Place(
        row.code,
        row.counts_as or row.code,
        Standing(row.standing),
        is_eu_member=row.is_eu_member,
    )


def _participant(
    partner: StatedPartner, countries: Iterable[CountryRow]
) -> Participant:
    return Participant(
        name=partner.name,
        place=place_of(partner.country, countries),
        role=Role(partner.role),
        types=tuple(sorted(PartnerType(each) for each in partner.types)),
        pic=partner.pic,
        answer=Answer(partner.status),
    )
