"""The log: numbered rows that follow each other, written with the act."""

import json
import uuid
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alliances.enums import Role
from proposals.enums import ActivityKind, Actor
from proposals.errors import StaleVersion
from proposals.models import Activity, ActivityHead, ActivityPerson
from proposals.models.activity import BEGINNING, ActivityIsFinal
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.activity import (
    Act,
    Contact,
    note_act,
    note_acts,
    note_everywhere,
)
from proposals.services.composition import (
    PartnerEntry,
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from proposals.services.confirmation_requests import request_confirmations
from tests.factories import add, make_draft, make_user

pytestmark = pytest.mark.django_db

HEADS = ActivityHead._meta.db_table


def said(row):
    return row.number, row.kind, row.partner, json.loads(row.facts)


def note(proposal, kind=ActivityKind.ARCHIVED, **facts):
    by = proposal.alliance.coordinator
    note_act(draft=proposal, kind=kind, by=by, facts=facts)


def test_rows_are_numbered_and_each_carries_the_digest_of_the_one_before():
    proposal = make_draft()

    note(proposal)
    note(proposal, rules=2)

    first, second = Activity.objects.all()
    assert (first.number, first.previous) == (1, BEGINNING)
    assert (second.number, second.previous) == (2, first.digest)
    assert second.digest == second.computed_digest != first.digest
    assert second.facts == '{"rules":2}'


def test_proposals_have_a_log_each():
    first, second = make_draft(), make_draft()

    note(first)
    note(second)

    assert [each.number for each in Activity.objects.all()] == [1, 1]


def test_chain_holds_no_name_and_no_address():
    proposal = make_draft(by=make_user("maria@example.org", full_name="Maria Rossi"))

    note_act(
        draft=proposal,
        kind=ActivityKind.ASKED,
        by=proposal.alliance.coordinator,
        whom=Contact("contact@school.example"),
    )

    row = Activity.objects.get()
    maria, contact = ActivityPerson.objects.order_by("email").reverse()
    assert (maria.email, contact.email) == ("maria@example.org", contact.email)
    assert (row.who, row.whom) == (maria.commitment, contact.commitment)
    assert not [word for word in ("maria", "Rossi", "school") if word in row.text]
    assert maria.commitment == maria.computed_commitment


def test_person_is_kept_once_and_anew_after_a_change_of_name():
    proposal = make_draft()
    maria = proposal.alliance.coordinator

    note(proposal)
    note(proposal)
    maria.full_name = "Maria Bianchi"
    note_act(draft=proposal, kind=ActivityKind.ARCHIVED, by=maria)

    assert [each.name for each in ActivityPerson.objects.order_by("pk")] == [
        "",
        "Maria Bianchi",
    ]


def test_same_name_in_two_logs_has_two_commitments():
    maria = make_user()
    for _each in range(2):
        note(make_draft(by=maria))

    first, second = Activity.objects.all()
    assert first.who != second.who


def test_several_acts_cost_as_much_as_one():
    proposal = make_draft()
    maria = proposal.alliance.coordinator
    note(proposal)
    acts = [Act(ActivityKind.ARCHIVED, maria, partner=each) for each in range(1, 4)]

    with CaptureQueriesContext(connection) as one:
        note(proposal)
    with CaptureQueriesContext(connection) as three:
        note_acts(draft=proposal, acts=acts)

    assert (len(one), len(three)) == (2, 2)
    assert Activity.objects.count() == 5


def test_system_acts_without_a_commitment():
    proposal = make_draft()
    note_act(draft=proposal, kind=ActivityKind.VERDICT_FLIPPED, by=None)

    note_act(draft=proposal, kind=ActivityKind.VERDICT_FLIPPED, by=None)

    row = Activity.objects.get(number=2)
    assert (row.actor, row.who, row.whom) == (Actor.SYSTEM, "", "")
    assert ActivityPerson.objects.count() == 0


AROUND = {
    "sqlite": [
        "INSERT OR REPLACE INTO {rows} SELECT * FROM {rows}",
        "INSERT OR REPLACE INTO {heads} SELECT * FROM {heads}",
        "UPDATE OR REPLACE {rows} SET facts = '1'",
    ],
    "postgresql": [
        "TRUNCATE {rows}",
        "TRUNCATE {heads}",
        "TRUNCATE {rows}, {heads}",
        "INSERT INTO {rows} TABLE {rows} ON CONFLICT (id) DO UPDATE SET facts = '1'",
    ],
}
"""What each engine has besides changing and deleting."""


def refused(statement):
    """Say whether the engine refuses what would change a log of one row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # or it refuses for another reason
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with (
            pytest.raises(IntegrityError, match="activity is final"),
            transaction.atomic(),
        ):
            cursor.execute(statement.format(rows=Activity._meta.db_table, heads=HEADS))
    return Activity.objects.get().facts == "{}"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {rows} SET facts = '1'",
        "DELETE FROM {rows}",
        "DELETE FROM {heads}",
        "UPDATE {heads} SET number = number",
        "UPDATE {heads} SET number = number - 1",
        "UPDATE {heads} SET number = 9, proposal_id = 0",
    ],
)
def test_engine_refuses_to_change_and_to_delete_a_row(statement):
    note(make_draft())

    assert refused(statement)


@pytest.mark.parametrize("number", range(4))
def test_engine_refuses_the_ways_around(number):
    note(make_draft())
    ways = AROUND[connection.vendor]

    assert refused(ways[number % len(ways)])


def test_engine_keeps_number_and_digest_of_the_newest_row():
    draft, other = make_draft(), make_draft()
    for each in (draft, other, draft):
        note(each)

    kept = dict(ActivityHead.objects.values_list("proposal", "digest"))
    numbers = dict(ActivityHead.objects.values_list("proposal", "number"))

    assert numbers == {draft.pk: 2, other.pk: 1}
    assert kept == {
        each.pk: Activity.objects.filter(proposal=each).latest("number").digest
        for each in (draft, other)
    }


def test_model_refuses_to_change_and_to_delete_a_row():
    note(make_draft())
    row = Activity.objects.get()

    for act in (
        row.save,
        row.delete,
        Activity.objects.all().delete,
        lambda: Activity.objects.update(facts=""),
        lambda: Activity.objects.bulk_update([row], ["facts"]),
    ):
        with pytest.raises(ActivityIsFinal):
            act()


def test_act_that_is_refused_leaves_no_row():
    proposal = make_draft()
    row = add(proposal, "School")
    entry = PartnerEntry("School", None, Role.FULL_PARTNER)
    maria = proposal.alliance.coordinator

    with pytest.raises(StaleVersion):
        change_partner(partnership=row, entry=entry, version=7, by=maria)

    assert Activity.objects.count() == 0


def test_partner_is_added_changed_removed_and_put_back():
    proposal = make_draft()
    by = proposal.alliance.coordinator
    entry = PartnerEntry("School", None, Role.FULL_PARTNER)
    other = PartnerEntry("School of Plovdiv", None, Role.ASSOCIATED_PARTNER)

    row = add_partner(proposal=proposal, entry=entry, request_key=uuid.uuid4(), by=by)
    row = change_partner(partnership=row, entry=other, version=1, by=by)
    row = remove_partner(partnership=row, version=2, by=by)
    remove_partner(partnership=row, version=3, by=by)
    restore_partner(partnership=row, by=by)

    assert [said(each) for each in Activity.objects.all()] == [
        (1, "partner-added", 1, {"left": None, "role": "full_partner"}),
        (
            *(2, "partner-changed", 1),
            {
                "changed": ["name", "role"],
                "role": ["full_partner", "associated_partner"],
            },
        ),
        (3, "partner-removed", 1, {}),
        (4, "partner-restored", 1, {}),
    ]


def test_each_partner_that_is_asked_has_a_row_and_a_second_press_none(sent):  # noqa: ARG001  # no mail leaves
    proposal = make_draft()
    add(proposal, "University", role=Role.APPLICANT)
    for each in ("School", "Forge"):
        add(proposal, each, confirmation="not_invited")
    asking = partial(
        request_confirmations,
        proposal=proposal,
        addresses={2: "a@example.org", 3: "b@example.org"},
        by=proposal.alliance.coordinator,
    )

    first, second = asking()
    asking()

    assert [said(each) for each in Activity.objects.all()] == [
        (1, "asked", 2, {"request": first.pk}),
        (2, "asked", 3, {"request": second.pk}),
    ]


def test_system_notes_in_many_logs_at_once():
    drafts = [make_draft(), make_draft()]
    note(drafts[0])
    facts = {each.pk: {"edition": 2} for each in drafts}

    with CaptureQueriesContext(connection) as asked:
        note_everywhere(kind=ActivityKind.VERDICT_FLIPPED, facts=facts)

    rows = Activity.objects.filter(kind="verdict-flipped").order_by("proposal_id")
    assert len(asked) == 3
    assert [said(each) for each in rows] == [
        (2, "verdict-flipped", None, {"edition": 2}),
        (1, "verdict-flipped", None, {"edition": 2}),
    ]
    assert verify_chains().breaks == ()
