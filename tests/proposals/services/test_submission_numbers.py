"""Numbers of submissions: as the field writes them, one year for one call."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from alliances.enums import Role
from eligibility.services.rulebooks import publish_rulebook
from tests.factories import add, make_call, make_draft, make_eligible_draft, submit
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

NUMBER = re.compile(r"^\d{6}-EPP-1-\d{4}-1-[A-Z]{2}-EPPKA2-SSA(-[A-Z])?$")


def test_number_follows_the_pattern_of_the_field():
    call = make_call()
    year = call.deadline.year

    blueprint = submit(make_eligible_draft(call))
    delivery = submit(make_eligible_draft(call, lot="lot-1", sector="Tourism"))

    assert NUMBER.match(blueprint.number)
    assert blueprint.number[6:] == f"-EPP-1-{year}-1-ES-EPPKA2-SSA-B"
    assert delivery.number[6:] == f"-EPP-1-{year}-1-ES-EPPKA2-SSA"
    assert int(delivery.number[:6]) == int(blueprint.number[:6]) + 1


def test_number_has_the_year_of_the_first_deadline_after_an_extension_too():
    make_call("earlier", deadline=timezone.now() - dt.timedelta(days=800))
    call = make_call()
    year = call.deadline.year
    first = submit(make_eligible_draft(call))
    later = call.deadline + dt.timedelta(days=366)
    publish_rulebook(text=rules_of(deadline=later), reason="Over New Year.")
    call.refresh_from_db()

    second = submit(make_eligible_draft(call, lot="lot-1", sector="Tourism"))

    assert call.deadline.year > year
    numbers = [first.number[6:18], second.number[6:18]]
    assert numbers == [f"-EPP-1-{year}-"] * 2


def test_number_passes_over_versions_that_took_no_submissions():
    call = make_call(takes_submissions=False)
    later = call.deadline + dt.timedelta(days=366)
    publish_rulebook(text=rules_of(deadline=later), reason="Opened.")
    call.refresh_from_db()

    number = submit(make_eligible_draft(call)).number

    assert number[6:18] == f"-EPP-1-{later.year}-"


def test_number_names_greece_as_the_union_does():
    proposal = make_draft()
    add(proposal, "Athens", "GR", "higher_education", role=Role.APPLICANT)
    add(proposal, "Chamber", "BE", "sector_body")
    add(proposal, "School", "BG", "vet_provider")

    assert "-1-EL-EPPKA2" in submit(proposal).number
