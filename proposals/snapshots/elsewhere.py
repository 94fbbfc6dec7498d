"""A consortium as another call, Lot or type of project sees it, or a part of it."""

from dataclasses import replace

from eligibility.core import GONE, ConsortiumSnapshot, Participant, Standing
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
    applications are not known there: those clauses are not asked.
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
        standing_elsewhere=None,
    )


def rest_in_programme_countries(
    snapshot: ConsortiumSnapshot,
) -> ConsortiumSnapshot | None:
    """Return the consortium without its organisations in Partner countries.

    An assessor who sees no added value removes them and judges the rest. None where
    nobody who takes part is there.
    """
    rest = tuple(each for each in snapshot.participants if not _is_outside(each))
    if len(rest) == len(snapshot.participants):
        return None
    return replace(snapshot, participants=rest)


def _is_outside(each: Participant) -> bool:
    is_there = each.place is not None and each.place.standing is Standing.PARTNER
    return is_there and each.answer not in GONE


def _moved(each: Participant, reference: ReferenceData) -> Participant:
    return replace(each, place=reference.place(each.place.code if each.place else None))


def _sector_title(snapshot: ConsortiumSnapshot) -> str | None:
    """Return the sector as its own Lot titles it, else as stated."""
    stated = snapshot.sector
    if stated is None:
        return None
    titles = (each.title for each in snapshot.sectors if each.is_named(stated))
    return next(titles, stated)
