"""The form of a partner: names and PICs as people paste them."""

import uuid

import pytest

from alliances.enums import Role
from alliances.models import Country
from proposals.forms.partners import (
    NewPartnerForm,
    PresentPartnerForm,
    new_partner_values,
    partner_values,
)
from proposals.selectors.partners import partner_choices
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def choices():
    return partner_choices(make_draft())


def filled(choices, **changes):
    values = new_partner_values() | {"name": "Chamber of Ghent", "country": "BE"}
    return NewPartnerForm(values | changes, choices=choices)


def test_new_partner_is_full_unless_said_otherwise(choices):
    form = filled(choices, types=["sector_body"])

    assert form.is_valid(), form.errors
    entry = form.entry()
    assert (entry.name, entry.role) == ("Chamber of Ghent", Role.FULL_PARTNER)
    assert entry.country == Country.objects.get(pk="BE")
    assert (entry.types, entry.pic) == (("sector_body",), "")


def test_only_name_and_role_must_be_known(choices):
    form = filled(choices, country="")

    assert form.is_valid(), form.errors
    assert form.entry().country is None
    assert form.entry().types == ()


def test_pasted_blanks_are_no_part_of_name_or_pic(choices):
    form = filled(choices, name=" Chamber\n of\tGhent ", pic="123 456\u00a0789")

    assert form.is_valid(), form.errors
    assert (form.entry().name, form.entry().pic) == ("Chamber of Ghent", "123456789")


@pytest.mark.parametrize("pic", ["12345678", "1234567890", "12345678x", "١٢٣٤٥٦٧٨٩"])
def test_pic_that_is_no_nine_digits_is_refused(choices, pic):
    form = filled(choices, pic=pic)

    assert form.errors == {
        "pic": ["Enter the nine digits of the PIC, or leave it empty."]
    }


@pytest.mark.parametrize(
    "change",
    [
        {"country": "XX"},
        {"role": "chief"},
        {"types": ["sect"]},
        {"request_key": "one"},
        {"name": "A" * 301},
        {"name": " \u00a0 "},
    ],
)
def test_what_no_control_offers_is_refused(choices, change):
    assert set(filled(choices, **change).errors) == set(change)


def test_key_guards_a_new_partner_and_version_a_present_one(choices):
    key = uuid.uuid4()
    new = filled(choices, request_key=key)
    partner = add(make_draft(), "Chamber of Ghent", "BE", "sector_body")
    present = PresentPartnerForm(partner_values(partner), choices=choices)

    assert new.is_valid(), new.errors
    assert present.is_valid(), present.errors
    assert new.guard() == {"request_key": key}
    assert present.guard() == {"version": partner.version}


def test_each_empty_form_has_a_key_of_its_own():
    keys = {new_partner_values()["request_key"] for _ in range(3)}

    assert len(keys) == 3


def test_present_partner_is_shown_as_stored(choices):
    partner = add(make_draft(), "School of Plovdiv", "BG", "vet_provider", "ngo")
    form = PresentPartnerForm(partner_values(partner), choices=choices)

    assert form.is_valid(), form.errors
    entry = form.entry()
    assert (entry.name, entry.types) == ("School of Plovdiv", ("vet_provider", "ngo"))
