"""Country names: read where they mean one country, never guessed."""

import re

import pytest
from babel import Locale
from django.conf import settings
from django.utils.translation import to_locale

from alliances.files.countries import shipped_countries
from alliances.files.country_names import (
    LANGUAGES,
    PRODUCT_LANGUAGES,
    country_of,
    names_of,
    other_names,
)
from alliances.files.synonyms import plain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        (" el ", "GR"),
        ("GR", "GR"),
        ("UK", "GB"),
        ("GRC", "GR"),
        ("Germany", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("Allemagne", "DE"),
        ("Alemania", "DE"),
        ("Österreich", "AT"),
        ("Osterreich", "AT"),
        ("Ελλάδα", "GR"),
        ("България", "BG"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("FYROM", "MK"),
        ("Bosnia and Herzegovina", "BA"),
        ("The Netherlands", "NL"),
        ("Kosovo", "XK"),
        ("Kosovo*", "XK"),
        ("Kosovo (UNSCR 1244/1999)", "XK"),
        ("Косово", "XK"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Swaziland", "SZ"),
        ("Nemačka", "DE"),
        ("Немачка", "DE"),
        ("Severna Makedonija", "MK"),
        ("The former Yugoslav Republic of Macedonia", "MK"),
        ("Republic of North Macedonia", "MK"),
        ("Gambia", "GM"),
        ("The Gambia", "GM"),
        ("Congo", "CG"),
        ("DR Congo", "CD"),
        ("Kongo", ""),
        ("Niger", "NE"),
        ("ZZ", ""),
        ("Belgum", ""),
        ("Europe", ""),
        ("", ""),
    ],
)
def test_country_is_read_by_code_and_name(text, code):
    assert country_of(text) == code


def test_every_country_is_found_by_its_shipped_name():
    names = shipped_countries()

    assert {code: country_of(name) for code, name in names.items()} == {
        code: code for code in names
    }


def test_the_countries_are_those_of_iso_3166_and_kosovo():
    codes = shipped_countries().keys()

    assert len(codes) == 249 + 1
    assert "XK" in codes
    assert [code for code in codes if not re.fullmatch("[A-Z]{2}", code)] == []


@pytest.mark.parametrize("language", PRODUCT_LANGUAGES)
def test_every_country_is_found_by_its_name_in_each_language(language):
    names = Locale.parse(language).territories

    assert [
        (code, names[code])
        for code in shipped_countries()
        if country_of(str(names[code])) != code
        or str(names[code]) not in names_of(code)
    ] == []


def test_every_other_name_means_its_country_alone():
    told = [(code, name) for code, names in other_names().items() for name in names]

    assert [each for each in told if country_of(each[1]) != each[0]] == []
    assert len({plain(name) for _code, name in told}) == len(told)


def test_no_other_name_is_that_of_another_country_somewhere():
    told = {plain(name): code for code in other_names() for name in other_names()[code]}

    assert {
        (name, code, told[plain(name)])
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in shipped_countries() and told.get(plain(name), code) != code
    } == set()


def test_the_product_speaks_the_languages_it_finds_countries_in():
    spoken = {to_locale(code) for code, _name in settings.LANGUAGES}

    assert spoken == set(PRODUCT_LANGUAGES)
