"""Names and figures that are kept are those of each reader's language."""

from django.utils.translation import override

from eligibility.words import country_name, figure


def _said(code):
    with override(code):
        return country_name("GR"), country_name("XX"), figure(2000)


def test_each_language_keeps_its_own():
    found = [_said(code) for code in ("de", "en", "de")]

    german = ("Griechenland", "XX", "2.000")
    assert found == [german, ("Greece", "XX", "2,000"), german]
