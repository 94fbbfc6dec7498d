"""The fast reading of a whole call says what evaluating each draft alone says."""

import random
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.models import Partnership, ProjectType
from alliances.selectors.reference import published_tables
from alliances.services.reference import publish_edition
from eligibility.catalogue import shipped_text
from eligibility.core import Reading, parse_rulebook
from eligibility.services.assess import assess
from proposals.selectors.administrators import call_verdicts
from proposals.selectors.law.impact import impact_of
from proposals.selectors.law.law_in_force import rulebooks_of
from proposals.selectors.law.shifts import Shifts, shifts_between
from proposals.snapshots import evaluation_day, open_drafts, take
from tests.factories import make_draft, publish_shipped_call
from tests.proposals.borders import tables_with

pytestmark = pytest.mark.django_db

NAMES = [f"Organisation {number}" for number in range(24)]
COUNTRIES = [None, "ES", "ES", "BE", "BG", "RS", "FR", "IT", "PL", "CZ", "RU", "GL"]
PICS = ["", "", "", "", "999999999", "888888888"]
TYPES = ["vet_provider", "sme", "social_partner", "", "sme|vet_provider", "eu_network"]
ROLES = ["full_partner"] * 5 + ["affiliated_entity", "associated_partner"]
ANSWERS = ["confirmed", "confirmed", "invited", "not_invited", "declined", "withdrawn"]


def scatter(call, seed, *, drafts=24):
    """Make drafts by chance; every third one states what the one before stated.

    Some are one row twice, some have rows of one organisation, none or two applicants.
    """
    chance = random.Random(seed)  # noqa: S311  # a test that can be repeated
    kinds = list(ProjectType.objects.filter(lot__call=call).select_related("lot"))
    for number in range(drafts):
        if number % 3 != 1:
            facts, rows = _facts(chance, kinds), _rows(chance)
        draft = make_draft(call, acronym=f"DRAFT{number}", **facts)
        Partnership.objects.bulk_create(
            Partnership(
                alliance=draft.alliance,
                number=place + 1,
                **{**row, "name": f"{row['name']}{' again' * (number % 3 == 1)}"},
            )
            for place, row in enumerate(rows)
        )


def _facts(chance, kinds):
    kind = chance.choice(kinds)
    return {
        "lot": kind.lot.code,
        "project_type": kind.code,
        "sector": chance.choice(["", "cybersecurity", "steel", "Something else"]),
        "duration_months": chance.choice([None, 24, 36, 48]),
        "grant_requested_eur": chance.choice([None, Decimal(700_000), Decimal(10**7)]),
    }


def _rows(chance):
    rows = [
        {
            "name": chance.choice(NAMES),
            "country_id": chance.choice(COUNTRIES),
            "role": chance.choice(ROLES),
            "types": chance.choice(TYPES),
            "pic": chance.choice(PICS),
            "confirmation": chance.choice(ANSWERS),
            "added_value": chance.choice(["", "A text."]),
        }
        for _row in range(chance.choice([0, 3, 12, 20]))
    ]
    if rows:
        rows[0] |= {"role": "applicant", "confirmation": "confirmed"}
    return rows


def reports(call, rulebook=None):
    """Evaluate every open draft by itself; `rulebook` in the place of its own."""
    now, pinned = timezone.now(), rulebooks_of(call)
    return {
        draft.pk: assess(
            snapshot=take(draft),
            rulebook=rulebook or pinned[draft.rulebook_id],
            on=evaluation_day(call, now),
        )
        for draft in open_drafts(call)
    }


def expected(before, after):
    """Return what differs between the reports, by proposal."""
    shifts = {key: shifts_between(before[key], after[key]) for key in before}
    return {key: each for key, each in shifts.items() if each.clauses or each.is_flip}


def seen(found):
    """Return the same of what the fast reading found."""
    return {
        each.proposal: shifts_of(each.planned, each.confirmed, each.clauses)
        for each in found.touched
    }


def shifts_of(planned, confirmed, clauses):
    return Shifts(
        planned=planned, confirmed=confirmed, clauses=clauses, has_no_place=False
    )


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("code", ["rehearsal", "2014"])
def test_countries_that_move_do_what_evaluating_each_draft_says(code, seed):
    call = publish_shipped_call(code)
    scatter(call, seed)
    edition = call.editions.get()
    tables = tables_with(published_tables(edition), ES="partner", BE="partner")

    found = impact_of(call=call, now=timezone.now(), tables=tables)

    before = reports(call)
    publish_edition(call=call, tables=tables, reason="A test.")
    assert seen(found) == expected(before, reports(call)) != {}


@pytest.mark.parametrize("seed", range(2))
def test_other_rules_do_what_evaluating_each_draft_says(seed):
    call = publish_shipped_call("rehearsal")
    scatter(call, seed)
    text = shipped_text("rehearsal")
    fewer = text.replace("value = 12", "value = 6").replace("value = 5", "value = 2")
    law = parse_rulebook(fewer, source="new")

    found = impact_of(call=call, now=timezone.now(), rulebook=law)

    assert seen(found) == expected(reports(call), reports(call, law)) != {}


@pytest.mark.parametrize("seed", range(2))
def test_verdicts_of_a_call_are_those_of_each_draft(seed):
    call = publish_shipped_call("rehearsal")
    scatter(call, seed)

    found = call_verdicts.verdicts_of_call(call, now=timezone.now())

    assert found.outcomes == {
        key: report.of(Reading.PLANNED) for key, report in reports(call).items()
    }
