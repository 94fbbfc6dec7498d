"""Whether another live application takes a place that this one needs."""

from collections.abc import Mapping
from typing import Any

from eligibility.core.census import Census, organisation_key
from eligibility.core.findings import Evidence, Excluded
from eligibility.core.terms import Outcome, Why

ORGANISATION_SCOPE = "organisation"
"""The scope in which an organisation may stand in one application, in any role."""


def exclusive(
    census: Census, arguments: Mapping[str, Any], _value: object
) -> Evidence | None:
    """Ask whether another live application takes the place this one needs."""
    if arguments["scope"] == ORGANISATION_SCOPE:
        return _organisations_free(census)
    elsewhere = census.snapshot.applications_elsewhere
    if elsewhere is None:
        return None
    applicants = tuple(census.applicants)
    if len(applicants) != 1 or not (census.snapshot.sector or "").strip():
        return Evidence(Outcome.UNKNOWN, 1)
    outcome = Outcome.NOT_MET if elsewhere else Outcome.MET
    return Evidence(outcome, 1, 1 + elsewhere, 1 + elsewhere, applicants)


def _organisations_free(census: Census) -> Evidence | None:
    """Count the organisations, in any role, that stand in no other application.

    Where neither country nor PIC is known, nobody can tell which organisation it is.
    """
    elsewhere = census.snapshot.standing_elsewhere
    if elsewhere is None:
        return None
    free, taken, unplaced = [], [], []
    for each in census.organisations:
        key = organisation_key(each)
        if key is None:
            unplaced.append(Excluded(each, Why.COUNTRY_UNKNOWN))
        elif key in elsewhere:
            taken.append(Excluded(each, Why.STANDS_ELSEWHERE))
        else:
            free.append(each)
    required, found = len(census.organisations), len(free)
    possible = found + len(unplaced)
    open_or_met = Outcome.UNKNOWN if unplaced else Outcome.MET
    outcome = Outcome.NOT_MET if taken else open_or_met
    left_out = (*taken, *unplaced)
    return Evidence(outcome, required, found, possible, tuple(free), left_out)
