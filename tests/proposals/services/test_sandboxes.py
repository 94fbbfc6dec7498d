"""Imagining: kept as changes, owned by one person, and nothing of it in the draft."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliances.enums import Role
from alliances.models import ProjectType
from proposals.errors import NotAllowed
from proposals.errors.sandboxes import SandboxFull
from proposals.models import Sandbox, SandboxPartner
from proposals.models.sandboxes import KEPT
from proposals.services import sandboxes
from proposals.services.composition import remove_partner
from proposals.services.sandboxes import (
    FACTS,
    delete_expired_sandboxes,
    keep_change,
    start_over,
    take_back,
)
from proposals.tasks import delete_expired_sandboxes as task
from tests.factories import make_colleague, make_user
from tests.proposals.services.imagining import (
    as_role,
    as_type,
    imagine,
    imagine_these,
    newcomer,
    stored,
    without,
)

pytestmark = pytest.mark.django_db


def held(proposal, by=None):
    """Return what is imagined of partners: name or number, out, role, types."""
    rows = stored(proposal, by).partners.select_related("partnership")
    return [
        (
            each.partnership.number if each.partnership else each.name,
            each.is_out,
            each.role,
            each.types,
        )
        for each in rows
    ]


def age(proposal, days):
    Sandbox.objects.filter(proposal=proposal).update(
        changed_at=timezone.now() - dt.timedelta(days=days)
    )


def test_changes_are_kept_and_the_draft_stays(proposal):
    before = (proposal.revision, proposal.alliance.partnerships.count())

    imagine(proposal, without(2), as_role(3, Role.ASSOCIATED_PARTNER))
    imagine(proposal, newcomers=[newcomer("Forge")])

    proposal.refresh_from_db()
    assert held(proposal) == [
        (2, True, "", ""),
        (3, False, Role.ASSOCIATED_PARTNER, ""),
        ("Forge", False, Role.FULL_PARTNER, "sme"),
    ]
    assert (proposal.revision, proposal.alliance.partnerships.count()) == before


def test_as_in_the_draft_is_no_change(proposal):
    imagine(proposal, without(2), as_role(3, Role.ASSOCIATED_PARTNER))

    imagine(
        proposal,
        (2, {"is_out": False}),
        as_role(3, Role.FULL_PARTNER),
        as_type(1, "higher_education"),
    )

    assert held(proposal) == []


def test_parts_of_a_change_add_up_and_twice_is_once(proposal):
    imagine(proposal, as_role(2, Role.ASSOCIATED_PARTNER))
    for _press in range(2):
        imagine(proposal, as_type(2, "sme", "ngo"))
    imagine(proposal, without(2))

    assert held(proposal) == [(2, True, Role.ASSOCIATED_PARTNER, "sme|ngo")]


def test_a_number_that_takes_no_part_is_passed_over(proposal, maria):
    row = proposal.alliance.partnerships.get(number=3)
    remove_partner(partnership=row, version=row.version, by=maria)

    imagine(proposal, without(3), without(99))

    assert held(proposal) == []


def test_one_imagined_applicant_takes_the_place_of_another(proposal):
    imagine(proposal, as_role(2, Role.APPLICANT))
    imagine(proposal, newcomers=[newcomer("Forge", role=Role.APPLICANT)])
    assert held(proposal) == [("Forge", False, Role.APPLICANT, "sme")]

    imagine(proposal, as_role(3, Role.APPLICANT), without(1))

    assert held(proposal) == [
        ("Forge", False, Role.FULL_PARTNER, "sme"),
        (3, False, Role.APPLICANT, ""),
        (1, True, "", ""),
    ]


def test_the_same_newcomer_twice_is_one(proposal):
    key = uuid.uuid4()

    for _press in range(2):
        imagine(proposal, newcomers=[newcomer("Forge", key=key)])

    assert len(held(proposal)) == 1


def test_too_many_newcomers_are_refused_and_none_of_them_stays(proposal, monkeypatch):
    monkeypatch.setattr(sandboxes, "MOST_NEWCOMERS", 1)
    imagine(proposal, newcomers=[newcomer("Forge")])

    with pytest.raises(SandboxFull):
        imagine(proposal, without(2), newcomers=[newcomer("Anvil")])

    assert [each[0] for each in held(proposal)] == ["Forge"]


def test_facts_are_imagined_and_as_in_the_draft_they_are_none(proposal):
    large = ProjectType.objects.get(lot=proposal.alliance.lot, code="large")
    imagine_these(proposal, kind=large, duration=36, grant=Decimal(1))
    sandbox = stored(proposal)
    assert (sandbox.project_type, sandbox.duration_months) == (large, 36)
    assert sandbox.grant_requested_eur == 1
    assert sandbox.has_facts

    imagine_these(
        proposal,
        kind=proposal.alliance.project_type,
        duration=proposal.duration_months,
        grant=proposal.grant_requested_eur,
    )

    assert not stored(proposal).has_facts


def test_one_change_is_taken_back_and_then_everything(proposal, maria):
    imagine(proposal, without(2), without(3))
    imagine_these(proposal, duration=36)
    first = stored(proposal).partners.first()

    for _press in range(2):
        take_back(proposal=proposal, key=first.pk, by=maria)
    assert (held(proposal), stored(proposal).has_facts) == ([(3, True, "", "")], True)
    take_back(proposal=proposal, key=FACTS, by=maria)
    assert (len(held(proposal)), stored(proposal).has_facts) == (1, False)
    start_over(proposal=proposal, by=maria)

    assert held(proposal) == []


def test_a_change_is_kept_although_the_draft_moved(proposal, maria):
    imagine(proposal, without(2), without(3))
    imagine_these(proposal, duration=36)
    rows = list(stored(proposal).partners.select_related("partnership"))
    proposal.alliance.partnerships.filter(number=2).update(version=7)
    row = proposal.alliance.partnerships.get(number=3)
    remove_partner(partnership=row, version=row.version, by=maria)
    type(proposal).objects.update(facts_version=5)

    for key in (*(each.pk for each in rows), FACTS):
        keep_change(proposal=proposal, key=key, by=maria)

    (left,) = stored(proposal).partners.all()
    assert (left.partnership.number, left.has_moved) == (2, False)
    assert stored(proposal).seen_facts_version == 5


def test_each_person_has_their_own(proposal, maria):
    ines = make_colleague(proposal)

    imagine(proposal, without(2))
    imagine(proposal, without(3), by=ines)

    assert [each[0] for each in held(proposal)] == [2]
    assert [each[0] for each in held(proposal, ines)] == [3]
    assert {maria, ines} == {each.owner for each in Sandbox.objects.all()}


def test_whoever_cannot_edit_the_draft_imagines_nothing(proposal):
    with pytest.raises(NotAllowed):
        imagine(proposal, without(2), by=make_user())

    assert not Sandbox.objects.exists()


def test_every_change_names_another_state_and_starts_the_thirty_days_anew(proposal):
    first = imagine(proposal, without(2)).state
    age(proposal, 29)

    second = imagine(proposal, without(2))

    assert first != second.state
    assert second.expires_at - timezone.now() > dt.timedelta(days=29)


def test_an_expired_one_begins_afresh(proposal):
    old = imagine(proposal, without(2))
    age(proposal, KEPT.days)

    imagine(proposal, without(3))

    assert held(proposal) == [(3, True, "", "")]
    assert stored(proposal).pk != old.pk


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_the_sweeper_deletes_what_nobody_changed_for_thirty_days(proposal, days, left):
    imagine(proposal, without(2), newcomers=[newcomer()])
    age(proposal, days)

    assert delete_expired_sandboxes() == 1 - left

    assert Sandbox.objects.count() == left
    assert SandboxPartner.objects.count() == 2 * left


def test_task_and_command_sweep_too(proposal, capsys):
    imagine(proposal, without(2))
    age(proposal, 30)
    call_command("delete_expired_sandboxes")
    assert capsys.readouterr().out == "1 deleted\n"
    imagine(proposal, without(2))
    age(proposal, 30)

    task()

    assert not Sandbox.objects.exists()


def test_the_database_refuses_a_second_one_and_a_newcomer_without_a_role(proposal):
    sandbox = imagine(proposal, without(2))

    for refused in (
        lambda: Sandbox.objects.create(
            proposal=proposal, owner=sandbox.owner, changed_at=timezone.now()
        ),
        lambda: SandboxPartner.objects.create(sandbox=sandbox, name="Nobody"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_rows_are_called_what_a_person_would_call_them(proposal):
    sandbox = imagine(proposal, newcomers=[newcomer("Forge")])

    assert str(sandbox.partners.get()) == "Forge"
    assert str(sandbox) == f"{proposal.pk} ({sandbox.owner_id})"
