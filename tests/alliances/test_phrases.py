"""Labels lead to what follows and choices are read as the reader's language does."""

import pytest
from django.template import Context, Template
from django.utils import translation

from alliances import phrases
from proposals.templatetags import colons

FRENCH_COLON = "\u00a0:"


@pytest.mark.parametrize(
    ("language", "led", "told"),
    [
        ("en", "Due:", ": 3 May"),
        ("fr", f"Due{FRENCH_COLON}", f"{FRENCH_COLON} 3 May"),
        ("sr", "Due:", ": 3 May"),
    ],
)
def test_colon_is_set_as_the_language_sets_it(language, led, told):
    with translation.override(language):
        assert (colons.lead("Due"), colons.trail("3 May")) == (led, told)
        assert phrases.labelled("Due", "3 May") == f"Due{told}"


def test_choices_read_as_sentences():
    assert phrases.either([]) == ""
    assert phrases.either(["24"]) == "24"
    assert phrases.either(["24", "36", "48"]) == "24, 36 or 48"
    with translation.override("de"):
        assert phrases.either(["24", "36"]) == "24 oder 36"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "100,000 things"),
        ("de", "100.000 things"),
        ("fr", "100\u202f000 things"),
        ("sr", "100.000 things"),
        ("sr-latn", "100.000 things"),
    ],
)
def test_count_is_written_with_the_sign_of_the_language(language, written):
    source = (
        "{% load figures i18n %}{% blocktranslate count number=total|figure %}"
        "{{ number }} thing{% plural %}{{ number }} things{% endblocktranslate %}"
    )

    with translation.override(language):
        drawn = Template(source).render(Context({"total": 100_000}))

    assert drawn == written
