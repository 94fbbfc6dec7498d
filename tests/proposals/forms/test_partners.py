"""The form of a partner: names and PICs as people paste them."""

import uuid

import pytest
from django.http import QueryDict
from django.utils import timezone

from alliances.enums import Role
from alliances.models import Country, Organisation
from proposals.forms.partners import (
    NewPartnerForm,
    PresentPartnerForm,
    new_partner_values,
    partner_values,
    suggested_values,
    typed_values,
)
from proposals.selectors.consortium.partners import partner_choices
from proposals.selectors.consortium.suggestions import Suggestion
from tests.factories import add, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def choices():
    return partner_choices(make_draft(), now=timezone.now())


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


@pytest.fixture
def registered(choices):  # noqa: ARG001  # publishes the countries
    return Organisation.objects.create(
        name="Chamber of Ghent", country_id="BE", types="sector_body", pic="999000011"
    )


def stated(form):
    assert form.is_valid(), form.errors
    return form.entry()


def test_register_is_linked_as_long_as_both_agree(choices, registered):
    link = {"organisation": registered.pk}

    same = filled(choices, **link, name="Chamber of Ghént", pic="")
    translated = filled(choices, **link, name="Kamer van Gent", pic="999000011")
    other = filled(choices, **link, name="Chamber of Antwerp")
    elsewhere = filled(choices, **link, country="FR")

    assert stated(same).organisation == registered
    assert stated(translated).organisation == registered
    assert stated(other).organisation is None
    assert stated(elsewhere).organisation is None


@pytest.mark.parametrize("key", ["", "0", "99", "9" * 30])
@pytest.mark.usefixtures("registered")
def test_entry_there_is_not_links_nothing(choices, key):
    assert stated(filled(choices, organisation=key)).organisation is None


def test_pic_typed_as_the_name_states_what_the_register_knows(choices, registered):
    entry = stated(filled(choices, name="999 000 011", country=""))

    assert (entry.name, entry.pic) == ("Chamber of Ghent", "999000011")
    assert (entry.country.pk, entry.types) == ("BE", ("sector_body",))
    assert entry.organisation == registered


@pytest.mark.usefixtures("registered")
def test_what_was_chosen_goes_before_what_the_register_knows(choices):
    entry = stated(filled(choices, name="999000011", country="BE", types=["ngo"]))

    assert entry.types == ("ngo",)


def test_unknown_pic_typed_as_the_name_asks_for_a_name(choices):
    assert filled(choices, name="123456789").errors == {
        "name": [
            (
                "The register has no organisation with this PIC. Enter its name here,"
                " and the PIC below."
            )
        ]
    }


@pytest.mark.parametrize(
    ("name", "digits"), [("1234567", 7), ("999 999 99", 8), ("9999999991", 10)]
)
def test_half_a_pic_is_no_name(choices, name, digits):
    assert filled(choices, name=name).errors == {
        "name": [f"A PIC has nine digits, this has {digits}."]
    }


def test_present_partner_keeps_its_link(choices, registered):
    partner = add(
        make_draft(), "Chamber of Ghent", "BE", "ngo", organisation=registered
    )
    form = PresentPartnerForm(partner_values(partner), choices=choices)

    assert stated(form).organisation == registered


def test_choosing_leaves_what_the_suggestion_does_not_know():
    typed = typed_values(QueryDict("name=gh&country=BE&types=ngo&types=sme&pic=1"))
    suggestion = Suggestion(
        key="p1",
        name="Ghent",
        country="",
        types=(),
        pic="",
        organisation=None,
        sources=(),
    )

    assert typed | suggested_values(suggestion) == {
        "name": "Ghent",
        "country": "BE",
        "types": ["ngo", "sme"],
        "pic": "1",
    }


def test_country_carries_what_a_search_needs(choices):
    option = (
        str(filled(choices)["country"]).partition('value="GR"')[2].partition(">")[0]
    )

    assert 'data-code="EL"' in option
    others = option.partition('data-others="')[2].partition('"')[0].split("|")
    assert ("Ελλάδα" in others, others[-1]) == (True, "GR")
    assert 'data-standing="Programme country under this call"' in option


def test_text_on_the_added_value_is_composed_and_its_ends_are_trimmed(choices):
    form = filled(choices, country="GE", added_value=" Cafe\u0301\r\nPorts ")

    assert form.is_valid(), form.errors
    assert form.entry().added_value == "Café\nPorts"


@pytest.mark.parametrize(
    ("text", "is_valid"), [("é\r\n" * 1500, True), ("x" * 3001, False)]
)
def test_text_is_counted_as_it_is_stored_and_never_cut(choices, text, is_valid):
    form = filled(choices, country="GE", added_value=text)

    assert form.is_valid() is is_valid
    if not is_valid:
        assert form.errors == {
            "added_value": ["This has 3,001 characters, at most 3,000 fit."]
        }
        assert form["added_value"].value() == text


def test_nobody_has_to_state_an_added_value_to_be_saved(choices):
    assert filled(choices, country="GE").is_valid()


def test_text_of_a_partner_stands_in_its_form_again():
    partner = add(make_draft(), "Tbilisi", "GE", added_value="Ports.")

    assert partner_values(partner)["added_value"] == "Ports."
