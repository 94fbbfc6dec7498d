"""Countries as the partner form offers them: found by any name, with their status."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alliances.files.country_names import names_of
from alliances.models import Country
from alliances.worded import Worded
from alliances.words import Order, alphabetical
from eligibility.core import Place, Standing
from eligibility.words import country_name, eu_code
from proposals.snapshots.reference import ReferenceData

STANDINGS = {
    Standing.PROGRAMME: gettext_lazy("Programme country"),
    Standing.PARTNER: gettext_lazy("Partner country"),
    Standing.NONE: gettext_lazy("no status"),
}
CONSEQUENCES = {
    Standing.PROGRAMME: gettext_lazy("Programme country under this call"),
    Standing.PARTNER: gettext_lazy(
        "Partner country under this call: counts towards no minimum"
    ),
    Standing.NONE: gettext_lazy("No status under this call: counts towards no minimum"),
}


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """One country of the list."""

    iso: str
    name: str
    code: str
    """The code the European Union prints."""
    label: str
    """Name, code and status, for a list without script."""
    others: tuple[str, ...]
    """Former, spoken and native names, and the ISO code where the EU's is another."""
    kind: str
    """programme, partner or none: its status under the call, as a code."""
    standing: str
    """What follows from its status under the call."""
    order: Order
    """What sorts it by name as the reader's dictionaries do."""


ORDER = attrgetter("order")


@dataclass(frozen=True, slots=True, eq=False)
class CountryGroups:
    """Countries under a heading each, in one language.

    Equal to itself only: what is made of 250 countries can be kept by it.
    """

    groups: tuple[tuple[str, tuple[CountryChoice, ...]], ...]

    def __iter__(self) -> Iterator[tuple[str, tuple[CountryChoice, ...]]]:
        return iter(self.groups)


def country_groups(
    reference: ReferenceData, *, kept: Collection[str | None] = ()
) -> CountryGroups:
    """Group the countries on the list by what they are under the call, by name.

    `kept` are offered also where the list no longer has them: partners are in them.
    """
    kept = frozenset(kept)
    offered = [iso for iso, is_listed in _countries() if is_listed or iso in kept]
    return _grouped(reference, tuple(offered), get_language())


@lru_cache(maxsize=64)
def _grouped(
    reference: ReferenceData, offered: tuple[str, ...], language: str | None
) -> CountryGroups:
    headings = {
        Standing.PROGRAMME: _("Programme countries"),
        Standing.PARTNER: _("Partner countries"),
        Standing.NONE: _("No status under this call"),
    }
    grouped: dict[Standing, list[CountryChoice]] = {each: [] for each in headings}
    for iso in offered:
        place = reference.place(iso)
        standing = place.standing if place else Standing.NONE
        grouped[standing].append(_choice(iso, place, language))
    return CountryGroups(
        tuple(
            (heading, tuple(sorted(grouped[each], key=ORDER)))
            for each, heading in headings.items()
        )
    )


@Worded
def _countries() -> QuerySet[Country, Any]:
    return Country.objects.values_list("code", "is_listed")


@lru_cache(maxsize=4096)
def _choice(iso: str, place: Place | None, _language: str | None) -> CountryChoice:
    """Return a country as one language says it; kept, for every form offers 250."""
    standing = place.standing if place else Standing.NONE
    name, code = country_name(iso), eu_code(iso)
    counts_as = _counts_as(iso, place)
    others = [*names_of(iso), iso if iso != code else ""]
    return CountryChoice(
        iso=iso,
        name=name,
        code=code,
        label=", ".join(
            filter(None, [f"{name} ({code}) – {STANDINGS[standing]}", counts_as])
        ),
        others=tuple(each for each in others if each and each != name),
        kind=standing.value,
        standing=", ".join(filter(None, [str(CONSEQUENCES[standing]), counts_as])),
        order=alphabetical(name),
    )


def _counts_as(iso: str, place: Place | None) -> str:
    if place is None or place.counts_as in {"", iso}:
        return ""
    return _("counts as %(code)s") % {"code": eu_code(place.counts_as)}
