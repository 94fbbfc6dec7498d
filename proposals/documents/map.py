"""The map of the partners as a pack prints it: shapes, key and the same in a table."""

from django.utils.translation import gettext as _

from eligibility.core import Reading
from eligibility.words import together
from proposals.catalogue import HEIGHT, WIDTH, map_labels, map_shapes
from proposals.documents.clauses import verdict_of
from proposals.documents.composition_page import MapFigure, MapShape, MapState, PackMap
from proposals.documents.countries import protocol_rank
from proposals.documents.labels import listed_labels
from proposals.documents.matrix import MOST_NAMES
from proposals.selectors.standing.coverage import (
    Country,
    CountryState,
    Coverage,
    coverage_of,
)
from proposals.selectors.standing.map import PAINTED, countries_words, summary_of
from proposals.snapshots import FrozenApplication

LETTER = 6.4
"""Width of a letter of a label on the map, in the units of its box."""
CAPITAL = 10
"""From the upper edge of a label's plate to its base line."""


def partner_map(application: FrozenApplication) -> PackMap:
    """Return the map of a frozen application; contents of old name fewer countries."""
    coverage = coverage_of(application.report, application.programme_countries)
    painted = [each for state in PAINTED for each in _listed(coverage, state)]
    shapes = map_shapes()
    taken = {each.iso for each in painted}
    named = sum(len(each.present) for each in coverage.countries) <= MOST_NAMES
    return PackMap(
        width=WIDTH,
        height=HEIGHT,
        alternative=_("Map of Europe. %s") % summary_of(coverage),
        figures=tuple([_figure(coverage, each) for each in Reading]),
        land="".join([path for code, path in shapes.items() if code not in taken]),
        shapes=tuple([_shape(each) for each in painted if each.iso in map_labels()]),
        states=tuple(
            [
                _state(state, those, named=named)
                for state in CountryState
                if (those := _listed(coverage, state))
            ]
        ),
        beside=_beside(coverage),
    )


def _listed(coverage: Coverage, state: CountryState) -> list[Country]:
    """Return the countries of a state in protocol order, as official lists stand."""
    return sorted(coverage.of(state), key=lambda each: protocol_rank(each.code))


def _figure(coverage: Coverage, reading: Reading) -> MapFigure:
    finding = coverage.finding
    covered = len(coverage.of(CountryState.COVERED))
    if reading is Reading.PLANNED:
        covered += len(coverage.of(CountryState.PENDING))
    return MapFigure(
        reading=_("As planned") if reading is Reading.PLANNED else _("As confirmed"),
        verdict=verdict_of(finding.of(reading).outcome) if finding else None,
        words=countries_words(finding, reading, covered),
    )


def _shape(country: Country) -> MapShape:
    label = map_labels()[country.iso]
    words = f"{country.code} {country.number}" if country.number else country.code
    width = round(LETTER * len(words), 1)
    return MapShape(
        state=country.state.value,
        path=map_shapes()[country.iso],
        words=words,
        x=label.x,
        y=label.y,
        left=label.x - width / 2,
        top=label.y - CAPITAL,
        width=width,
        mark=label.mark,
    )


def _state(state: CountryState, countries: list[Country], *, named: bool) -> MapState:
    return MapState(
        slug=state.value,
        title=_title(state),
        countries=", ".join([_in_words(each, named=named) for each in countries]),
        number=len(countries),
    )


def _title(state: CountryState) -> str:
    return {
        CountryState.COVERED: _("Covered"),
        CountryState.PENDING: _("Pending: no full partner there has confirmed"),
        CountryState.OPEN: _("Programme country, not covered"),
        CountryState.OUTSIDE: _("With a partner, but no Programme country"),
    }[state]


def _in_words(country: Country, *, named: bool) -> str:
    """Write "Belgium (P9, P16)", or "Belgium 12" where the numbers would fill pages."""
    if not country.present:
        return country.name
    if not named:
        return f"{country.name} {len(country.present)}"
    labels = listed_labels([each.label for each in country.present])
    return f"{country.name} ({labels})"


def _beside(coverage: Coverage) -> str:
    """Name what the map does not reach, and what has no country at all."""
    far = [
        each.name
        for each in coverage.countries
        if each.present and each.iso not in map_labels()
    ]
    sentences = [_("Not on this map: %s.") % together(far)] if far else []
    if coverage.nowhere:
        labels = listed_labels([each.label for each in coverage.nowhere])
        sentences.append(_("Country not stated: %s.") % labels)
    return " ".join(sentences)
