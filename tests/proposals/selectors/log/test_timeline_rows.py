"""Each kind of act has a sentence, and it names what the row says."""

import datetime as dt

import pytest
from django.utils import timezone

from eligibility.core import canonical
from proposals.enums import ActivityKind, LetterState
from proposals.errors import SectorTaken
from proposals.models import Activity, ConfirmationRequest
from proposals.selectors.log.timeline_rows import Known, entries
from proposals.selectors.log.timeline_words import SENTENCES

GRANT = "grant_requested_eur"
NOTHING = "nothing, it was saved as it stood"
X = {"changed": ["x"], "x": ["", 5]}
MOMENT = dt.datetime(2026, 11, 28, 13, 2, tzinfo=dt.UTC)
REQUEST = ConfirmationRequest(email="anna@example.org", answered_name="Anna Kovács")
KNOWN = Known(
    people={"m": "Maria", "a": "anna@example.org"},
    partners={3: "P3 School of Plovdiv", 4: "P4 Forge"},
    sections={"summary": "Summary"},
    requests={7: REQUEST},
)


def said(kind, facts=None, **columns):
    row = Activity(
        number=5,
        at=MOMENT,
        kind=kind,
        facts=canonical(facts or {}),
        digest="d",
        **{"actor": "account", "who": "m", "whom": "a", "partner": 3, **columns},
    )
    (entry,) = entries([row], KNOWN)
    return entry.sentence


CASES = [
    ("opened", {"rules": 1}, "Maria opened the alliance"),
    (
        *("copied", {"partners": 3}),
        "Maria copied another alliance, 3 partners",
    ),
    ("archived", {}, "Maria put the alliance into the archive"),
    ("unarchived", {}, "Maria took the alliance out of the archive"),
    (
        *("facts-changed", {"changed": ["title", "duration_months"]}),
        "Maria changed the facts: title, duration in months",
    ),
    ("facts-changed", X, "Maria changed the facts: x from nothing to 5"),
    ("facts-changed", {"changed": []}, f"Maria changed the facts: {NOTHING}"),
    (
        *("facts-changed", {"changed": [GRANT], GRANT: [None, "1000000.00"]}),
        "Maria changed the facts: grant requested from nothing to €1,000,000",
    ),
    (
        *("partner-added", {"role": "full_partner"}),
        "Maria added P3 School of Plovdiv as full partner",
    ),
    (
        *("partner-changed", {"changed": ["types"], "types": ["", "sme|large"]}),
        (
            "Maria changed P3 School of Plovdiv: type from nothing to Small or medium"
            " enterprise"
        ),
    ),
    (
        *("partner-changed", {"changed": ["country_id"], "country_id": ["BE", None]}),
        "Maria changed P3 School of Plovdiv: country from Belgium to nothing",
    ),
    ("partner-removed", {}, "Maria removed P3 School of Plovdiv"),
    ("partner-restored", {}, "Maria put P3 School of Plovdiv back"),
    ("partners-imported", {"partners": 9}, "Maria imported 9 partners from a file"),
    (
        *("told-apart", {"partners": [3, 4]}),
        "Maria said that P3 School of Plovdiv and P4 Forge are two organisations",
    ),
    (
        *("twins-asked", {"partners": [3, 9]}),
        (
            "Maria left it open again whether P3 School of Plovdiv and P9 are two"
            " organisations"
        ),
    ),
    ("asked", {}, "Maria asked P3 School of Plovdiv to confirm"),
    ("sent-again", {}, "Maria had the mail to P3 School of Plovdiv sent again"),
    ("revoked", {}, "Maria took the question to P3 School of Plovdiv back"),
    ("confirmed", {}, "Maria confirmed for P3 School of Plovdiv"),
    ("declined", {}, "Maria declined for P3 School of Plovdiv"),
    (
        *("change-asked", {"fields": ["country", "pic"]}),
        "Maria asked for changes of P3 School of Plovdiv: country, PIC",
    ),
    (
        *("change-accepted", {"field": "name"}),
        "Maria accepted a change of P3 School of Plovdiv: organisation",
    ),
    (
        *("change-refused", {"field": "role"}),
        "Maria refused a change of P3 School of Plovdiv: role",
    ),
    ("not-ours", {}, "The address that was asked is not one of P3 School of Plovdiv"),
    (
        *("set-aside", {"partners": [4]}),
        "What P4 Forge confirmed changed: the confirmation no longer counts",
    ),
    ("invited", {"role": "viewer"}, "Maria invited anna@example.org as viewer"),
    (
        *("duty-changed", {"role": "contact"}),
        "Maria made anna@example.org partner contact",
    ),
    ("joined", {"role": "editor"}, "Maria joined as editor"),
    ("invitation-declined", {}, "Maria declined the invitation"),
    ("colleague-removed", {}, "Maria took the access of anna@example.org back"),
    ("colleague-restored", {}, "Maria gave anna@example.org access again"),
    ("left", {}, "Maria left"),
    (
        *("section-assigned", {"section": "summary"}),
        "Maria gave the section Summary to anna@example.org",
    ),
    (
        *("section-completed", {"section": "summary"}),
        "Maria completed the section Summary",
    ),
    (
        *("section-reopened", {"section": "summary"}),
        "Maria reopened the section Summary",
    ),
    ("plan-added", {"sort": "workpackage", "number": 3}, "Maria added WP3"),
    (
        *("plan-changed", {"sort": "task", "number": 1, "package": 3}),
        f"Maria changed task T3.1: {NOTHING}",
    ),
    ("plan-removed", {"sort": "mobilityline", "number": 4}, "Maria removed mobility"),
    ("plan-restored", {"sort": "unheard", "number": 4}, "Maria put 4 back"),
    (
        *("activity-placed", {"activity": "strategy", "added": [1], "dropped": []}),
        "Maria changed in which work packages an activity is carried out",
    ),
    (
        *("days-changed", {f"WP{n} manager": ["0.0", "3.0"] for n in range(6)}),
        (
            "Maria changed working days of P3 School of Plovdiv: WP0 manager 0 → 3,"
            " WP1 manager 0 → 3, WP2 manager 0 → 3, WP3 manager 0 → 3, and 2 more"
        ),
    ),
    (
        *("days-changed", {"WP1 manager": ["0.0", "1200.5"]}),
        "Maria changed working days of P3 School of Plovdiv: WP1 manager 0 → 1,200.5",
    ),
    (
        *("figures-proposed", {"figures": 2}),
        "Maria proposed figures of P3 School of Plovdiv: 2",
    ),
    (
        *("figures-taken-back", {"figures": 1}),
        "Maria took back a proposed figure of P3 School of Plovdiv",
    ),
    (
        *("figures-approved", {"figures": 2}),
        "Maria approved figures of P3 School of Plovdiv: 2",
    ),
    (
        *("figures-refused", {"figures": 2}),
        "Maria refused figures of P3 School of Plovdiv: 2",
    ),
    ("file-taken", {"changes": 5}, "Maria took 5 changes from a file"),
    ("scenario-applied", {"changes": 5}, "Maria applied a what-if of 5 changes"),
    (
        *("rules-moved", {"rules": [1, 2]}),
        "Maria moved from version 1 to version 2 of the rules",
    ),
    (
        *("verdict-flipped", {"edition": 3, "planned": ["met", "not_met"]}),
        "New data of the call, edition 3, changed the verdict from “Met” to “Not met”",
    ),
    ("submitted", {"submission": "1-EPP"}, "Maria submitted it as 1-EPP"),
    (
        *("submission-refused", {"why": "SectorTaken"}),
        "Maria tried to submit: ",
    ),
    (
        "override-given",
        {"clauses": ["duration-allowed"], "pending": 0},
        "Maria, administrator, allowed it to be submitted in spite of what is not met",
    ),
    ("override-ended", {}, "Maria, administrator, took that leave back"),
    (
        *("support-looked", {}),
        "Maria, administrator, looked at the state, not at its texts",
    ),
    ("withdrawn", {"submission": "1-EPP"}, "Maria withdrew the submission 1-EPP"),
    ("people-erased", {"people": 2}, "The names of people were erased, 2 of them"),
    ("pack-requested", {}, "Maria asked for the application pack"),
    (
        *("documents-drawn", {"partners": [3]}),
        "Maria had drawn what is signed by P3 School of Plovdiv",
    ),
    (
        *("documents-drawn", {"partners": [1, 3, 4, 9]}),
        "Maria had drawn what is signed by P1, P3, P4 and P9",
    ),
    ("copy-uploaded", {}, "Maria uploaded a signed copy of P3 School of Plovdiv"),
    ("copy-removed", {}, "Maria removed the signed copy of P3 School of Plovdiv"),
    ("commented", {}, "Maria commented on an answer"),
    ("comments-settled", {}, "Maria settled comments on an answer"),
    ("comments-reopened", {}, "Maria opened comments on an answer again"),
    ("invited-again", {}, "Maria had the invitation of "),
    ("mail-bounced", {"mail": "bulletin"}, "The mail to "),
]


@pytest.mark.parametrize(("kind", "facts", "words"), CASES)
def test_row_is_a_sentence(kind, facts, words):
    facts = {"confirmed": ["met", "met"], **facts} if "planned" in facts else facts

    assert said(kind, facts).startswith(words)


def test_every_kind_has_a_sentence_and_a_case():
    assert set(SENTENCES) == set(ActivityKind.values)
    assert {kind for kind, *_rest in CASES} == set(ActivityKind.values)


def test_kind_of_a_later_version_is_no_error():
    assert said("later") == "Maria did something this version does not know"


def test_who_was_erased_is_said_to_be():
    assert said("asked", who="x") == (
        "A person who was erased asked P3 School of Plovdiv to confirm"
    )
    assert said("invited", {"role": "editor"}, whom="x") == (
        "Maria invited a person who was erased as editor"
    )
    assert said("section-assigned", {"section": "summary"}, whom="").endswith("nobody")


def test_contact_has_the_name_it_signed_with_until_it_is_erased(monkeypatch):
    contact = {"actor": "contact", "who": "a"}

    assert said("confirmed", {"request": 7}, **contact).startswith("Anna Kovács conf")
    assert said("confirmed", {"request": 8}, **contact).startswith("anna@example.org")
    assert said("confirmed", {"request": 7}, actor="contact", who="x").startswith(
        "A person who was erased"
    )
    monkeypatch.setattr(REQUEST, "answered_name", "")
    assert said("confirmed", {"request": 7}, **contact).startswith("anna@example.org")


def test_verdict_that_moved_as_confirmed_alone_is_told_so():
    facts = {"edition": 2, "planned": ["met", "met"], "confirmed": ["unknown", "met"]}

    assert said("verdict-flipped", facts, actor="system", who="").endswith(
        "from “Cannot tell yet” to “Met”"
    )


def test_mail_of_a_question_is_said_to_have_left_or_not(monkeypatch):
    asked = "Maria asked P3 School of Plovdiv to confirm"

    assert said("asked", {"request": 7}) == f"{asked} (mail not sent yet)"
    monkeypatch.setattr(REQUEST, "letter_state", LetterState.FAILED)
    assert said("asked", {"request": 7}) == f"{asked} (the mail could not be sent)"
    monkeypatch.setattr(REQUEST, "mailed_at", MOMENT + dt.timedelta(minutes=1))
    assert said("asked", {"request": 7}) == f"{asked} (mail sent 14:03)"
    monkeypatch.setattr(REQUEST, "mailed_at", MOMENT + dt.timedelta(days=1))
    assert said("asked", {"request": 7}) == (
        f"{asked} (mail sent 29 November 2026, 14:02)"
    )
    assert said("revoked", {"request": 7}).endswith("back")


def test_refusal_is_told_as_it_was_to_who_tried():
    assert said("submission-refused", {"why": "SectorTaken"}) == (
        f"Maria tried to submit: {str(SectorTaken.message).rstrip('.')}"
    )


def test_refusal_nobody_knows_any_more_is_said_plainly():
    assert said("submission-refused", {"why": "Gone"}) == (
        "Maria tried to submit: it was refused"
    )


def test_row_says_when_in_brussels_and_who():
    row = Activity(number=5, at=MOMENT, kind="left", facts="{}", digest="d")
    row.actor = "system"

    (entry,) = entries([row], KNOWN)

    assert (entry.day, entry.time) == ("28 November 2026", "14:02")
    assert entry.moment == "2026-11-28T14:02:00+01:00"
    assert (entry.number, entry.kind, entry.digest) == (5, "Colleague left", "d")
    assert entry.is_ours
    assert entry.sentence == "The system left"
    assert timezone.is_aware(row.at)
