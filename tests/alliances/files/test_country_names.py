"""Country names: read where they mean one country, never guessed."""

import pytest

from alliances.files.countries import shipped_countries
from alliances.files.country_names import country_of


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
