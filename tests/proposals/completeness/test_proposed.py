"""Figures that partners propose, among what is left to do."""

from proposals.completeness import (
    Destination,
    Keeps,
    Place,
    findings_of,
    standing_of_section,
)
from tests.proposals.completeness.drafts import (
    BUDGET,
    BUDGET_SECTION,
    budgeted,
    draft,
)


def standing(contents):
    return standing_of_section(contents, BUDGET_SECTION, findings_of(contents))


def waiting(contents):
    return [each for each in findings_of(contents) if each.keeps is Keeps.WORD]


def test_who_proposes_figures_waits_for_a_word():
    contents = budgeted(proposed={1: 2})

    (found,) = waiting(contents)

    assert found.sentence.endswith(" proposes 2 figures: approve or refuse them.")
    assert found.to == Destination(Place.PROPOSED, (1,))
    assert (found.section, found.partner) == (BUDGET, 1)


def test_a_form_without_a_budget_has_no_such_figures():
    assert findings_of(draft(proposed={1: 2})) == ()


def test_the_section_counts_what_is_proposed():
    before, after = standing(budgeted()), standing(budgeted(proposed={1: 2}))

    assert after.state == f"{before.state}, 2 figures proposed"
    assert after.mark == (before.mark or "wait")
