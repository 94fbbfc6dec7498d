"""Where the partners are: the map of Europe and the table that says the same."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.phrases import labelled
from eligibility import messages
from eligibility.core import (
    ConsortiumSnapshot,
    Figure,
    Finding,
    Outcome,
    Reading,
    Report,
    Standing,
)
from eligibility.words import together
from proposals.catalogue import HEIGHT, WIDTH, Label, map_labels
from proposals.models import Proposal
from proposals.selectors.consortium.partner_parts import Rows, rows_of
from proposals.selectors.standing.coverage import (
    Country,
    CountryState,
    Coverage,
    Presence,
    coverage_of,
)
from proposals.selectors.standing.verdicts import MARKS
from proposals.snapshots.reference import reference_of

PAINTED = (
    CountryState.OPEN,
    CountryState.OUTSIDE,
    CountryState.PENDING,
    CountryState.COVERED,
)
"""The order in which shapes are drawn: the outline of what is covered lies on top."""


@dataclass(frozen=True, slots=True)
class MapFigure:
    """How many countries one reading counts, under the heading."""

    reading: str
    mark: str
    """Name of the icon; empty where no clause asks for countries."""
    words: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """One country: a shape on the map and a row of the table."""

    iso: str
    code: str
    name: str
    state: str
    number: int
    present: tuple[Presence, ...]
    wish: str
    """What the link to the form says; empty where nobody is sought."""
    label: Label | None
    """Where its code stands; None beside the map."""

    @property
    def hint(self) -> str:
        """What the pointer reads over the shape."""
        return self.wish or labelled(self.name, _labels(self.present))


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The countries of one standing, in the order of reading."""

    title: str
    note: str
    """What the standing means for the minima; empty where it counts."""
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class PartnerMap:
    """The map: shapes in the order of drawing, and the table."""

    public_id: uuid.UUID
    rows: Rows
    """Where the rows of the partners stand."""
    width: int
    height: int
    figures: tuple[MapFigure, ...]
    summary: str
    """The whole picture in words, for who does not see it."""
    shapes: tuple[MapRow, ...]
    groups: tuple[MapGroup, ...]
    beside: tuple[MapRow, ...]
    """Countries somebody takes part from and the map does not reach."""
    nowhere: tuple[Presence, ...]
    """Organisations whose country is not stated."""
    states: frozenset[str]
    """The states there are, for the key."""
    has_uncounted: bool
    """Whether somebody wears an asterisk: its role or country does not count."""


def map_of(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> PartnerMap:
    """Return the map of a draft; asks nothing of the database while data is kept."""
    reference = reference_of(snapshot.call, snapshot.edition)
    coverage = coverage_of(report, reference.programme_countries)
    rows = tuple(map(_row, coverage.countries))
    on_map = [each for each in rows if each.label]
    return PartnerMap(
        public_id=proposal.alliance.public_id,
        rows=rows_of(proposal.alliance.public_id, len(snapshot.participants)),
        width=WIDTH,
        height=HEIGHT,
        figures=tuple(_figure(coverage, each) for each in Reading),
        summary=summary_of(coverage),
        shapes=tuple(sorted(on_map, key=_painting)),
        groups=tuple(_groups(coverage, rows)),
        beside=tuple(each for each in rows if not each.label and each.present),
        nowhere=coverage.nowhere,
        states=frozenset(each.state for each in rows),
        has_uncounted=any(
            not each.counts for row in coverage.countries for each in row.present
        ),
    )


def summary_of(coverage: Coverage) -> str:
    """Say which countries have which state: the text in place of the picture."""
    parts = [
        (_("Covered: %s."), CountryState.COVERED),
        (_("Pending, no full partner there has confirmed: %s."), CountryState.PENDING),
        (_("Programme countries not covered: %s."), CountryState.OPEN),
        (
            _("With a partner, but no Programme country: %s."),
            CountryState.OUTSIDE,
        ),
    ]
    return " ".join(
        [
            words % together([_named(each) for each in those])
            for words, state in parts
            if (those := coverage.of(state))
        ]
    )


def countries_words(finding: Finding | None, reading: Reading, covered: int) -> str:
    """Return "13 of at least 8 Programme countries covered", and what is missing."""
    if finding is None:
        words = ngettext(
            "%d Programme country covered", "%d Programme countries covered", covered
        )
        return words % covered
    return _of_required(finding, reading) % {
        "figure": messages.figure(finding, reading),
        "number": _missing(finding, reading),
    }


def standing_words(standing: Standing) -> str:
    """Return what countries are under the call, as a heading."""
    return {
        Standing.PROGRAMME: _("Programme countries"),
        Standing.PARTNER: _("Partner countries"),
        Standing.NONE: _("Countries without a status in this call"),
    }[standing]


def _of_required(finding: Finding, reading: Reading) -> str:
    number = _missing(finding, reading)
    return {
        Outcome.MET: _("%(figure)s Programme countries covered"),
        Outcome.NOT_MET: ngettext(
            "%(figure)s Programme countries covered, %(number)d more needed",
            "%(figure)s Programme countries covered, %(number)d more needed",
            number,
        ),
        Outcome.UNKNOWN: ngettext(
            "%(figure)s Programme countries covered, %(number)d more must become"
            " certain",
            "%(figure)s Programme countries covered, %(number)d more must become"
            " certain",
            number,
        ),
    }[finding.of(reading).outcome]


def _missing(finding: Finding, reading: Reading) -> int:
    """Count the countries still needed, or those that are not certain yet."""
    evidence = finding.of(reading)
    is_short = evidence.outcome is Outcome.NOT_MET
    reached = evidence.possible if is_short else evidence.found
    return max(_whole(evidence.required) - _whole(reached), 0)


def _whole(figure: Figure) -> int:
    """Return a count; a clause that counts countries has no other figures."""
    return figure if isinstance(figure, int) else 0


def _figure(coverage: Coverage, reading: Reading) -> MapFigure:
    covered = len(coverage.of(CountryState.COVERED))
    if reading is Reading.PLANNED:
        covered += len(coverage.of(CountryState.PENDING))
    finding = coverage.finding
    return MapFigure(
        reading=reading.value,
        mark=MARKS[finding.of(reading).outcome] if finding else "",
        words=countries_words(finding, reading, covered),
    )


def _groups(coverage: Coverage, rows: Iterable[MapRow]) -> Iterator[MapGroup]:
    """Put the rows of the countries under the standing of each."""
    for standing in Standing:
        those = tuple(
            row
            for row, each in zip(rows, coverage.countries, strict=True)
            if each.standing is standing
        )
        counts = standing is Standing.PROGRAMME
        if those:
            note = "" if counts else _("count towards no minimum")
            yield MapGroup(standing_words(standing), note, those)


def _row(country: Country) -> MapRow:
    is_open = country.state is CountryState.OPEN
    wish = _("Find a partner in %s") % country.name if is_open else ""
    return MapRow(
        iso=country.iso,
        code=country.code,
        name=country.name,
        state=country.state.value,
        number=country.number,
        present=country.present,
        wish=wish,
        label=map_labels().get(country.iso),
    )


def _painting(row: MapRow) -> tuple[int, str]:
    return PAINTED.index(CountryState(row.state)), row.iso


def _named(country: Country) -> str:
    """Write a country and its organisations: "Belgium 5", "Lithuania"."""
    return f"{country.name} {country.number}" if country.number else country.name


def _labels(present: tuple[Presence, ...]) -> str:
    return ", ".join(each.label for each in present)
