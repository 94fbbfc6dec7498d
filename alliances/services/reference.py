"""Publishing reference data: countries once, and a call's tables in editions."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.files.mobility import MobilityRow
from alliances.files.tables import (
    CountryRow,
    RateRow,
    ReferenceTables,
    SectorRow,
)
from alliances.guards import ask_edition_guards
from alliances.models import (
    Call,
    Country,
    CountryStatus,
    Lot,
    MobilityRate,
    Rate,
    ReferenceEdition,
    Sector,
    User,
)
from alliances.selectors.reference import current_edition, published_tables


class Unpublished(Exception):
    """Base of what stops a publication; nothing was written. `message` says why."""

    message: str | Promise = _("Nothing was published.")


class UnknownLots(Unpublished, LookupError):
    """Sectors name Lots that the call does not have; `codes` are these."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(sorted(codes))
        lots = ", ".join(self.codes)
        self.message = _("This call has no Lot %(lots)s.") % {"lots": lots}
        super().__init__(lots)


class EditionMoved(Unpublished):
    """Another edition was published since the change was compared; `present` is it."""

    def __init__(self, present: ReferenceEdition) -> None:
        self.present = present
        words = _("Edition %(version)s was published meanwhile. Read what differs now.")
        self.message = words % {"version": present.version}
        super().__init__(str(present))


class NothingToPublish(Unpublished):
    """The tables say what is published already."""

    message = _("This is published already: nothing would change.")


@transaction.atomic
def load_countries(*, rows: Iterable[tuple[str, str, str]]) -> int:
    """Store countries of the list, as (code, EU code, name); return how many changed.

    Countries are identity only and never removed: partnerships point at them. Who
    changes the list publishes an edition of it: `publish_countries`.
    """
    stored = {each.code: each for each in Country.objects.all()}
    changed = [
        Country(code=code, eu_code=eu_code, name=name)
        for code, eu_code, name in rows
        if code not in stored
        or (stored[code].eu_code, stored[code].name) != (eu_code, name)
        or not stored[code].is_listed
    ]
    Country.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["eu_code", "name", "is_listed"],
    )
    return len(changed)


@transaction.atomic
def publish_edition(
    *,
    call: Call,
    tables: ReferenceTables,
    reason: str,
    by: User | None = None,
    compared_with: int | None = None,
) -> ReferenceEdition:
    """Publish the tables as the next edition of the call.

    `compared_with` is the version (0 for none) that somebody saw the difference to:
    EditionMoved when that is not the present one, for their tables would undo it.
    The same content as the present edition publishes nothing and returns that one.
    Raises UnknownLots, and what a guard of the call's law raises, before anything is
    written. Concurrent publications queue on the
    call's row.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    present = current_edition(call)
    version = present.version if present else 0
    if present is not None and compared_with not in {None, version}:
        raise EditionMoved(present)
    if present is not None and present.sha256 == tables.sha256:
        return present
    lots = _lots(call, tables.sectors)
    before = published_tables(present) if present else None
    ask_edition_guards(call, before, tables)
    edition = ReferenceEdition.objects.create(
        call=call,
        version=version + 1,
        sha256=tables.sha256,
        reason=reason,
        published_by=by,
    )
    CountryStatus.objects.bulk_create(_status(edition, row) for row in tables.countries)
    Sector.objects.bulk_create(_sectors(edition, lots, tables.sectors))
    Rate.objects.bulk_create(_rate(edition, row) for row in tables.rates)
    bands = [_mobility_rate(edition, row) for row in tables.mobility]
    MobilityRate.objects.bulk_create(bands)
    return edition


def _lots(call: Call, sectors: Iterable[SectorRow]) -> Mapping[str, Lot]:
    """Return the call's Lots by code; UnknownLots where a sector names another."""
    lots = {lot.code: lot for lot in Lot.objects.filter(call=call)}
    if unknown := {row.lot for row in sectors} - lots.keys():
        raise UnknownLots(unknown)
    return lots


def _status(edition: ReferenceEdition, row: CountryRow) -> CountryStatus:
    return CountryStatus(
        edition=edition,
        country_id=row.code,
        standing=row.standing,
        is_eu_member=row.is_eu_member,
        counts_as_id=row.counts_as or None,
        region=row.region,
    )


def _sectors(
    edition: ReferenceEdition, lots: Mapping[str, Lot], rows: Iterable[SectorRow]
) -> list[Sector]:
    return [
        Sector(
            edition=edition,
            lot=lots[row.lot],
            slug=row.slug,
            title=row.title,
            position=position,
        )
        for position, row in enumerate(rows)
    ]


def _rate(edition: ReferenceEdition, row: RateRow) -> Rate:
    return Rate(
        edition=edition,
        country_id=row.country,
        group=row.group,
        manager=row.manager,
        teacher=row.teacher,
        technician=row.technician,
        administrative=row.administrative,
    )


def _mobility_rate(edition: ReferenceEdition, row: MobilityRow) -> MobilityRate:
    return MobilityRate(
        edition=edition,
        kind=row.kind,
        first=row.first,
        last=row.last,
        amount=row.amount,
        confidence=row.confidence,
        source=row.source,
    )
