"""An export holds what an erasure would take, nobody else's data, and no secret."""

import json

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from structlog.testing import capture_logs

from proposals.enums import ChangedField
from proposals.files.personal_data import personal_data
from proposals.services.colleagues import invite_colleague
from proposals.services.confirmations import ask_for_change, confirm_participation
from proposals.services.erasure import forget_person
from proposals.services.letters import send_letter
from proposals.services.personal_data import FORMAT, export_person
from proposals.services.reports import report_rule_publicly
from tests.factories import make_colleague, make_eligible_draft, make_user, submit
from tests.proposals.late import keep_late
from tests.proposals.services.asking import ask, newest_token, shown
from tests.proposals.services.part_a import give

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent")]

ANNA = "ana@soria.example"
OTHER = "rector@soria.example"
"""Who stands beside Ana in Part A."""
ENTRIES = {each.name: each for each in personal_data().rows}


@pytest.fixture
def draft():
    return make_eligible_draft(confirmation="not_invited")


@pytest.fixture
def anna(draft):
    """Give Anna an account, and have her act wherever people act."""
    anna = make_user(ANNA, full_name="Ana Ruiz")
    UserSession.objects.create(
        user=anna, session_key="k" * 32, ip="192.0.2.1", user_agent="Firefox"
    )
    for number in (2, 3):
        request = ask(draft, number, ANNA)
        send_letter(kind="confirmation-request", key=request.pk)
        told = {"token": newest_token(), "name": "Ana Ruiz", "function": "Officer"}
        if number == 2:
            confirm_participation(**told, seen_digest=shown(draft, number))
        else:
            new, words = {ChangedField.NAME: "Another School"}, "Call Ana on 123."
            ask_for_change(**told, proposed=new, words=words)
    invite_colleague(proposal=draft, email=ANNA, by=draft.alliance.coordinator)
    give(draft)
    rulebook = draft.rulebook
    report_rule_publicly(rulebook=rulebook, clause="partners", text="No.", contact=ANNA)
    submit(draft, accepts_pending=True)
    keep_late(draft, "facts", by=anna, text="Too late, Ana Ruiz")
    return anna


def text_of(held):
    return json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)


def stored():
    """Return what every column of every table says, by table, key and column."""
    return {
        (model._meta.label, row.pk, column.name): column.value_from_object(row)
        for model in apps.get_models()
        for row in model._default_manager.all()
        for column in model._meta.fields
    }


def exported(held):
    return {
        (ENTRIES[name].model, row["key"], column): value
        for name, rows in held["parts"].items()
        for row in rows
        for column, value in row.items()
    }


@pytest.mark.usefixtures("anna")
def test_what_is_erased_was_exported():
    before = stored()
    held = exported(export_person(email=ANNA, by="test"))

    forget_person(email=ANNA)

    after = stored()
    own = {(each.model, name) for each in ENTRIES.values() for name in each.fields}
    withheld = {(e.model, name) for e in ENTRIES.values() for name in e.withheld}
    erased = {
        place: value
        for place, value in before.items()
        if value and not after.get(place) and place[::2] not in withheld
        # Of a row that went, what was about a person; of one that stays, what went.
        if place in after or place[::2] in own
        if not isinstance(value, int)  # keys of accounts stay out
    }
    assert {table for table, _key, _column in erased} == {
        "proposals.ActivityPerson",
        "proposals.AnswerCopy",
        "proposals.Colleague",
        "proposals.ConfirmationRequest",
        "proposals.LateText",
        "proposals.PartA",
        "proposals.ProposedChange",
        "proposals.RuleReport",
        "proposals.SubmissionNotice",
        "usersessions.UserSession",
    }
    assert {place: held.get(place) for place in erased} == erased


def test_other_people_and_secrets_stay_out(draft, anna):
    text = text_of(export_person(email=ANNA, by="test"))

    maria = draft.alliance.coordinator
    assert "Ana Ruiz" in text
    for other in (OTHER, "Inés Gil", maria.email, anna.password, "k" * 32):
        assert other not in text


def test_somebody_else_s_late_text_gives_only_what_is_about_the_address(draft):
    keep_late(
        draft,
        "facts",
        contact_name="Ana Ruiz",
        contact_email=ANNA,
        representative_email=OTHER,
        words="mine",
    )

    held = export_person(email=ANNA, by="test")

    (late,) = held["parts"]["late-texts"]
    assert late["typed"] == {"contact_name": ["Ana Ruiz"], "contact_email": [ANNA]}


def test_own_account_acts_and_words_are_in_it(draft):
    maria = draft.alliance.coordinator
    ask(draft, 2, OTHER)
    submission = submit(draft, accepts_pending=True)

    held = export_person(email=maria.email.upper(), by="test")

    assert (held["format"], held["address"]) == (FORMAT, maria.email.upper())
    assert held["parts"]["account"][0]["email"] == maria.email
    assert [each["as"] for each in held["acts"]].count("coordinator") == 1
    assert "asked" in [each["kind"] for each in held["parts"]["log-acts"]]
    assert held["named_in_submissions"] == [submission.number]
    assert OTHER not in text_of(held)


def test_who_has_access_is_exported_though_not_erased(draft):
    make_colleague(draft, make_user(ANNA))

    held = export_person(email=ANNA, by="test")

    (row,) = held["parts"]["colleague-invitation"]
    assert row["email"] == ANNA


def test_nobody_of_an_address_is_nothing():
    held = export_person(email="nobody@example.org", by="test")

    assert (held["parts"], held["acts"], held["named_in_submissions"]) == ({}, [], [])


@pytest.mark.usefixtures("anna")
def test_logs_say_who_and_how_much_and_nothing_of_whom():
    with capture_logs() as lines:
        export_person(email=ANNA, by=7)
        forget_person(email=ANNA)

    said = [each for each in lines if each["event"].endswith(("exported", "erased"))]
    assert [(each["event"], each["by"]) for each in said] == [
        ("person_exported", 7),
        ("people_erased", "clock"),
    ]
    assert ANNA not in text_of(said)
