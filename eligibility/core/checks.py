"""The checks: functions that know arithmetic, not law.

Each takes the census of one reading, the clause's arguments and the value in force, and
answers with evidence for every input. It answers None only where the snapshot cannot
carry the facts; the clause is then left out of the report.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eligibility.core.census import Census
from eligibility.core.country_functions import each_country_has
from eligibility.core.exclusivity import exclusive
from eligibility.core.findings import Evidence, Excluded
from eligibility.core.snapshot import Participant, Place
from eligibility.core.terms import Answer, Outcome, Reading, Standing, Why

Check = Callable[[Census, Mapping[str, Any], Any], Evidence | None]


def minimum(required: int, certain: int, possible: int) -> Outcome:
    """Say whether a minimum is reached: surely, possibly, or not even possibly."""
    if certain >= required:
        return Outcome.MET
    return Outcome.NOT_MET if possible < required else Outcome.UNKNOWN


def count_exactly(
    census: Census, arguments: Mapping[str, Any], required: int
) -> Evidence:
    """Count the organisations with a role; a second one is a burden even if invited."""
    counted = tuple(
        [each for each in census.organisations if each.role is arguments["role"]]
    )
    found = len(counted)
    if found != required:
        outcome = Outcome.NOT_MET
        return Evidence(outcome, required, found, found, counted, census.merged)
    if census.reading is Reading.PLANNED:
        return Evidence(Outcome.MET, required, found, found, counted, census.merged)
    waiting = [each for each in counted if each.answer is Answer.INVITED]
    outcome = Outcome.UNKNOWN if waiting else Outcome.MET
    left_out = tuple([Excluded(each, Why.INVITED) for each in waiting])
    sure = tuple([each for each in counted if each.answer is not Answer.INVITED])
    return Evidence(outcome, required, len(sure), found, sure, left_out + census.merged)


def role_in_status(
    census: Census, arguments: Mapping[str, Any], _value: object
) -> Evidence:
    """Ask where the one organisation with a role is; unknown unless there is one."""
    holders = [each for each in census.organisations if each.role is arguments["role"]]
    if len(holders) != 1:
        return Evidence(Outcome.UNKNOWN)
    (holder,) = holders
    if holder.place is None:
        left_out = (Excluded(holder, Why.COUNTRY_UNKNOWN),)
        return Evidence(Outcome.UNKNOWN, not_counted=left_out)
    if holder.place.standing is arguments["standing"]:
        return Evidence(Outcome.MET, counted=(holder,))
    is_partner = holder.place.standing is Standing.PARTNER
    why = Why.PARTNER_COUNTRY if is_partner else Why.NO_STATUS
    return Evidence(Outcome.NOT_MET, not_counted=(Excluded(holder, why),))


def countries_at_least(
    census: Census, arguments: Mapping[str, Any], required: int
) -> Evidence:
    """Count distinct countries; each unknown one may be a new country."""
    counted, not_counted = census.certain, census.uncounted
    certain = census.countries
    if arguments["count"] == "eu-member":
        counted, not_counted = _members_only(census)
        certain = frozenset([_place(each).counts_as for each in counted])
    open_places = [
        each.participant.place
        for each in not_counted
        if each.why is Why.COUNTRY_UNKNOWN or each.why is Why.INVITED
    ]
    reachable = {place.counts_as for place in open_places if place}
    possible = len(certain | reachable) + open_places.count(None)
    outcome = minimum(required, len(certain), possible)
    return Evidence(outcome, required, len(certain), possible, counted, not_counted)


def _members_only(
    census: Census,
) -> tuple[tuple[Participant, ...], tuple[Excluded, ...]]:
    """Split off the organisations of Programme countries outside the Union."""
    counted = [each for each in census.certain if _place(each).is_eu_member]
    outside = [
        Excluded(each, Why.NOT_EU_MEMBER)
        for each in census.certain
        if not _place(each).is_eu_member
    ]
    waiting = [
        each
        if each.participant.place is None or each.participant.place.is_eu_member
        else Excluded(each.participant, Why.NOT_EU_MEMBER)
        for each in census.open_cases
    ]
    return tuple(counted), (*waiting, *outside, *census.excluded)


def _place(each: Participant) -> Place:
    """Return the place of an organisation that counts: it has one."""
    assert each.place is not None  # noqa: S101  # the census never counts an unknown one
    return each.place


def count_at_least(
    census: Census, _arguments: Mapping[str, Any], required: int
) -> Evidence:
    """Count full partners, the applicant included, in Programme countries."""
    found = len(census.certain)
    possible = found + len(census.open_cases)
    outcome = minimum(required, found, possible)
    return Evidence(
        outcome, required, found, possible, census.certain, census.uncounted
    )


def groups_at_least(
    census: Census, arguments: Mapping[str, Any], required: int
) -> Evidence:
    """Count full partners of one group, each group on its own.

    One organisation serves one group only: the engine joins the groups afterwards.
    """
    # Hundreds of organisations state a few types between them.
    all_stated = {each.types for each in census.organisations}
    why = {stated: _why_no_member(stated, arguments["types"]) for stated in all_stated}
    counted = [each for each in census.certain if why[each.types] is None]
    open_cases = [
        Excluded(each, Why.TYPE_OPEN)
        for each in census.certain
        if why[each.types] is Why.TYPE_OPEN
    ]
    others = [
        Excluded(each, Why.OTHER_GROUP)
        for each in census.certain
        if why[each.types] is Why.OTHER_GROUP
    ]
    for case in census.open_cases:
        if why[case.participant.types] is Why.OTHER_GROUP:
            others.append(Excluded(case.participant, Why.OTHER_GROUP))
        else:
            open_cases.append(case)
    found, possible = len(counted), len(counted) + len(open_cases)
    not_counted = (*open_cases, *others, *census.excluded)
    outcome = minimum(required, found, possible)
    return Evidence(outcome, required, found, possible, tuple(counted), not_counted)


def _why_no_member(stated: tuple[str, ...], types: frozenset[str]) -> Why | None:
    """Return why stated types do not surely belong to a group; None if they do."""
    if not stated:
        return Why.TYPE_OPEN
    if types.issuperset(stated):
        return None
    return Why.OTHER_GROUP if types.isdisjoint(stated) else Why.TYPE_OPEN


def value_in(
    census: Census, _arguments: Mapping[str, Any], allowed: tuple[int, ...]
) -> Evidence:
    """Ask whether the duration, in months, is one of those allowed."""
    months = census.snapshot.duration_months
    if months is None:
        return Evidence(Outcome.UNKNOWN, allowed, (), allowed)
    outcome = Outcome.MET if months in allowed else Outcome.NOT_MET
    return Evidence(outcome, allowed, (months,), (months,))


def listed(census: Census, _arguments: Mapping[str, Any], _value: object) -> Evidence:
    """Ask whether the sector is on the Lot's list, by slug or title."""
    stated = census.snapshot.sector or ""
    if not stated.strip():
        return Evidence(Outcome.UNKNOWN)
    is_listed = any(each.is_named(stated) for each in census.snapshot.sectors)
    return Evidence(Outcome.MET if is_listed else Outcome.NOT_MET)


def at_most(
    census: Census, _arguments: Mapping[str, Any], ceilings: Mapping[int, Decimal]
) -> Evidence:
    """Compare the grant with the ceiling of its duration; equal is met."""
    grant = census.snapshot.grant_requested
    months = census.snapshot.duration_months
    reachable = [
        ceiling for each, ceiling in ceilings.items() if months in (None, each)
    ]
    if not reachable:
        return Evidence(Outcome.UNKNOWN, None, grant, grant)
    lowest, highest = min(reachable), max(reachable)
    required = highest if lowest == highest else None
    if grant is None or lowest < grant <= highest:
        return Evidence(Outcome.UNKNOWN, required, grant, grant)
    outcome = Outcome.MET if grant <= lowest else Outcome.NOT_MET
    return Evidence(outcome, required, grant, grant)


def no_duplicates(
    census: Census, _arguments: Mapping[str, Any], _value: object
) -> Evidence:
    """Ask whether every row is an organisation of its own."""
    found = len(census.organisations)
    rows = found + len(census.merged)
    outcome = Outcome.NOT_MET if census.merged else Outcome.MET
    return Evidence(outcome, rows, found, found, not_counted=census.merged)


def text_present(
    census: Census, arguments: Mapping[str, Any], _value: object
) -> Evidence | None:
    """Ask for a text of each organisation in countries of one status, in any role.

    Without a text, a country that is unknown may be one of those.
    """
    if not census.snapshot.has_texts:
        return None
    standing = arguments["standing"]
    here = [e for e in census.organisations if e.place and e.place.standing is standing]
    counted = tuple([each for each in here if each.has_added_value])
    missing = [Excluded(e, Why.TEXT_MISSING) for e in here if not e.has_added_value]
    unplaced = [
        Excluded(each, Why.COUNTRY_UNKNOWN)
        for each in census.organisations
        if each.place is None and not each.has_added_value
    ]
    outcome = Outcome.UNKNOWN if unplaced else Outcome.MET
    found, left_out = len(counted), (*missing, *unplaced)
    return Evidence(
        Outcome.NOT_MET if missing else outcome,
        len(here),
        found,
        found,
        counted,
        left_out,
    )


@dataclass(frozen=True, slots=True)
class Signature:
    """A check with what a rulebook must give it.

    `value` and each argument name a kind that the parser knows how to read.
    `reads_answers` says whether an invited partner counts otherwise than a confirmed
    one; without it both readings have the same evidence.
    """

    check: Check
    value: str
    arguments: Mapping[str, str]
    reads_answers: bool = False


CHECKS: Mapping[str, Signature] = {
    "count-exactly": Signature(
        count_exactly, "count", {"role": "role"}, reads_answers=True
    ),
    "role-in-status": Signature(
        role_in_status, "yes", {"role": "role", "standing": "standing"}
    ),
    "countries-at-least": Signature(
        countries_at_least,
        "count",
        {"count": "programme|eu-member"},
        reads_answers=True,
    ),
    "count-at-least": Signature(count_at_least, "count", {}, reads_answers=True),
    "groups-at-least": Signature(
        groups_at_least,
        "count",
        {"group": "name", "types": "types"},
        reads_answers=True,
    ),
    # Counted like a group, and never joined: it may be the same organisation.
    "must-include": Signature(
        groups_at_least, "count", {"types": "types"}, reads_answers=True
    ),
    "each-country-has": Signature(
        each_country_has, "count", {"functions": "functions"}, reads_answers=True
    ),
    "value-in": Signature(value_in, "months", {"fact": "duration_months"}),
    "listed": Signature(listed, "yes", {"fact": "sector"}),
    "at-most": Signature(at_most, "ceilings", {"fact": "grant_requested"}),
    "no-duplicates": Signature(no_duplicates, "yes", {}),
    "text-present": Signature(
        text_present, "yes", {"fact": "added_value", "standing": "standing"}
    ),
    "exclusive": Signature(
        exclusive, "yes", {"scope": "applicant-and-sector|organisation"}
    ),
}
"""All checks by the name a rulebook gives them."""
