"""The answer of a partner, as it is typed."""

import hashlib

from proposals.forms.confirmations import (
    CONFIRMS_OTHERWISE,
    AnswerForm,
)
from proposals.selectors.asking.change_choices import ChangeChoices

YES = {"answer": "confirm", "name": "Anna", "function": "Rector", "seen": "{}"}
NO = {"answer": "decline", "name": "Anna", "reason": "No staff."}


CHOICES = ChangeChoices(
    countries=(("BE", "Belgium"), ("FR", "France")),
    kinds=(("ngo", "Non-governmental organisation"),),
    roles=(("associated_partner", "Associated partner"),),
)


def answer(typed):
    return AnswerForm(typed, choices=CHOICES)


def errors(**typed):
    form = answer(typed)
    return {name: [str(each) for each in found] for name, found in form.errors.items()}


def test_confirming_needs_name_and_function():
    assert errors(**{**YES, "name": " ", "function": ""}) == {
        "name": ["Enter your name."],
        "function": ["Enter what you are in your organisation."],
    }
    assert errors(**YES) == {}


def test_declining_needs_name_and_reason():
    assert errors(**{**NO, "name": "", "reason": ""}) == {
        "name": ["Enter your name."],
        "reason": ["Enter why: one sentence is enough."],
    }
    assert errors(**NO) == {}


def test_neither_button_is_no_answer():
    assert list(errors(name="Anna", function="Rector")) == ["answer"]


def test_each_button_gives_what_its_service_takes():
    yes, no = answer(YES), answer(NO)

    assert yes.is_valid()
    assert no.is_valid()
    assert (yes.is_decline, no.is_decline) == (False, True)
    assert yes.given() == {
        "name": "Anna",
        "function": "Rector",
        "seen_digest": hashlib.sha256(b"{}").hexdigest(),
    }
    assert no.given() == {"name": "Anna", "function": "", "reason": "No staff."}


def test_change_needs_a_name_and_something_to_change():
    asked = {"answer": "change", "name": "Anna"}

    assert errors(answer="change") == {
        "name": ["Enter your name."],
        "words": ["Say what should be different."],
    }
    assert errors(**asked, words="Fewer days.") == {}
    assert errors(**asked, new_country="FR") == {}
    assert errors(**asked, new_pic="12") == {
        "new_pic": ["Enter the nine digits of the PIC."]
    }
    assert list(errors(**asked, new_role="applicant")) == ["new_role"]


def test_change_gives_what_is_different_only():
    form = answer(
        {
            "answer": "change",
            "name": "Anna",
            "new_name": " Chamber \n of Ghent ",
            "new_pic": "999 999 999",
            "words": "Fewer days.",
        }
    )

    assert form.is_valid()
    assert form.given() == {
        "name": "Anna",
        "function": "",
        "proposed": {"name": "Chamber of Ghent", "pic": "999999999"},
        "words": "Fewer days.",
    }


def test_confirming_with_a_change_typed_is_neither():
    assert errors(**YES, new_name="Another") == {"words": [str(CONFIRMS_OTHERWISE)]}


def test_part_about_a_change_stands_open_once_it_was_used():
    assert answer({"answer": "change"}).is_change
    assert answer({"words": "Fewer days."}).is_change
    assert not answer(YES).is_change


def test_stranger_owes_no_name():
    form = answer({"answer": "not-ours"})

    assert form.is_valid()
    assert form.given() == {"name": ""}
