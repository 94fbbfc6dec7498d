"""The form that submits, shown anew, says by hand what crispy would draw of it."""

import re

import pytest
from django.template import engines
from django.template.loader import render_to_string

from proposals.forms.submission import SubmitForm, fresh_values

CLAUSES = (("min-partners", "Partners <b>: 2 of 8"), ("grant", "Grant"))
CRISPY = "{% load crispy_forms_tags %}{% crispy form %}"
GIVEN = {
    "nothing given": {},
    "an address": {"representative": 'a&b"@example.org'},
    "ticked": {
        "may_act": True,
        "accepts_pending": True,
        "accepts_unverified": ["grant"],
    },
}


def plain(html):
    one_line = re.sub(r"\s+", " ", html)
    return re.sub(r"\s*(<[^<>]*>)\s*", r"\1", one_line).strip()


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
@pytest.mark.parametrize("clauses", [(), CLAUSES], ids=["no clause", "clauses"])
@pytest.mark.parametrize("number", [0, 2, 7])
@pytest.mark.parametrize("seen", ["", 'a<"b'])
def test_fresh_form_is_what_crispy_draws(seen, number, clauses, given):
    pending = tuple(f"P{each} Haute école <{each}>" for each in range(number))
    values = fresh_values(revision=1234567, seen=seen) | given

    def form():
        return SubmitForm(pending=pending, clauses=clauses, initial=values)

    drawn = render_to_string("proposals/submission/_fields.html", {"form": form()})
    crispy = engines["django"].from_string(CRISPY).render({"form": form()})

    assert plain(drawn) == plain(crispy)


def test_form_that_comes_back_keeps_what_was_typed_and_says_what_is_wrong():
    form = SubmitForm({"representative": "nobody", "revision": "3"}, pending=("P2",))

    drawn = render_to_string("proposals/submission/_fields.html", {"form": form})

    assert 'value="nobody"' in drawn
    assert "Confirm that you may act for the applicant." in drawn
