"""The list of countries is published in editions, and nobody loses a country."""

from functools import partial

import pytest

from alliances.files.tables import RegisteredCountry
from alliances.models import Country, CountryEdition
from alliances.selectors.reference import registered_countries
from alliances.selectors.shared import shared_rows
from alliances.services.countries import (
    BEFORE_EDITIONS,
    CountriesMoved,
    EuCodeTaken,
    publish_countries,
)
from alliances.services.reference import load_countries
from tests.factories import make_user
from tests.proposals.services.racing import at_once

pytestmark = pytest.mark.django_db

BELGIUM = RegisteredCountry("BE", "BE", "Belgium")
GREECE = RegisteredCountry("GR", "EL", "Greece")
HELLAS = RegisteredCountry("GR", "EL", "Hellas")


def publish(*rows, compared_with=0, **values):
    given = {"reason": "A test.", "compared_with": compared_with, **values}
    return publish_countries(rows=rows, **given)


def editions():
    return list(CountryEdition.objects.values_list("version", "reason"))


def test_an_edition_keeps_the_list_by_code():
    edition = publish(GREECE, BELGIUM, by=(by := make_user()))

    assert (str(edition), edition.published_by) == ("Countries v1", by)
    assert shared_rows(edition) == (BELGIUM, GREECE)
    assert registered_countries() == (BELGIUM, GREECE)


def test_a_country_left_out_stays_and_is_not_listed():
    publish(GREECE, BELGIUM)

    publish(GREECE, compared_with=1)

    assert registered_countries() == (GREECE,)
    assert Country.objects.filter(is_listed=False).get().code == "BE"


def test_an_earlier_list_published_again_brings_it_back():
    first = publish(GREECE, BELGIUM)
    publish(HELLAS, compared_with=1)

    publish(*shared_rows(first), compared_with=2)

    assert registered_countries() == (BELGIUM, GREECE)
    assert [version for version, _reason in editions()] == [3, 2, 1]


def test_what_was_stored_before_becomes_the_first_edition():
    load_countries(rows=[("GR", "EL", "Greece")])

    edition = publish(HELLAS, reason="Its own name.")

    assert editions() == [(2, "Its own name."), (1, BEFORE_EDITIONS)]
    assert shared_rows(CountryEdition.objects.get(version=1)) == (GREECE,)
    assert shared_rows(edition) == (HELLAS,)


def test_what_was_stored_before_is_published_as_it_stands():
    load_countries(rows=[("GR", "EL", "Greece")])

    publish(GREECE, reason="As shipped.")

    assert editions() == [(1, "As shipped.")]


def test_the_same_list_twice_is_one_edition():
    first = publish(GREECE, BELGIUM)

    assert publish(BELGIUM, GREECE, compared_with=1) == first


def test_who_compared_with_an_older_list_is_told():
    publish(GREECE)

    with pytest.raises(CountriesMoved):
        publish(HELLAS)

    assert registered_countries() == (GREECE,)


def test_a_code_of_a_country_left_out_is_taken():
    publish(GREECE, BELGIUM)

    with pytest.raises(EuCodeTaken):
        publish(BELGIUM, RegisteredCountry("XX", "EL", "Nowhere"), compared_with=1)

    assert registered_countries() == (BELGIUM, GREECE)
    assert len(editions()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_publishes():
    publish(GREECE)
    acts = [
        partial(publish, HELLAS, compared_with=1),
        partial(publish, BELGIUM, GREECE, compared_with=1),
    ]

    outcomes = at_once(*acts)

    assert {type(each) for each in outcomes} == {CountryEdition, CountriesMoved}
    assert len(editions()) == 2
