"""Who covers what: countries against the groups the rules count."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from alliances.words import Order
from eligibility import messages
from eligibility.core import (
    FULL_PARTNER_ROLES,
    ConsortiumSnapshot,
    Evidence,
    Finding,
    Outcome,
    Participant,
    PartnerType,
    Reading,
    Report,
    Standing,
    are_all_different,
    merge_rows,
)
from eligibility.words import country_name, country_order, eu_code
from proposals.selectors.consortium.names import short_name
from proposals.selectors.standing.verdicts import MARKS, taking_part

GROUPS_CHECK = "groups-at-least"
Types = tuple[PartnerType, ...]


class Entry(NamedTuple):
    """One organisation in a cell."""

    label: str
    number: str
    short: str
    name: str
    counts: bool
    """Whether its role and country let it count at all, and no other row stands for the
    same organisation; else it wears an asterisk.
    """


@dataclass(frozen=True, slots=True)
class Cell:
    """The organisations of one country in one column."""

    entries: tuple[Entry, ...]
    wish: str
    """What the "+" of an empty cell offers; empty where the group lacks nobody."""
    query: str
    """What the form for that wish is opened with; empty without one."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One country; `cells` has one for each column."""

    iso: str
    """The ISO code, for the form of a new partner; empty while not stated."""
    code: str
    """The code the European Union prints."""
    country: str
    note: str
    """Its status where it is no Programme country."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The foot of a group's column: its clause in one line, in both readings."""

    reading: str
    mark: str
    figure: str
    missing: int
    """How many more the group needs at least; 0 when it has enough."""
    query: str
    """What the form for one more is opened with."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries in rows; the groups and "neither" in columns."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[tuple[Total, ...], ...]
    neither: int
    """How many stand in the last column: what counts in no group, as in the pack."""
    has_uncounted: bool
    repeated: int = 0
    """Rows that stand for an organisation for which another one stands already."""


def matrix_of(snapshot: ConsortiumSnapshot, report: Report) -> Matrix:
    """Place every organisation that takes part by country and group."""
    groups = [each for each in report.findings if each.clause.check == GROUPS_CHECK]
    present = taking_part(snapshot)
    by_country: defaultdict[str, list[Participant]] = defaultdict(list)
    for each in present:
        by_country[each.place.code if each.place else ""].append(each)
    columns = {types: _column(types, groups) for types in {e.types for e in present}}
    repeated = () if are_all_different(present) else merge_rows(present)[1]
    counting = _counting(present, repeated)
    places = {
        each.label: columns[each.types] if each.label in counting else len(groups)
        for each in present
    }
    titles = [messages.clause_title(each.clause) for each in groups]
    rest = _("Neither group") if groups else _("Organisations")
    return Matrix(
        columns=(*titles, rest),
        rows=tuple(
            _row(code, by_country[code], groups, places, counting)
            for code in sorted(by_country, key=_order)
        ),
        totals=tuple(tuple(_total(each, r) for r in Reading) for each in groups),
        neither=list(places.values()).count(len(groups)),
        has_uncounted=len(counting) < len(present),
        repeated=len(repeated),
    )


def _order(code: str) -> tuple[bool, Order]:
    return not code, country_order(code) if code else ()


def _row(
    code: str,
    those: list[Participant],
    groups: list[Finding],
    places: Mapping[str, int],
    counting: frozenset[str],
) -> MatrixRow:
    cells: list[list[Entry]] = [[] for _each in range(len(groups) + 1)]
    for each in those:
        cells[places[each.label]].append(_entry(each, counting))
    is_programme = those[0].place is not None and _is_programme(those[0])
    wanted = [*(groups if is_programme else [None] * len(groups)), None]
    return MatrixRow(
        iso=code,
        code=eu_code(code) if code else "–",
        country=country_name(code) if code else _("Country not stated"),
        note=_note(those[0]),
        cells=tuple(
            _cell(entries, each, code)
            for entries, each in zip(cells, wanted, strict=True)
        ),
    )


def _cell(entries: list[Entry], group: Finding | None, code: str) -> Cell:
    """Return the cell of a group; None where nobody from there would help one."""
    wish = _wish(group, code) if group and not entries else ""
    query = {"country": code, "group": group.clause.id} if group and wish else {}
    return Cell(tuple(entries), wish, urlencode(query))


def _wish(finding: Finding, code: str) -> str:
    """Name what would help a group that is not met: one from this country."""
    if finding.planned.outcome is Outcome.MET:
        return ""
    return _("%(group)s: add one from %(country)s") % {
        "group": messages.clause_title(finding.clause),
        "country": country_name(code),
    }


def _note(each: Participant) -> str:
    if _is_programme(each):
        return ""
    if each.place is not None and each.place.standing is Standing.PARTNER:
        return _("Partner country")
    return _("no status")


def _column(stated: Types, groups: list[Finding]) -> int:
    """Return the group whose types hold all of the stated ones, else the last."""
    for index, finding in enumerate(groups):
        types = finding.clause.arguments["types"]
        if stated and isinstance(types, frozenset) and types.issuperset(stated):
            return index
    return len(groups)


def _is_programme(each: Participant) -> bool:
    """Say whether the country counts, or may count while it is not stated."""
    return each.place is None or each.place.standing is Standing.PROGRAMME


def _counting(
    present: Sequence[Participant], repeated: Sequence[Participant]
) -> frozenset[str]:
    """Return the labels of the rows that may count: of one organisation, one row."""
    labels = {each.label for each in present if _can_count(each)}
    return frozenset(labels.difference([each.label for each in repeated]))


def _can_count(each: Participant) -> bool:
    return each.role in FULL_PARTNER_ROLES and _is_programme(each)


def _entry(each: Participant, counting: frozenset[str]) -> Entry:
    return Entry(
        label=each.label,
        number=each.label.removeprefix("P"),
        short=short_name(each.name),
        name=each.name,
        counts=each.label in counting,
    )


def _total(finding: Finding, reading: Reading) -> Total:
    evidence = finding.of(reading)
    return Total(
        reading=reading.value,
        mark=MARKS[evidence.outcome],
        figure=messages.figure(finding, reading),
        missing=_missing(evidence),
        query=urlencode({"group": finding.clause.id}),
    )


def _missing(evidence: Evidence) -> int:
    required, possible = evidence.required, evidence.possible
    if evidence.outcome is Outcome.MET or not isinstance(required, int):
        return 0
    return max(0, required - possible) if isinstance(possible, int) else 0
