"""Both readings side by side, and the sentence on what they differ in."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation
from proposals.selectors.standing.readings import eligibility_page
from tests.factories import add, make_eligible_draft

pytestmark = pytest.mark.django_db


def compared(draft):
    return eligibility_page(draft, now=timezone.now()).comparison


def test_clauses_that_hang_on_answers_are_marked():
    both = compared(make_eligible_draft(confirmation=Confirmation.INVITED))

    differing = {
        each.planned.id: (each.planned.figure, each.confirmed.figure)
        for each in both.clauses
        if each.differs
    }
    assert differing == {
        "min-programme-countries": ("3 of 3", "1 to 3 of 3"),
        "min-full-partners": ("3 of 3", "1 to 3 of 3"),
        "min-labour-market": ("1 of 1", "0 to 1 of 1"),
    }
    assert both.difference == (
        "2 partners have not confirmed: the verdicts on 3 clauses depend on that."
    )
    assert [(each.label, each.name) for each in both.waiting] == [
        ("P2", "Chamber of Ghent"),
        ("P3", "School of Plovdiv"),
    ]


def test_same_readings_are_said_to_be_the_same():
    both = compared(make_eligible_draft())

    assert both.difference == (
        "Every partner has confirmed, so both readings are the same."
    )
    assert (both.waiting, any(each.differs for each in both.clauses)) == ((), False)


def test_answer_nothing_hangs_on_is_said_to_be_so():
    draft = make_eligible_draft()
    add(draft, "One more", "BE", "ngo", confirmation=Confirmation.INVITED)

    assert compared(draft).difference == (
        "1 partner has not confirmed. No verdict depends on that."
    )


def test_one_clause_is_counted_as_one():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=2).update(types="ngo")
    add(draft, "Guild", "BE", "sector_body", confirmation=Confirmation.NOT_INVITED)

    assert compared(draft).difference == (
        "1 partner has not confirmed: the verdict on 1 clause depends on that."
    )
