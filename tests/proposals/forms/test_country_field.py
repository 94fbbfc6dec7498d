"""The list of countries is drawn as Django draws any choice, only once."""

import re
from typing import cast

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils import translation

from proposals.forms.country_field import CountryField
from proposals.selectors.consortium.countries import country_groups
from proposals.snapshots.reference import current_reference
from tests.factories import make_call

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    country = CountryField(required=False)

    def __init__(self, *given, countries, **more):
        super().__init__(*given, **more)
        cast("CountryField", self.fields["country"]).offer(countries)


class Plain(forms.Select):
    """What Django would draw, each option with what a search needs."""

    def __init__(self, countries, unknown):
        self.found = {each.iso: each for _heading, those in countries for each in those}
        choices = [(h, [(each.iso, each.label) for each in t]) for h, t in countries]
        super().__init__({"id": "id_country"}, [("", unknown), *choices])

    def create_option(self, *given, **more):
        option = super().create_option(*given, **more)
        if each := self.found.get(option["value"]):
            option["attrs"] |= {
                "data-name": each.name,
                "data-code": each.code,
                "data-others": "|".join(each.others),
                "data-standing": each.standing,
                "data-kind": each.kind,
            }
        return option


def squeezed(html):
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", str(html)).strip()


@pytest.fixture
def countries():
    call = make_call()
    return country_groups(current_reference({call.code})[call.code])


@pytest.mark.parametrize("value", ["", "BE", "RS", "XX", '"><b>', None])
def test_the_list_is_drawn_as_django_draws_it(countries, value):
    form = Form(initial={"country": value}, countries=countries)

    theirs = Plain(countries, "Not known yet")
    html = theirs.render("country", value, renderer=DjangoTemplates())
    assert squeezed(form["country"]) == squeezed(html)


def test_each_form_shows_its_own_choice(countries):
    one, other = (
        str(Form({"country": code}, countries=countries)["country"])
        for code in ("BE", "RS")
    )

    assert re.findall('value="(..)" selected', one) == ["BE"]
    assert re.findall('value="(..)" selected', other) == ["RS"]


@pytest.mark.parametrize(
    ("code", "is_offered"), [("BE", True), ("", True), ("XX", False)]
)
def test_only_what_is_offered_can_be_chosen(countries, code, is_offered):
    form = Form({"country": code}, countries=countries)

    assert form.is_valid() is is_offered


def test_each_reads_the_list_in_the_own_language(countries):
    english = str(Form(countries=countries)["country"])

    with translation.override("de"):
        call = current_reference({"open"})["open"]
        german = str(Form(countries=country_groups(call))["country"])

    assert "Belgium" in english
    assert "Belgien" in german
    assert "Not known yet" not in german


def test_countries_are_made_once_for_an_edition(countries):
    again = country_groups(current_reference({"open"})["open"], kept=["BE"])

    assert again is countries
