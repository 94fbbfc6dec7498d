"""Long words of narrow columns part where the reader's language parts them."""

import pytest
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
