"""The withdrawal test of a draft: who is critical for what, and what then."""

from dataclasses import replace

import pytest
from django.utils import timezone

from eligibility.services.ways_out import withdrawal_test
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing import withdrawals
from proposals.selectors.standing.withdrawals import withdrawal_page, withdrawal_summary
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db
QUERIES = 6


def summary(proposal):
    return withdrawal_summary(proposal, *standing_of(proposal, now=timezone.now()))


def page(proposal):
    return withdrawal_page(proposal, now=timezone.now())


def roomy():
    """Make a draft that can lose any partner but the applicant."""
    draft = make_eligible_draft()
    add(draft, "Union of Bari", "IT", "sector_body")
    add(draft, "Technical School of Lille", "FR", "vet_provider")
    return draft


def test_without_organisations_there_is_nobody_to_lose():
    draft = make_draft()

    assert summary(draft) is None
    assert page(draft).summary is None


def test_everybody_is_critical_where_there_is_nobody_to_spare():
    found = summary(make_eligible_draft())

    assert found.headline == (
        "3 of 3 organisations are critical: without each of them something is no"
        " longer met."
    )
    assert [(each.label, each.breaks) for each in found.critical][1:] == [
        ("P3", "min-programme-countries and min-full-partners"),
        ("P1", found.critical[2].breaks),
    ]
    assert found.critical[2].breaks.startswith(
        "one-applicant, applicant-in-programme-country"
    )
    assert (found.is_safe, found.more) == (False, "")


def test_only_the_applicant_is_critical_where_there_is_room():
    found = summary(roomy())

    assert found.headline == (
        "1 of 5 organisations is critical: without it something is no longer met."
    )
    assert [each.name for each in found.critical] == ["University of Soria"]


def test_a_consortium_that_meets_nothing_loses_nothing():
    draft = make_draft(sector="")
    add(draft, "Some body", "GE")

    found = summary(draft)

    assert found.is_safe
    assert found.headline == "What is met stays met if the one organisation leaves."


def test_the_workspace_names_a_few_and_the_page_all(monkeypatch):
    monkeypatch.setattr(withdrawals, "MOST_NAMED", 2)
    draft = make_eligible_draft()
    found = summary(draft)

    assert (len(found.critical), found.more) == (2, "1 more")
    assert len(page(draft).critical) == 3


def test_the_page_says_the_smallest_way_on():
    rows = {each.label: each for each in page(make_eligible_draft()).critical}

    assert rows["P3"].mend.startswith("Add 1 full partner")
    assert rows["P3"].number == "3"


def test_pairs_are_named_for_what_neither_breaks_alone_and_any_two_said_once():
    draft = make_eligible_draft()
    add(draft, "Firm of Bari", "IT", "sme")
    found = page(draft)

    assert [(each.names, each.breaks) for each in found.pairs] == [
        (
            (
                "Any two of: P1 University of Soria, P2 Chamber of Ghent, P3 School of"
                " Plovdiv, P4 Firm of Bari"
            ),
            "min-programme-countries and min-full-partners",
        ),
        ("P2 Chamber of Ghent and P4 Firm of Bari", "min-labour-market"),
        (
            "P1 University of Soria and P3 School of Plovdiv",
            "min-education-training",
        ),
    ]
    assert found.pairs_words == "6 pairs break something that neither breaks alone."


def test_where_no_pair_is_worse_than_its_two_it_says_so():
    draft = make_eligible_draft()
    draft.alliance.partnerships.exclude(number=1).delete()

    assert page(draft).pairs_words == "No pair breaks more than its two break alone."


def test_what_was_not_tried_is_said(monkeypatch):
    monkeypatch.setattr(withdrawals, "withdrawal_test", _cut_short)

    assert page(make_eligible_draft()).pairs_words.endswith(
        "Not every pair was tried: there are too many."
    )


def _cut_short(**options):
    return replace(withdrawal_test(**options), is_complete=False)


@pytest.mark.parametrize("partners", [1, 3])
def test_the_page_costs_the_same_for_every_number_of_partners(
    partners, django_assert_num_queries
):
    draft = make_eligible_draft()
    for number in range(partners):
        add(draft, f"School {number}", "FR", "vet_provider")
    page(draft)
    draft = type(draft).objects.select_related("alliance__call", "rulebook").get()

    with django_assert_num_queries(QUERIES):
        page(draft)
