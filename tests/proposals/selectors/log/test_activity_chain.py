"""Whoever changes a byte of a log, or takes a row out, is found."""

import datetime as dt
import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from proposals.enums import ActivityKind
from proposals.models import Activity, ActivityPerson, ConfirmationRequest, Proposal
from proposals.selectors.log.activity_chain import verify_chains
from proposals.services.activity import Contact, note_act
from proposals.services.confirmations import confirm_participation
from tests.factories import make_draft, make_eligible_draft
from tests.proposals.services.asking import ask_by_mail, shown

pytestmark = pytest.mark.django_db

TABLES = ("proposals_activity", "proposals_activityhead")
CHANGED = {
    "at": "2026-01-01 00:00:00+00:00",
    "kind": "unarchived",
    "actor": "system",
    "who": "x",
    "whom": "x",
    "partner": 2,
    "facts": '{"a":3}',
    "previous": "x",
    "digest": "x",
}
"""Another value for each column that says something of the act."""
MOVING = {"proposal_id", "number"}
"""Columns that say where in which log a row stands."""


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def undefended():
    """Take the triggers off, as who reaches the database might."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%%activity is%%'"
        )
        names = [name for (name,) in cursor]
    for name in names:
        run(f"DROP TRIGGER {name}")


@pytest.fixture
def unguarded(undefended):  # noqa: ARG001  # the triggers are gone
    """Take the triggers off and what they kept of the ends."""
    run("DELETE FROM proposals_activityhead")


@pytest.fixture
def log():
    """Give a proposal with three rows; another one is there too."""
    proposal = make_draft()
    other = make_draft()
    for number in (1, 2, 3):
        note_act(
            draft=proposal,
            kind=ActivityKind.ARCHIVED,
            by=proposal.alliance.coordinator,
            whom=Contact("a@example.org"),
            partner=1,
            facts={"a": number},
        )
    note_act(draft=other, kind=ActivityKind.ARCHIVED, by=other.alliance.coordinator)
    return proposal


def test_sound_logs_are_sound(log):
    report = verify_chains()

    assert (report.proposals, report.rows, report.breaks) == (2, 4, ())
    assert report.head_found
    assert report.guarded
    assert verify_chains(proposal=log).rows == 3


@pytest.mark.parametrize("column", CHANGED)
def test_change_of_any_column_is_found(log, unguarded, column):  # noqa: ARG001  # the triggers are gone
    statement = f'UPDATE proposals_activity SET "{column}" = %s WHERE number = 2'  # noqa: S608  # our own names

    run(statement, CHANGED[column])

    (broken,) = verify_chains().breaks
    assert (broken.alliance, broken.number) == (str(log.alliance.public_id), 2)


@pytest.mark.parametrize(("number", "found"), [(1, 2), (2, 3), (3, 7)])
def test_row_under_another_number_is_found(log, unguarded, number, found):  # noqa: ARG001  # the triggers are gone
    run(
        "UPDATE proposals_activity SET number = 7 WHERE facts = %s", f'{{"a":{number}}}'
    )

    (broken,) = verify_chains().breaks

    assert (broken.number, broken.why) == (found, f"row {number} is missing")


def test_row_in_another_log_is_found_in_both(log, unguarded):  # noqa: ARG001  # the triggers are gone
    other = Proposal.objects.exclude(pk=log.pk).get()

    run("UPDATE proposals_activity SET proposal_id = %s WHERE number = 2", other.pk)

    numbers = {each.alliance: each.number for each in verify_chains().breaks}
    assert numbers == {
        str(log.alliance.public_id): 3,
        str(other.alliance.public_id): 2,
    }


def test_every_column_is_tried():
    columns = {each.column for each in Activity._meta.concrete_fields}

    assert columns == {
        *CHANGED,
        *MOVING,
        "id",
    }  # the key is the engine's own and says nothing


def test_facts_changed_together_with_their_digest_are_found_in_the_next_row(
    log,
    unguarded,  # noqa: ARG001  # the triggers are gone
):
    row = Activity.objects.get(proposal=log, number=2)
    row.facts = '{"a":9}'
    digest = hashlib.sha256(row.text.encode()).hexdigest()
    run(
        "UPDATE proposals_activity SET facts = %s, digest = %s WHERE id = %s",
        *(row.facts, digest, row.pk),
    )

    (broken,) = verify_chains().breaks

    assert (broken.number, broken.why) == (3, "it does not follow the row before it")


@pytest.mark.parametrize("gone", [1, 2])
def test_missing_row_is_found(log, unguarded, gone):  # noqa: ARG001  # the triggers are gone
    run("DELETE FROM proposals_activity WHERE partner = 1 AND number = %s", gone)

    (broken,) = verify_chains(proposal=log).breaks

    assert (broken.number, broken.why) == (gone + 1, f"row {gone} is missing")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "x"),
        ("email", "b@example.org"),
        ("salt", "x"),
        ("commitment", "x"),
    ],
)
def test_other_name_beside_the_chain_is_found(log, column, value):
    ActivityPerson.objects.filter(email="a@example.org").update(**{column: value})

    (broken,) = verify_chains(proposal=log).breaks

    assert (broken.number, broken.why) == (
        0,
        "somebody's name or address is not what was committed to",
    )


def test_erased_person_leaves_the_log_sound(log):
    ActivityPerson.objects.all().delete()

    assert verify_chains(proposal=log).breaks == ()


def test_kind_nobody_writes_is_found_even_if_all_is_computed_anew(log):
    row = Activity(
        proposal=log,
        number=4,
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        kind="invented",
        actor="system",
        facts="{}",
        previous=Activity.objects.get(proposal=log, number=3).digest,
    )
    row.digest = row.computed_digest
    row.save()

    (broken,) = verify_chains().breaks

    assert broken.number == 4


def test_command_says_how_much_is_sound(log, capsys):
    call_command("verify_activity")
    call_command("verify_activity", proposal=log.alliance.public_id)

    assert capsys.readouterr().out.splitlines() == [
        "4 rows of 2 proposals are what was written",
        "3 rows of 1 proposals are what was written",
    ]


def test_command_names_the_first_broken_row(log, unguarded, capsys):  # noqa: ARG001  # the triggers are gone
    run("UPDATE proposals_activity SET facts = '{}' WHERE number > 1")

    with pytest.raises(CommandError, match=r"1 of 2 logs are broken\."):
        call_command("verify_activity")

    assert capsys.readouterr().err.splitlines() == [
        f"{log.alliance.public_id}, row 2: it is not what was written"
    ]


def test_command_refuses_an_unknown_head_and_an_unknown_proposal(log):
    head = Activity.objects.get(proposal=log, number=1).digest
    in_groups = " ".join(head[at : at + 8] for at in range(0, 64, 8))
    call_command("verify_activity", head=in_groups.upper())

    with pytest.raises(CommandError, match="No row carries this digest"):
        call_command("verify_activity", head="ab")
    with pytest.raises(CommandError, match="There is no proposal"):
        call_command("verify_activity", proposal="0" * 32)


def test_command_says_that_the_triggers_are_missing(log, unguarded):  # noqa: ARG001  # both are wanted
    with pytest.raises(CommandError, match="The triggers"):
        call_command("verify_activity")


def test_name_that_signed_is_committed_to():
    draft = make_eligible_draft(confirmation="not_invited")
    token = ask_by_mail(draft)
    by = {"token": token, "function": "Rector", "seen_digest": shown(draft)}
    asked = confirm_participation(name="Anna Kovács", **by)
    sound = verify_chains().breaks

    ConfirmationRequest.objects.update(answered_name="Ben Kovács")
    (broken,) = verify_chains(proposal=draft).breaks
    ConfirmationRequest.objects.update(answered_name="")

    row = Activity.objects.get(kind=ActivityKind.CONFIRMED)
    person = ActivityPerson.objects.get(commitment=row.who)
    why = "the answer carries another name than it was signed with"
    assert (person.name, person.email) == ("Anna Kovács", asked.email)
    assert (sound, broken.number, broken.why) == ((), row.number, why)
    assert verify_chains().breaks == ()
