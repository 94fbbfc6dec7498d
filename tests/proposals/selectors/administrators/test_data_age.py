"""What is in force, in words of the product that follow the reader's language."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from alliances.models import Call
from alliances.words import SHIPPED
from eligibility.models import Rulebook
from proposals.selectors.administrators.data_age import data_age
from tests.factories import publish_shipped_call

pytestmark = pytest.mark.django_db


def in_german():
    with translation.override("de"):
        (call,) = data_age(list(Call.objects.all()), now=timezone.now()).calls
    return call


def test_our_words_are_in_the_language_of_the_reader():
    publish_shipped_call("rehearsal")
    Rulebook.objects.update(reason=SHIPPED)

    call = in_german()

    assert call.title == "Übungsaufruf, die Regeln von 2020"
    assert call.rules.reason == "Mit dem Produkt ausgeliefert"


def test_words_of_an_administrator_stay_as_they_were_typed():
    publish_shipped_call("rehearsal")
    Call.objects.update(title="Ours")
    Rulebook.objects.update(reason="A wrong figure was mended.")

    call = in_german()

    assert (call.title, call.rules.reason) == ("Ours", "A wrong figure was mended.")


def test_what_was_shipped_says_so_and_no_day():
    publish_shipped_call("rehearsal")
    Rulebook.objects.update(reason=SHIPPED)

    call = in_german()
    rules, edition = (
        render_to_string("proposals/administration/_age.html", {"age": each})
        for each in (call.rules, call.edition)
    )

    assert (call.rules.is_shipped, call.edition.is_shipped) == (True, False)
    assert (rules.count(call.rules.published), rules.count(" old")) == (0, 0)
    assert (edition.count(call.edition.published), edition.count(" old")) == (1, 1)
