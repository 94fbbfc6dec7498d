"""What the words of a form mean: nothing invented, every quote copied."""

import pytest
from django.template import Context, Template

from alliances.enums import Role
from proposals.selectors.form.meanings import MEANINGS
from tests.architecture.sources import BASE

SEED = (BASE / "fixtures" / "sources" / "seed.txt").read_text(encoding="utf-8")
ALL = [each for group in MEANINGS.values() for each in group]


def shown(form):
    return Template("{% load written %}{% meanings form %}").render(
        Context({"form": form})
    )


@pytest.mark.parametrize("meaning", ALL, ids=lambda each: str(each.word))
def test_what_was_read_is_quoted_word_for_word_and_nothing_else_is(meaning):
    assert meaning.is_found is bool(meaning.quote)
    assert meaning.quote in SEED
    assert meaning.source


def test_every_role_is_explained_where_one_is_chosen():
    words = {str(each.word) for each in MEANINGS["partner"]}

    assert {str(role.label) for role in Role} <= words


def test_word_whose_text_was_not_read_says_so():
    page = shown("part-a")

    assert "Unverified" in page
    assert "Found" not in page
    assert "was not read" in page


def test_quote_keeps_the_language_of_its_source():
    assert '<span class="written__quote" lang="en">“Any participating' in shown(
        "partner"
    )
