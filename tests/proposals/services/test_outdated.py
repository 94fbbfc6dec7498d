"""Confirmations end when what they covered changes, and do not come back."""

import uuid

import pytest

from alliances.enums import Confirmation, Role
from alliances.models import Country
from proposals.services.composition import (
    PartnerEntry,
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.services.confirmations import (
    confirm_participation,
)
from proposals.services.drafts import Facts, change_facts
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, partner, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(sent):  # noqa: ARG001  # nothing may leave before the test looks
    draft = make_eligible_draft(confirmation=Confirmation.NOT_INVITED)
    confirm_participation(
        token=ask_by_mail(draft),
        name="Anna",
        function="Rector",
        seen_digest=shown(draft),
    )
    return draft


def state_of(proposal, number=2):
    return partner(proposal, number).confirmation


def entry_of(row, **changes):
    stated = {
        "name": row.name,
        "country": row.country,
        "role": Role(row.role),
        "types": tuple(row.type_list),
        "pic": row.pic,
    }
    return PartnerEntry(**{**stated, **changes})


def change(proposal, maria, number=2, **changes):
    row = partner(proposal, number)
    change_partner(
        partnership=row, entry=entry_of(row, **changes), version=row.version, by=maria
    )


def state(proposal, maria, **changes):
    proposal.refresh_from_db()
    alliance = proposal.alliance
    facts = {
        "acronym": alliance.acronym,
        "title": alliance.title,
        "project_type": alliance.project_type,
        "sector": alliance.sector,
        "duration_months": 48,
        "grant_requested_eur": None,
    }
    change_facts(
        proposal=proposal,
        facts=Facts(**{**facts, **changes}),
        facts_version=proposal.facts_version,
        by=maria,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Chamber of Bruges"},
        {"pic": "912345678"},
        {"types": ("sme",)},
        {"role": Role.ASSOCIATED_PARTNER},
        {"country": "DE"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_change_of_the_partner_ends_its_confirmation(proposal, maria, changes):
    if "country" in changes:
        changes = {"country": Country.objects.get(pk=changes["country"])}

    change(proposal, maria, **changes)

    assert state_of(proposal) == Confirmation.INVITED


def test_giving_the_role_back_does_not_bring_it_back(proposal, maria):
    change(proposal, maria, role=Role.ASSOCIATED_PARTNER)
    change(proposal, maria, role=Role.FULL_PARTNER)

    assert state_of(proposal) == Confirmation.INVITED


@pytest.mark.parametrize("changes", [{"acronym": "OTHER"}, {"sector": "cybersecurity"}])
def test_change_of_the_project_ends_confirmations(proposal, maria, changes):
    state(proposal, maria, **changes)

    assert state_of(proposal) == Confirmation.INVITED


def test_polishing_the_title_ends_nothing(proposal, maria):
    state(proposal, maria, title="A better title", duration_months=24)

    assert state_of(proposal) == Confirmation.CONFIRMED


def test_change_of_another_partner_ends_nothing(proposal, maria):
    change(proposal, maria, number=3, name="School of Varna")

    assert state_of(proposal) == Confirmation.CONFIRMED


def test_another_applicant_ends_confirmations(proposal, maria):
    entry = PartnerEntry(name="New applicant", country=None, role=Role.APPLICANT)

    add_partner(proposal=proposal, entry=entry, request_key=uuid.uuid4(), by=maria)

    assert state_of(proposal) == Confirmation.INVITED


def test_restoring_a_partner_brings_its_confirmation_back(proposal, maria):
    row = partner(proposal)
    remove_partner(partnership=row, version=row.version, by=maria)
    restore_partner(partnership=row, by=maria)

    assert state_of(proposal) == Confirmation.CONFIRMED


def test_restoring_a_partner_brings_no_outdated_confirmation_back(proposal, maria):
    row = partner(proposal)
    remove_partner(partnership=row, version=row.version, by=maria)
    change(proposal, maria, number=1, name="University of Segovia")

    restore_partner(partnership=row, by=maria)

    assert state_of(proposal) == Confirmation.INVITED


def test_confirmation_without_an_answer_of_ours_is_left_alone(proposal, maria):
    proposal.alliance.partnerships.filter(number=3).update(
        confirmation=Confirmation.CONFIRMED
    )

    state(proposal, maria, acronym="OTHER")

    assert state_of(proposal, 3) == Confirmation.CONFIRMED
