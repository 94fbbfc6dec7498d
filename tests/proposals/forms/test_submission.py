"""The form that submits: what it carries and what it asks."""

import uuid

from django.utils.datastructures import MultiValueDict

from proposals.errors import PendingPartners
from proposals.forms.submission import SubmitForm, fresh_values

KEY = uuid.UUID(int=7)


def pressed(pending=(), clauses=(), **entries):
    data = MultiValueDict({"idempotency_key": [str(KEY)], "revision": ["3"]})
    for name, value in entries.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return SubmitForm(data, pending=pending, clauses=clauses)


def test_a_person_says_that_they_may_act():
    form = pressed()

    assert form.errors == {"may_act": ["Confirm that you may act for the applicant."]}


def test_pressed_form_carries_key_version_and_ticks():
    form = pressed(may_act="on", accepts_pending="on")

    assert form.is_valid()
    assert form.cleaned_data == {
        "idempotency_key": KEY,
        "revision": 3,
        "seen": "",
        "representative": "",
        "accepts_unverified": [],
        "accepts_pending": True,
        "may_act": True,
    }
    assert form.ticks == {
        "representative": "",
        "accepts_unverified": [],
        "accepts_pending": True,
        "may_act": True,
    }


def test_what_the_page_did_not_ask_is_left_to_the_service():
    form = pressed(may_act="on")

    assert form.is_valid()
    assert form.cleaned_data["accepts_pending"] is False


def test_everything_that_is_missing_is_said_at_once():
    clauses = (("grant", "Grant"), ("duration", "Duration"))
    form = pressed(("P2 Cámara de Sevilla",), clauses, accepts_unverified=["grant"])

    assert form.errors == {
        "accepts_unverified": ["Tick each of these clauses to submit."],
        "accepts_pending": [str(PendingPartners.message)],
        "may_act": ["Confirm that you may act for the applicant."],
    }


def test_warning_names_the_partners():
    form = SubmitForm(pending=("P15 ZVKDS", "P17 ENCATC"))

    assert form.fields["accepts_pending"].label == (
        "I submit although P15 ZVKDS and P17 ENCATC have not confirmed. Their mandates"
        " follow if the project is selected."
    )


def test_one_partner_has_not_confirmed():
    form = SubmitForm(pending=("P15 ZVKDS",))

    assert form.fields["accepts_pending"].label == (
        "I submit although P15 ZVKDS has not confirmed. Its mandate follows if the"
        " project is selected."
    )


def test_many_partners_are_counted_because_the_list_above_names_them():
    form = SubmitForm(pending=tuple(f"P{n}" for n in range(2, 7)))

    assert form.fields["accepts_pending"].label == (
        "I submit although the 5 partners named above have not confirmed. Their"
        " mandates follow if the project is selected."
    )


def test_clauses_are_named_one_by_one():
    clauses = (("min-full-partners", "Full partners. Not met"), ("grant", "Grant"))
    named = [*dict(clauses), "gone-since"]
    data = {"accepts_unverified": named, "may_act": "on"}
    form = pressed(clauses=clauses, **data)

    assert form.fields["accepts_unverified"].choices == list(clauses)
    assert form.is_valid()
    assert form.cleaned_data["accepts_unverified"] == named


def test_nothing_is_asked_to_be_named_where_nothing_has_to_be():
    asked = [each.name for each in SubmitForm().helper.layout.get_field_names()]

    assert {"accepts_unverified", "accepts_pending"}.isdisjoint(asked)
    assert "may_act" in asked


def test_broken_key_is_refused():
    assert pressed(idempotency_key="x", may_act="on").is_broken
    assert not pressed().is_broken


def test_every_form_shown_has_a_key_of_its_own():
    first = fresh_values(revision=1, seen="")
    second = fresh_values(revision=1, seen="")

    assert first["idempotency_key"] != second["idempotency_key"]
