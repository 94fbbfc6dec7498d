"""Applying a scenario: ordinary changes, all or none, and nothing lost on a refusal."""

import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from alliances.models import ProjectType
from proposals.errors import AllianceFull, NotAllowed, OtherLot
from proposals.errors.sandboxes import (
    DraftMoved,
    NameMissing,
    SandboxChanged,
    SandboxGone,
)
from proposals.models import Sandbox
from proposals.models.sandboxes import KEPT
from proposals.services import composition
from proposals.services.composition import (
    PartnerEntry,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.services.drafts import Facts, change_facts
from proposals.services.sandboxes import keep_change
from tests.factories import make_colleague
from tests.proposals.services.imagining import (
    apply_now,
    as_role,
    as_type,
    imagine,
    imagine_these,
    newcomer,
    stored,
    without,
)

pytestmark = pytest.mark.django_db


def rows(proposal):
    return {
        each.number: (each.name, each.role, each.types)
        for each in proposal.alliance.partnerships.current()
    }


def change_by_colleague(proposal, number, types=("ngo",)):
    row = proposal.alliance.partnerships.get(number=number)
    return change_partner(
        partnership=row,
        entry=PartnerEntry(row.name, row.country, Role(row.role), types),
        version=row.version,
        by=make_colleague(proposal),
    )


def restate(proposal, **facts):
    alliance = proposal.alliance
    stated = {
        "acronym": alliance.acronym,
        "title": alliance.title,
        "project_type": alliance.project_type,
        "sector": alliance.sector,
        "duration_months": proposal.duration_months,
        "grant_requested_eur": proposal.grant_requested_eur,
        **facts,
    }
    proposal.refresh_from_db()
    change_facts(
        proposal=proposal,
        facts=Facts(**stated),
        facts_version=proposal.facts_version,
        by=alliance.coordinator,
    )


def test_everything_imagined_becomes_the_draft(proposal):
    large = ProjectType.objects.get(lot=proposal.alliance.lot, code="large")
    imagine(proposal, without(2), as_role(3, Role.ASSOCIATED_PARTNER))
    imagine(proposal, as_type(3, "ngo"), newcomers=[newcomer("Forge")])
    imagine_these(proposal, kind=large, duration=36, grant=Decimal(1))

    number = apply_now(proposal)

    proposal = type(proposal).objects.select_related("alliance__project_type").get()
    assert number == 4
    assert rows(proposal) == {
        1: ("University of Soria", Role.APPLICANT, "higher_education"),
        3: ("School of Plovdiv", Role.ASSOCIATED_PARTNER, "ngo"),
        4: ("Forge", Role.FULL_PARTNER, "sme"),
    }
    assert proposal.alliance.project_type == large
    assert (proposal.duration_months, proposal.grant_requested_eur) == (36, 1)
    assert proposal.alliance.acronym == "CHARTER"
    sandbox = stored(proposal)
    assert (sandbox.partners.count(), sandbox.has_facts) == (0, False)


def test_facts_that_are_not_imagined_stay(proposal):
    imagine_these(proposal, duration=36)

    apply_now(proposal)

    proposal.refresh_from_db()
    assert (proposal.duration_months, proposal.grant_requested_eur) == (36, 3900000)


def test_what_was_applied_is_undone_as_usual(proposal, maria):
    imagine(proposal, without(2))
    apply_now(proposal)

    restored = restore_partner(
        partnership=proposal.alliance.partnerships.get(number=2), by=maria
    )

    assert restored.takes_part


def test_a_partner_stated_otherwise_keeps_its_added_value(proposal):
    present = proposal.alliance.partnerships.filter(number=3)
    present.update(added_value="Ports of the Black Sea.")
    imagine(proposal, as_role(3, Role.ASSOCIATED_PARTNER))

    apply_now(proposal)

    assert [(each.role, each.added_value) for each in present] == [
        (Role.ASSOCIATED_PARTNER, "Ports of the Black Sea.")
    ]


def test_a_new_applicant_takes_over_whatever_else_its_predecessor_becomes(proposal):
    imagine(proposal, as_role(2, Role.APPLICANT), as_type(1, "ngo"))
    apply_now(proposal)
    assert [each[1:] for each in rows(proposal).values()] == [
        (Role.FULL_PARTNER, "ngo"),
        (Role.APPLICANT, "sector_body"),
        (Role.FULL_PARTNER, "vet_provider"),
    ]
    imagine(proposal, without(2))
    imagine(proposal, newcomers=[newcomer("Forge", role=Role.APPLICANT)])

    apply_now(proposal)

    assert {k: v[1] for k, v in rows(proposal).items()} == {
        1: Role.FULL_PARTNER,
        3: Role.FULL_PARTNER,
        4: Role.APPLICANT,
    }


def test_who_changes_is_asked_anew(proposal):
    imagine(proposal, as_type(2, "ngo"))

    apply_now(proposal)

    answers = proposal.alliance.partnerships.values_list("confirmation", flat=True)
    assert list(answers) == [
        Confirmation.CONFIRMED,
        Confirmation.INVITED,
        Confirmation.CONFIRMED,
    ]


def test_newcomers_are_named_when_applied(proposal):
    imagine(proposal, newcomers=[newcomer(), newcomer("Anvil", country=None, kind="")])
    first, _named = stored(proposal).partners.all()

    with pytest.raises(NameMissing) as refused:
        apply_now(proposal)
    assert refused.value.newcomers == (first.pk,)
    apply_now(proposal, names={first.pk: "Forge"})

    assert list(rows(proposal).values())[3:] == [
        ("Forge", Role.FULL_PARTNER, "sme"),
        ("Anvil", Role.FULL_PARTNER, ""),
    ]


def test_pressing_twice_applies_once(proposal):
    state = imagine(proposal, without(2), newcomers=[newcomer("Forge")]).state

    assert apply_now(proposal, state=state) == 2
    imagine(proposal, without(3))
    assert apply_now(proposal, state=state) == 0

    assert list(rows(proposal)) == [1, 3, 4]


def test_what_another_window_imagined_since_is_not_applied_unseen(proposal):
    seen = imagine(proposal, without(2)).state
    imagine(proposal, without(3))

    with pytest.raises(SandboxChanged):
        apply_now(proposal, state=seen)

    assert len(rows(proposal)) == 3
    assert stored(proposal).partners.count() == 2


def test_nothing_is_applied_where_nothing_is_imagined(proposal):
    with pytest.raises(SandboxGone):
        apply_now(proposal, state=uuid.uuid4())
    imagine(proposal, without(2), (2, {"is_out": False}))

    with pytest.raises(SandboxGone):
        apply_now(proposal)


def test_an_expired_scenario_is_not_applied(proposal):
    imagine(proposal, without(2))
    Sandbox.objects.update(changed_at=timezone.now() - KEPT)

    with pytest.raises(SandboxGone):
        apply_now(proposal)

    assert len(rows(proposal)) == 3


def test_what_moved_in_the_draft_is_named_and_nothing_is_lost(proposal, maria):
    imagine(proposal, as_type(2, "sme"), without(3), as_role(1, Role.FULL_PARTNER))
    imagine_these(proposal, duration=36)
    keys = {
        each.partnership.number: each.pk
        for each in stored(proposal).partners.select_related("partnership")
    }
    change_by_colleague(proposal, 2)
    row = proposal.alliance.partnerships.get(number=3)
    remove_partner(partnership=row, version=row.version, by=maria)
    restate(proposal, title="Another")

    with pytest.raises(DraftMoved) as refused:
        apply_now(proposal)

    assert refused.value.partners == (keys[2], keys[3])
    assert refused.value.facts
    assert rows(proposal)[2][2] == "ngo"
    assert stored(proposal).partners.count() == 3


def test_a_change_decided_anew_is_applied(proposal, maria):
    imagine(proposal, as_type(2, "sme"))
    change_by_colleague(proposal, 2)
    key = stored(proposal).partners.get().pk
    keep_change(proposal=proposal, key=key, by=maria)

    apply_now(proposal)

    assert rows(proposal)[2][2] == "sme"


def test_changes_of_others_elsewhere_are_no_obstacle(proposal):
    imagine(proposal, without(2))
    change_by_colleague(proposal, 3)
    restate(proposal, title="Another")

    apply_now(proposal)

    assert list(rows(proposal)) == [1, 3]


def test_another_lot_is_refused(proposal):
    elsewhere = ProjectType.objects.select_related("lot").get(lot__code="lot-1")
    imagine(proposal, without(2))
    imagine_these(proposal, kind=elsewhere)

    with pytest.raises(OtherLot):
        apply_now(proposal)

    assert len(rows(proposal)) == 3
    assert stored(proposal).project_type == elsewhere


def test_what_a_service_refuses_in_the_middle_undoes_all_of_it(proposal, monkeypatch):
    monkeypatch.setattr(composition, "MOST_PARTNERS", 2)
    imagine(proposal, without(2), newcomers=[newcomer("Forge"), newcomer("Anvil")])

    with pytest.raises(AllianceFull):
        apply_now(proposal)

    assert len(rows(proposal)) == 3
    assert stored(proposal).partners.count() == 3
    proposal.refresh_from_db()
    assert proposal.revision == 1


def test_a_colleague_who_left_applies_nothing(proposal):
    ines = make_colleague(proposal)
    imagine(proposal, without(2), by=ines)
    state = stored(proposal, ines).state
    proposal.colleagues.update(ended_at=timezone.now())

    with pytest.raises(NotAllowed):
        apply_now(proposal, state=state, by=ines)
