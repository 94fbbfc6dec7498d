"""Long words of narrow columns part where the reader's language parts them."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from proposals.templatetags.hyphens import SOFT, parted

ORGANISATION = "организација"


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("de", "Großes Sozialunternehmen", ["Großes Sozial", "un", "ter", "nehmen"]),
        ("sr", ORGANISATION, [ORGANISATION[:4], "ни", "за", ORGANISATION[8:]]),
        ("en", "VET provider", ["VET provider"]),
        ("xx", "Sozialunternehmen", ["Sozialunternehmen"]),
    ],
)
def test_long_words_may_part_with_a_hyphen(language, text, parts):
    with translation.override(language):
        found = parted(text)

    assert found.split(SOFT) == parts


def test_long_names_of_what_a_consortium_needs_are_parted():
    need = SimpleNamespace(id="labour", title="Arbeitsmarktpartner", norm="Fünf.")
    part = SimpleNamespace(public_id=uuid4(), needs=[need])

    with translation.override("de"):
        page = render_to_string(
            "proposals/workspace/_begin.html",
            {"part": part, "may_edit": False, "others": False},
        )

    names = re.findall("<dt><a [^>]*>([^<]*)</a>", page)
    assert names == [f"Arbeits{SOFT}markt{SOFT}partner"]
