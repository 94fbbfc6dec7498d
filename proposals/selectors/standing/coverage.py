"""Which countries a consortium covers: read from the report, for page and pack."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from alliances.words import Order
from eligibility.core import Evidence, Finding, Participant, Report, Standing, Why
from eligibility.words import country_name, country_order, eu_code


class CountryState(StrEnum):
    """What a country is to a consortium; the order is that of lists."""

    COVERED = "covered"
    """A full partner there is certain."""
    PENDING = "pending"
    """The full partners there have not confirmed."""
    OPEN = "open"
    """A Programme country without a full partner."""
    OUTSIDE = "outside"
    """Somebody takes part from there, and it is no Programme country."""


ORDER = tuple(CountryState)


class Presence(NamedTuple):
    """One organisation in a country; `counts` towards the minima as planned."""

    label: str
    name: str
    counts: bool

    @property
    def number(self) -> str:
        """The number of its row, to lead there."""
        return self.label.removeprefix("P")


@dataclass(frozen=True, slots=True)
class Country:
    """One country; territories stand with the state they count as."""

    iso: str
    code: str
    """The code the European Union prints."""
    name: str
    state: CountryState
    standing: Standing
    present: tuple[Presence, ...]
    number: int
    """How many organisations the map writes beside the code."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The countries of a consortium, and those it could still cover."""

    finding: Finding | None
    """The clause on the number of Programme countries, where the rules have one."""
    countries: tuple[Country, ...]
    """By state, then by name."""
    nowhere: tuple[Presence, ...]
    """Organisations whose country is not stated."""

    def of(self, state: CountryState) -> tuple[Country, ...]:
        """Return the countries of one state."""
        return tuple(each for each in self.countries if each.state is state)


def coverage_of(report: Report, programme: Iterable[str]) -> Coverage:
    """Return which countries are covered; `programme` are the codes of the call."""
    finding = _on_countries(report)
    counting = finding or _on_partners(report)
    present: defaultdict[str, list[Presence]] = defaultdict(list)
    standings = dict.fromkeys(programme, Standing.PROGRAMME)
    sure = _codes(counting.confirmed) if counting else frozenset()
    planned = _codes(counting.planned) if counting else frozenset()
    for each, counts in _organisations(counting.planned) if counting else ():
        code = each.place.counts_as if each.place else ""
        present[code].append(Presence(each.label, each.name, counts))
        if each.place:
            standings.setdefault(code, each.place.standing)
    countries = [
        _country(code, standing, sure, planned, present[code])
        for code, standing in standings.items()
    ]
    return Coverage(
        finding,
        tuple(sorted(countries, key=_order)),
        tuple(sorted(present[""], key=_by_number)),
    )


def _on_countries(report: Report) -> Finding | None:
    for each in report.findings:
        if each.clause.arguments.get("count") == Standing.PROGRAMME:
            return each
    return None


def _on_partners(report: Report) -> Finding | None:
    """Return a clause that counts the same organisations, if not their countries."""
    for each in report.findings:
        if each.clause.check == "count-at-least":
            return each
    return None


def _codes(evidence: Evidence) -> frozenset[str]:
    return frozenset([each.place.counts_as for each in evidence.counted if each.place])


def _organisations(evidence: Evidence) -> Iterable[tuple[Participant, bool]]:
    """Return everybody who takes part, rows of one organisation once."""
    for each in evidence.counted:
        yield each, True
    for excluded in evidence.not_counted:
        if excluded.why is not Why.MERGED:
            yield excluded.participant, False


def _country(
    code: str,
    standing: Standing,
    sure: frozenset[str],
    planned: frozenset[str],
    present: list[Presence],
) -> Country:
    state = _state(code, standing, sure, planned)
    counting = [each for each in present if each.counts]
    return Country(
        iso=code,
        code=eu_code(code),
        name=country_name(code),
        state=state,
        standing=standing,
        present=tuple(sorted(present, key=_by_number)),
        number=len(present if state is CountryState.OUTSIDE else counting),
    )


def _state(
    code: str, standing: Standing, sure: frozenset[str], planned: frozenset[str]
) -> CountryState:
    if code in sure:
        return CountryState.COVERED
    if code in planned:
        return CountryState.PENDING
    is_programme = standing is Standing.PROGRAMME
    return CountryState.OPEN if is_programme else CountryState.OUTSIDE


def _order(each: Country) -> tuple[int, Order]:
    return ORDER.index(each.state), country_order(each.iso)


def _by_number(each: Presence) -> tuple[int, str]:
    return len(each.label), each.label
