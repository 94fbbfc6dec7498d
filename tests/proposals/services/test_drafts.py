"""Drafts: opened under the newest rules, their facts never silently overwritten."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from alliances.models import ProjectType
from eligibility.services.rulebooks import publish_rulebook
from proposals.errors import (
    GrantNegative,
    NotAllowed,
    OtherLot,
    StaleVersion,
    TypeDropped,
)
from proposals.models import Proposal
from proposals.services.drafts import Facts, change_facts, open_alliance
from tests.factories import make_call, make_draft, make_user
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db


def facts(proposal, **values):
    alliance = proposal.alliance
    return Facts(
        **{
            "acronym": alliance.acronym,
            "title": alliance.title,
            "project_type": alliance.project_type,
            "sector": alliance.sector,
            "duration_months": proposal.duration_months,
            "grant_requested_eur": proposal.grant_requested_eur,
            **values,
        }
    )


def change(proposal, *, facts_version=1, by=None, **values):
    return change_facts(
        proposal=proposal,
        facts=facts(proposal, **values),
        facts_version=facts_version,
        by=by or proposal.alliance.coordinator,
    )


def project_type(lot, code="standard"):
    return ProjectType.objects.get(lot__code=lot, code=code)


def test_alliance_opens_empty_under_the_newest_rulebook():
    make_call(pending_partners="warn")
    newest = publish_rulebook(text=rules_of(pending_partners="block"), reason="New.")
    person = make_user()

    proposal = open_alliance(
        acronym="SKILLS", title="Skills", project_type=project_type("lot-2"), by=person
    )

    proposal.refresh_from_db()
    assert proposal.rulebook == newest
    assert newest.version == 2
    assert proposal.alliance.coordinator == person
    assert proposal.alliance.call.code == "open"
    assert proposal.alliance.lot.code == "lot-2"
    assert proposal.alliance.partnerships.count() == 0
    assert (proposal.revision, proposal.facts_version) == (1, 1)


def test_type_that_the_newest_rules_dropped_opens_nothing():
    lot = make_call().lots.get(code="lot-2")
    dropped = ProjectType.objects.create(
        lot=lot, code="dropped", title="Dropped", position=9
    )

    with pytest.raises(TypeDropped):
        open_alliance(acronym="A", title="", project_type=dropped, by=make_user())

    assert Proposal.objects.count() == 0


def test_draft_keeps_its_rulebook_when_a_newer_one_is_published():
    proposal = make_draft()
    publish_rulebook(text=rules_of(pending_partners="block"), reason="New.")

    assert change(proposal, title="Other").rulebook.version == 1


def test_changed_facts_are_stored_and_counted():
    proposal = make_draft()
    large = project_type("lot-2", "large")

    changed = change(
        proposal,
        acronym="NEW",
        title="A new title",
        project_type=large,
        sector="cybersecurity",
        duration_months=36,
        grant_requested_eur=Decimal("1234.50"),
    )

    stored = Proposal.objects.get()
    assert facts(stored) == facts(changed)
    assert facts(stored) == Facts(
        "NEW", "A new title", large, "cybersecurity", 36, Decimal("1234.50")
    )
    assert (changed.revision, changed.facts_version) == (2, 2)
    assert changed.changed_at > proposal.changed_at


def test_facts_can_be_unknown_again():
    changed = change(make_draft(), duration_months=None, grant_requested_eur=None)

    assert (changed.duration_months, changed.grant_requested_eur) == (None, None)


def test_stale_form_overwrites_nothing_and_shows_what_stands():
    proposal = make_draft()
    change(proposal, acronym="THEIRS", duration_months=24)

    with pytest.raises(StaleVersion) as refusal:
        change(proposal, acronym="MINE", duration_months=36)

    stored = Proposal.objects.get()
    assert (stored.alliance.acronym, stored.duration_months) == ("THEIRS", 24)
    assert (stored.revision, stored.facts_version) == (2, 2)
    assert facts(refusal.value.current) == facts(stored)
    assert refusal.value.current.facts_version == 2


def test_adding_a_partner_does_not_make_the_facts_stale():
    proposal = make_draft()
    Proposal.objects.update(revision=7)

    assert change(proposal, title="Other").revision == 8


def test_project_type_stays_in_its_lot():
    proposal = make_draft(lot="lot-2")

    with pytest.raises(OtherLot):
        change(proposal, project_type=project_type("lot-1"))

    assert Proposal.objects.get().facts_version == 1


@pytest.mark.parametrize(
    ("grant", "refused"), [("-0.01", True), ("0", False), ("0.01", False)]
)
def test_grant_is_not_negative(grant, refused):
    proposal = make_draft()

    if refused:
        with pytest.raises(GrantNegative):
            change(proposal, grant_requested_eur=Decimal(grant))
    else:
        changed = change(proposal, grant_requested_eur=Decimal(grant))
        assert changed.grant_requested_eur == Decimal(grant)


def test_stranger_changes_nothing():
    proposal = make_draft()

    with pytest.raises(NotAllowed) as refusal:
        change(proposal, acronym="MINE", by=make_user())

    assert str(refusal.value) == (
        "Only the coordinator of this alliance and colleagues may do this."
    )
    assert Proposal.objects.get().alliance.acronym == "SKILLS"


def test_other_trouble_of_the_database_is_not_disguised():
    with pytest.raises(IntegrityError):
        change(make_draft(), duration_months=-1)
