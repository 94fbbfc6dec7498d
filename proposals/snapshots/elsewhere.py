"""A consortium as another call, Lot or type of project would see it."""

from dataclasses import replace

from eligibility.core import ConsortiumSnapshot, Participant
from proposals.snapshots.reference import ReferenceData


def carried_over(
    snapshot: ConsortiumSnapshot,
    reference: ReferenceData,
    *,
    call: str,
    lot: str,
    project_type: str,
) -> ConsortiumSnapshot:
    """Return the same organisations and facts under the country lists of a call.

    The sector is carried by its title where the other Lot lists it under that. Other
    applications are not known there: that clause is not asked.
    """
    sectors = reference.sectors_of(lot)
    return replace(
        snapshot,
        call=call,
        lot=lot,
        project_type=project_type,
        participants=tuple(_moved(each, reference) for each in snapshot.participants),
        sectors=sectors,
        edition=reference.edition,
        sector=_sector_title(snapshot),
        applications_elsewhere=None,
    )


def _moved(each: Participant, reference: ReferenceData) -> Participant:
    return replace(each, place=reference.place(each.place.code if each.place else None))


def _sector_title(snapshot: ConsortiumSnapshot) -> str | None:
    """Return the sector as its own Lot titles it, else as stated."""
    stated = snapshot.sector
    if stated is None:
        return None
    titles = (each.title for each in snapshot.sectors if each.is_named(stated))
    return next(titles, stated)
