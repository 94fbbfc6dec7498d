"""What the consortium lacks: clauses, facts and confirmations."""

from decimal import Decimal

from eligibility.core import Answer
from proposals.completeness import (
    Destination,
    Keeps,
    OpenClause,
    Place,
    findings_of,
)
from proposals.files.form import SectionKind
from tests.proposals.completeness.drafts import (
    BELARUS,
    draft,
    partner,
    section,
    sentences,
)

OUTSIDE = section(code="elsewhere", kind=SectionKind.ADDED_VALUE)


def test_a_draft_in_order_leaves_nothing():
    assert findings_of(draft()) == ()


def test_each_missing_fact_leads_to_its_field():
    found = findings_of(draft(title="", sector="", months=None, grant=None))

    assert [(each.sentence, each.to) for each in found] == [
        ("The title is not stated.", Destination(Place.FACT, ("title",))),
        ("The sector is not named.", Destination(Place.FACT, ("sector",))),
        ("The duration is not stated.", Destination(Place.FACT, ("duration_months",))),
        ("The grant is not stated.", Destination(Place.FACT, ("grant_requested_eur",))),
    ]
    assert {(each.keeps, each.mark) for each in found} == {
        (Keeps.SUBMITTING, "unknown")
    }


def test_a_grant_of_nothing_is_stated():
    assert sentences(draft(grant=Decimal(0))) == []


def test_clauses_that_are_not_met_come_before_the_unknown():
    unknown = OpenClause("a", "A: 0 to 1 of 3", "A: perhaps.", is_unknown=True)
    missing = OpenClause("b", "B: 0 of 3", "B: no.", is_unknown=False)
    late = OpenClause(
        "c", "C: 12", "C: 12, not 48.", is_unknown=False, fact="duration_months"
    )

    found = findings_of(draft(clauses=(unknown, missing, late)))

    assert [(each.words, each.sentence, each.mark, each.to) for each in found] == [
        ("B: 0 of 3", "B: no.", "not-met", Destination(Place.CLAUSE, ("b",))),
        (
            "C: 12",
            "C: 12, not 48.",
            "not-met",
            Destination(Place.FACT, ("duration_months",)),
        ),
        ("A: 0 to 1 of 3", "A: perhaps.", "unknown", Destination(Place.CLAUSE, ("a",))),
    ]


def waiting(number):
    return [partner(each, answer=Answer.INVITED) for each in range(2, number + 2)]


def test_silent_partners_are_named():
    one, two = (
        findings_of(draft(participants=(partner(), *waiting(each)))) for each in (1, 2)
    )

    assert [each.sentence for each in (*one, *two)] == [
        "P2 has not confirmed.",
        "P2 and P3 have not confirmed.",
    ]
    assert (one[0].to.place, one[0].mark) == (Place.CONFIRMATIONS, "sent")


def test_many_silent_partners_are_counted():
    silent = [partner(2, answer=Answer.INVITED, label=f"P{n}") for n in range(2, 9)]

    assert sentences(draft(participants=(partner(), *silent))) == [
        "7 partners have not confirmed."
    ]


def test_a_partner_country_asks_what_it_brings():
    outside = partner(2, place=BELARUS)
    argued = partner(3, place=BELARUS, has_added_value=True)
    gone = partner(4, place=BELARUS, answer=Answer.DECLINED)
    nowhere = partner(5, place=None)
    partners = (partner(), outside, argued, gone, nowhere)

    (found,) = findings_of(draft(OUTSIDE, participants=partners))

    assert found.sentence == (
        "P2 Ghent is in a Partner country: its added value is not argued."
    )
    assert found.to == Destination(Place.PARTNER, (2, "added_value"))
    assert findings_of(draft(participants=partners)) == ()
