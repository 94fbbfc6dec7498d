"""Whether anybody could apply: a consortium made up to meet everything a law asks.

It is as large as the law asks and no larger. What it does not meet nobody meets: its
countries are those the call has, its types those the clauses name, its facts those the
clauses allow.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, zip_longest
from typing import Any, cast

from eligibility.core.engine import evaluate
from eligibility.core.rulebook import Clause, Rulebook
from eligibility.core.snapshot import (
    ConsortiumSnapshot,
    Edition,
    Participant,
    Place,
    Sector,
)
from eligibility.core.terms import Outcome, PartnerType, Role, Severity, Standing

Asked = list[tuple[Clause, Any]]
"""The clauses that decide, each with its value of one day."""

NOWHERE = Edition(0, "")
ANYTHING = "any sector"
"""What is stated where a Lot has no list."""
SMALLEST_GRANT = Decimal("0.01")


def unmeetable(
    rulebook: Rulebook,
    *,
    lot: str,
    project_type: str,
    on: dt.date,
    places: Iterable[Place],
    sectors: tuple[Sector, ...],
    most: int,
) -> tuple[str, ...]:
    """Name the blocking clauses that no consortium meets on a day, in their order.

    `places` are the countries of the call, `sectors` the Lot's list, `most` how many
    partners an alliance may have. Raises what `evaluate` raises.
    """
    kind = rulebook.project_type(lot, project_type)
    asked: Asked = [
        (each.clause, each.on(on).value)
        for each in kind.clauses
        if each.clause.severity is Severity.BLOCKING
    ]
    months, grant = _facts(asked)
    witness = ConsortiumSnapshot(
        call=rulebook.code,
        lot=lot,
        project_type=project_type,
        participants=tuple(islice(_participants(asked, tuple(places), most), most)),
        sectors=sectors,
        edition=NOWHERE,
        sector=next((each.slug for each in sectors), ANYTHING),
        duration_months=months,
        grant_requested=grant,
        applications_elsewhere=0,
        standing_elsewhere=(),
    )
    report = evaluate(witness, rulebook, on=on)
    return tuple(
        [
            each.clause.id
            for each in report.findings
            if each.clause.severity is Severity.BLOCKING
            and each.planned.outcome is not Outcome.MET
        ]
    )


def _facts(asked: Asked) -> tuple[int | None, Decimal]:
    """Return an allowed duration, one with a ceiling if there is such, and a grant."""
    values = {clause.check: value for clause, value in asked}
    ceilings = cast("Mapping[int, Decimal]", values.get("at-most", {}))
    allowed = cast("tuple[int, ...]", values.get("value-in", tuple(ceilings)))
    months = next((each for each in allowed if each in ceilings), None)
    grant = ceilings.get(months or 0, SMALLEST_GRANT)
    return months or next(iter(allowed), None), grant


def _participants(
    asked: Asked, places: tuple[Place, ...], most: int
) -> Iterator[Participant]:
    """Make up organisations, each with a name of its own: first who applies."""
    countries = _countries(asked, places)
    home = countries[0] if countries else None
    full = _full_partners(asked, countries, home, most)
    partners = _numbers(asked, "count-at-least")
    full += [(home, None)] * (min(most, max(1, *partners)) - len(full))
    if away := _place_of_applicant(asked, places):
        # It counts towards no minimum there, so it comes besides those who do.
        full.insert(0, (away, None))
    for number, role in enumerate(_roles(asked, len(full), most)):
        place, kind = full[number] if number < len(full) else (home, None)
        types = (kind,) if kind else ()
        yield Participant(f"Organisation {number}", place, role, types)


def _countries(asked: Asked, places: tuple[Place, ...]) -> list[Place]:
    """Choose as many countries as are asked for, Member States first."""
    own = [
        each
        for each in sorted(places, key=lambda e: (not e.is_eu_member, e.code))
        if each.standing is Standing.PROGRAMME and each.code == each.counts_as
    ]
    return own[: max(1, *_numbers(asked, "countries-at-least"))]


def _numbers(asked: Asked, check: str) -> list[int]:
    return [0, *[int(value) for clause, value in asked if clause.check == check]]


def _full_partners(
    asked: Asked, countries: list[Place], home: Place | None, most: int
) -> list[tuple[Place | None, PartnerType | None]]:
    """Give every country an organisation, or all that each of them has to have.

    Where a country has nothing to have, its one serves what is asked anywhere.
    """
    functions = [
        _one_of(types)
        for clause, value in asked
        if clause.check == "each-country-has"
        for types in cast("Mapping[str, Any]", clause.arguments["functions"]).values()
        for _ in range(int(value))
    ]
    anywhere = list(_types_anywhere(asked, most))
    if functions:
        there = [(place, kind) for place in countries for kind in functions]
        return [*there, *[(home, kind) for kind in anywhere]]
    return list(
        zip_longest([*countries, *[home] * (len(anywhere) - len(countries))], anywhere)
    )


def _types_anywhere(asked: Asked, most: int) -> Iterator[PartnerType]:
    """Name the types that group minima and musts ask for, as often as they do."""
    for clause, value in asked:
        if clause.check in {"groups-at-least", "must-include"}:
            for _ in range(min(most, int(value))):
                yield _one_of(cast("Iterable[PartnerType]", clause.arguments["types"]))


def _one_of(types: Iterable[PartnerType]) -> PartnerType:
    return min(types)


def _roles(asked: Asked, full: int, most: int) -> Iterator[Role]:
    """Give as many organisations each role as is asked; the others are partners."""
    exactly = {
        clause.arguments["role"]: min(most, int(value))
        for clause, value in asked
        if clause.check == "count-exactly"
    }
    applicants = exactly.pop(Role.APPLICANT, 1)
    partners = exactly.pop(Role.FULL_PARTNER, max(0, full - applicants))
    yield from [Role.APPLICANT] * applicants
    yield from [Role.FULL_PARTNER] * partners
    for role, number in exactly.items():
        yield from [cast("Role", role)] * number


def _place_of_applicant(asked: Asked, places: tuple[Place, ...]) -> Place | None:
    """Return where the applicant has to be if not in a Programme country."""
    for clause, _value in asked:
        if clause.check == "role-in-status":
            wanted = clause.arguments["standing"]
            is_away = wanted is not Standing.PROGRAMME
            if is_away and clause.arguments["role"] is Role.APPLICANT:
                return next((each for each in places if each.standing is wanted), None)
    return None
