"""The check that every country of the consortium fills certain functions.

The trio of 2014 and 2015: in each Programme country involved, different organisations
provide VET, sector expertise and the regulatory function.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eligibility.core.assignment import unserved
from eligibility.core.census import Census
from eligibility.core.findings import Evidence, Excluded, Gap
from eligibility.core.snapshot import Participant
from eligibility.core.terms import Outcome, PartnerType, Why

UMBRELLA = (PartnerType.EU_NETWORK,)


def each_country_has(
    census: Census, arguments: Mapping[str, Any], required: int
) -> Evidence:
    """Ask of every country with a full partner whether each function is served.

    One organisation serves one function; each function needs `required`. A country
    present only through European umbrellas is left to human judgement. The figures
    count countries: all, surely complete, possibly complete.
    """
    seats = [
        (name, types)
        for name, types in arguments["functions"].items()
        for _ in range(required)
    ]
    by_country, anywhere = _by_country(census)
    umbrellas = {code for code, those in by_country.items() if _are_umbrellas(those)}
    certain = {id(each) for each in census.certain}
    uncertain, out_of_reach = [], []
    for code in sorted(by_country.keys() - umbrellas):
        those = by_country[code]
        sure = [each for each in those if id(each) in certain]
        if missing := _missing(seats, sure, _surely):
            uncertain.append(Gap(code, missing))
        if missing := _missing(seats, those + anywhere, _possibly):
            out_of_reach.append(Gap(code, missing))
    if out_of_reach:
        outcome = Outcome.NOT_MET
    elif uncertain or umbrellas or anywhere:
        outcome = Outcome.UNKNOWN
    else:
        outcome = Outcome.MET
    counted, not_counted = _witnesses(census, [each[1] for each in seats], umbrellas)
    return Evidence(
        outcome,
        len(by_country),
        len(by_country) - len(umbrellas) - len(uncertain),
        len(by_country) - len(out_of_reach),
        counted,
        not_counted,
        gaps=tuple(out_of_reach or uncertain),
    )


def _by_country(
    census: Census,
) -> tuple[dict[str, list[Participant]], list[Participant]]:
    """Group the full partners by country; those of unknown country may be anywhere."""
    by_country: defaultdict[str, list[Participant]] = defaultdict(list)
    anywhere = []
    open_cases = [case.participant for case in census.open_cases]
    for each in (*census.certain, *open_cases):
        if each.place is None:
            anywhere.append(each)
        else:
            by_country[each.place.counts_as].append(each)
    return dict(by_country), anywhere


def _missing(
    seats: Sequence[tuple[str, frozenset[str]]],
    those: list[Participant],
    serves: Callable[[Participant, frozenset[str]], bool],
) -> tuple[str, ...]:
    """Name the functions for which no organisation is left, each of them once."""
    able = [
        [n for n, each in enumerate(those) if serves(each, types)]
        for _name, types in seats
    ]
    return tuple(dict.fromkeys(seats[empty][0] for empty in unserved(able)))


def _surely(each: Participant, types: frozenset[str]) -> bool:
    return bool(each.types) and types.issuperset(each.types)


def _possibly(each: Participant, types: frozenset[str]) -> bool:
    return not each.types or not types.isdisjoint(each.types)


def _are_umbrellas(those: list[Participant]) -> bool:
    return all(each.types == UMBRELLA for each in those)


def _witnesses(
    census: Census, functions: Iterable[frozenset[str]], umbrellas: set[str]
) -> tuple[tuple[Participant, ...], tuple[Excluded, ...]]:
    """List who surely serves a function, and everybody else with the reason."""
    counted = []
    left_out = []
    for each in census.certain:
        code = each.place.counts_as if each.place else ""
        if code in umbrellas:
            left_out.append(Excluded(each, Why.HUMAN_JUDGEMENT))
        elif any(_surely(each, types) for types in functions):
            counted.append(each)
        elif any(_possibly(each, types) for types in functions):
            left_out.append(Excluded(each, Why.TYPE_OPEN))
        else:
            left_out.append(Excluded(each, Why.OTHER_GROUP))
    return tuple(counted), (*left_out, *census.uncounted)
