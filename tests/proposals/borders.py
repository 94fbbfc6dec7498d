"""Drafts that stand on one country, and tables in which it moves."""

import dataclasses

from alliances.enums import Confirmation
from tests.factories import TABLES, add, make_draft


def tables_with(tables=TABLES, /, **standings):
    """Return tables in which these countries have another standing."""
    rows = tuple(
        dataclasses.replace(
            each, standing=standings.get(each.code, each.standing), is_eu_member=False
        )
        if each.code in standings
        else each
        for each in tables.countries
    )
    return dataclasses.replace(tables, countries=rows)


def three_countries(call, *countries, acronym, confirmation=Confirmation.CONFIRMED):
    """Make a draft that meets every clause if its three countries count."""
    draft = make_draft(call, acronym=acronym)
    first, second, third = countries
    add(draft, f"{acronym} university", first, "higher_education", role="applicant")
    add(draft, "Chamber", second, "sector_body", confirmation=confirmation)
    add(draft, "School", third, "vet_provider", confirmation=confirmation)
    return draft
