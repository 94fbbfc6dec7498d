"""What moving over to other rules would do to open drafts."""

import pytest
from django.utils import timezone

from eligibility.catalogue import published_rulebook
from eligibility.core import Outcome, parse_rulebook
from eligibility.models import Rulebook
from proposals.models import Proposal
from proposals.selectors.law.impact import impact_of
from proposals.selectors.law.shifts import Shift
from tests.factories import (
    add,
    make_call,
)
from tests.proposals.borders import three_countries
from tests.rulebooks import rules_of

pytestmark = pytest.mark.django_db

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET


def impact(call, **change):
    return impact_of(call=call, now=timezone.now(), **change)


def test_new_rules_say_what_moving_over_would_do():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="THREE")
    more = three_countries(call, "ES", "BE", "RS", acronym="FOUR")
    add(more, "France", "FR", "vet_provider")

    found = impact(
        call, rulebook=parse_rulebook(_raised(rules_of(call.code)), source="new")
    )

    (flip,) = found.flips
    assert (flip.acronym, flip.planned) == ("THREE", Shift(MET, NOT_MET))
    assert [each.id for each in flip.clauses] == ["min-programme-countries"]


def _raised(text):
    """Return the small rules with four Programme countries instead of three."""
    head, clause, tail = text.partition('id = "min-programme-countries"')
    return head + clause + tail.replace("value = 3", "value = 4", 1)


def test_a_clause_that_comes_or_goes_is_told_with_one_side():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="THREE")
    head, _, rest = rules_of(call.code).partition(
        '\n[[clauses]]\nid = "min-full-partners"'
    )
    tail = rest.partition("\n[[clauses]]")
    fewer = parse_rulebook(head + tail[1] + tail[2], source="new")

    found = impact(call, rulebook=fewer)

    (draft,) = found.touched
    assert [(each.id, each.planned) for each in draft.clauses] == [
        ("min-full-partners", Shift(MET, None))
    ]
    assert not draft.is_flip


def test_rules_without_its_lot_leave_a_draft_without_verdict():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="LARGE")
    alliance = Proposal.objects.get().alliance
    alliance.project_type = alliance.lot.project_types.get(code="large")
    alliance.save()
    text = rules_of(call.code).replace(
        '[[lots.project_types]]\ncode = "large"\ntitle = "Large"\n', ""
    )

    found = impact(call, rulebook=parse_rulebook(text, source="new"))

    (draft,) = found.flips
    assert (draft.planned, draft.has_no_place, draft.clauses) == (
        Shift(MET, None),
        True,
        (),
    )
    assert found.becoming(None) == 1


def test_the_rules_in_force_change_nothing():
    call = make_call()
    three_countries(call, "ES", "BE", "RS", acronym="THREE")

    found = impact(call, rulebook=published_rulebook(Rulebook.objects.get()))

    assert (found.drafts, found.touched) == (1, ())


@pytest.mark.parametrize("drafts", [1, 3])
def test_many_drafts_cost_as_many_queries_as_one(drafts, django_assert_num_queries):
    call = make_call()
    for number in range(drafts):
        three_countries(call, "ES", "BE", "RS", acronym=f"DRAFT{number}")
    rules = parse_rulebook(_raised(rules_of()), source="new")
    impact(call)

    with django_assert_num_queries(6):
        found = impact(call, rulebook=rules)

    assert len(found.flips) == drafts
