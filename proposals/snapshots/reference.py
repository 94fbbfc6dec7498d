"""Reference data of a call as the engine wants it, read once per edition."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from alliances.files.tables import CountryRow, ReferenceTables
from alliances.models import CountryStatus, ReferenceEdition
from alliances.models import Sector as SectorOfEdition
from alliances.worded import Worded
from eligibility.core import Edition, Place, Sector, Standing
from eligibility.snapshots import place_of
from proposals.models import Proposal

MOST_KEPT = 50
"""Editions kept in memory; some 250 countries each."""


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceData:
    """One edition: countries resolved, sectors by Lot.

    Equal to itself only: what is made of it can be kept by it.
    """

    edition: Edition
    places: Mapping[str, Place | None]
    sectors: Mapping[str, tuple[Sector, ...]]

    def place(self, code: str | None) -> Place | None:
        """Return a country as the call sees it, None while it is unknown."""
        if code is None:
            return None
        return self.places[code] if code in self.places else place_of(code, ())

    @property
    def programme_countries(self) -> tuple[str, ...]:
        """Return the ISO codes of the Programme countries, territories left out."""
        return tuple(
            sorted(
                code
                for code, place in self.places.items()
                if place
                and place.standing is Standing.PROGRAMME
                and place.counts_as == code
            )
        )

    def moved_from(self, other: "ReferenceData") -> frozenset[str]:
        """Return the codes of the countries that are not here what they are there."""
        codes = self.places.keys() | other.places.keys()
        return frozenset(
            each for each in codes if self.place(each) != other.place(each)
        )

    @property
    def all_sectors(self) -> list[Sector]:
        """Return the sectors of every Lot: one in two Lots is one sector."""
        return [each for listed in self.sectors.values() for each in listed]

    def sectors_of(self, lot: str) -> tuple[Sector, ...]:
        """Return the Lot's closed list, nothing if it takes any sector."""
        return self.sectors.get(lot, ())


# By call and edition, which never change once published; the digest of the tables
# alone is not enough, for those of two calls, or of a call before an error and after
# it, may be equal. No primary keys: a rolled back transaction gives them out again.
_kept: dict[tuple[str, Edition], ReferenceData] = {}


def current_reference(calls: Collection[str]) -> dict[str, ReferenceData]:
    """Return the newest edition of each call; one query, at most three."""
    newest = {each.call_id: each for each in _editions_of(calls)}
    for call in calls:
        if call not in newest:
            raise ReferenceEdition.DoesNotExist(f"call {call}: load_reference it first")
    data = _data_of(newest.values())
    return {call: data[edition.pk] for call, edition in newest.items()}


def reference_beside(proposal: Proposal) -> dict[str, ReferenceData]:
    """Return the newest edition of a draft's call, for a page to tell of.

    No query where `access` found the draft and the edition is kept: which one is the
    newest was read with it. What is decided under a lock asks `current_reference`.
    """
    call, version = proposal.alliance.call_id, getattr(proposal, "newest_data", None)
    if version is not None:
        edition = Edition(version, getattr(proposal, "newest_digest", ""))
        if kept := _kept.get((call, edition)):
            return {call: kept}
    return current_reference({call})


def reference_of_version(call: str, version: int) -> ReferenceData:
    """Return one published edition, also one that was corrected since."""
    edition = ReferenceEdition.objects.get(call=call, version=version)
    return _data_of([edition])[edition.pk]


def reference_of(call: str, edition: Edition) -> ReferenceData:
    """Return the edition a snapshot was taken with: no query while it is kept."""
    kept = _kept.get((call, edition))
    return kept or reference_of_version(call, edition.version)


def reference_from(tables: ReferenceTables, *, version: int) -> ReferenceData:
    """Return tables as the edition of this number would have them."""
    sectors: dict[str, tuple[Sector, ...]] = {}
    for row in tables.sectors:
        listed = (*sectors.get(row.lot, ()), Sector(row.slug, row.title))
        sectors[row.lot] = listed
    places = {row.code: place_of(row.code, [row]) for row in tables.countries}
    return ReferenceData(Edition(version, tables.sha256), places, sectors)


def _editions_of(calls: Collection[str]) -> Iterable[ReferenceEdition]:
    """Return the editions of some calls, mostly of one, the newest last."""
    if len(calls) == 1:
        return _editions(*calls)
    return _by_version(ReferenceEdition.objects.filter(call__in=calls))


@Worded
def _editions(call: str) -> QuerySet[ReferenceEdition]:
    return _by_version(ReferenceEdition.objects.filter(call=call))


def _by_version(rows: QuerySet[ReferenceEdition]) -> QuerySet[ReferenceEdition]:
    return rows.defer("reason").order_by("version")


def _data_of(editions: Iterable[ReferenceEdition]) -> dict[int, ReferenceData]:
    wanted = {
        each.pk: (each.call_id, Edition(each.version, each.sha256)) for each in editions
    }
    # Looked up once each: another thread may clear what is kept at any moment.
    data = {pk: kept for pk, key in wanted.items() if (kept := _kept.get(key))}
    missing = [each for each in editions if each.pk not in data]
    if missing:
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        data |= _read(missing)
        _kept.update({wanted[each.pk]: data[each.pk] for each in missing})
    return data


def _read(editions: list[ReferenceEdition]) -> dict[int, ReferenceData]:
    """Read editions with two queries, however many they are."""
    places: dict[int, dict[str, Place | None]] = {each.pk: {} for each in editions}
    statuses = CountryStatus.objects.filter(edition__in=editions).order_by()
    for pk, code, standing, is_eu_member, counts_as, region in statuses.values_list(
        "edition_id", "country_id", "standing", "is_eu_member", "counts_as_id", "region"
    ):
        row = CountryRow(code, standing, is_eu_member, counts_as or "", region)
        places[pk][code] = place_of(code, [row])
    sectors: dict[int, dict[str, tuple[Sector, ...]]] = {
        each.pk: {} for each in editions
    }
    listed = SectorOfEdition.objects.filter(edition__in=editions).order_by("position")
    for pk, lot, slug, title in listed.values_list(
        "edition_id", "lot__code", "slug", "title"
    ):
        before = sectors[pk].get(lot, ())
        sectors[pk][lot] = (*before, Sector(slug, title))
    return {
        each.pk: ReferenceData(
            Edition(each.version, each.sha256), places[each.pk], sectors[each.pk]
        )
        for each in editions
    }
