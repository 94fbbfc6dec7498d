"""What does not fit in a budget, one sentence and one link each."""

from decimal import Decimal

import pytest
from django.urls import reverse

from alliances.enums import Confirmation, Role
from proposals.selectors.plan import budget
from tests.factories import add
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    proposal = make_budget_draft()
    make_package(proposal)
    make_package(proposal, 2, title="Pilots", kind="imp")
    give_days(proposal, 1, 1, manager=169, teacher=167)
    give_days(proposal, 1, 2, technician=310, administrative=267)
    give_days(proposal, 3, 2, manager=121, teacher=396, technician=140)
    client.force_login(proposal.alliance.coordinator)
    return proposal


def place(draft, name="budget"):
    return reverse(name, args=[draft.alliance.public_id])


def shown(client, draft):
    return client.get(place(draft)).context["page"]


def cells(row):
    return [each.words for each in row.cells]


def sentences(page):
    return [each.sentence for each in page.findings]


def test_a_budget_above_the_ceiling_says_by_how_much(client, draft):
    give_days(draft, 2, 1, manager=99_999)

    page = shown(client, draft)

    assert page.ceiling == "€4,000,000"
    assert page.ceiling_of == "Ceiling for 48 months"
    assert page.ceiling_source.startswith("Found. ")
    assert sentences(page) == [
        "The budget is €6,858,570 above the ceiling of €4,000,000."
    ]


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (24, "The call has no ceiling for 24 months."),
        (None, ""),
    ],
)
def test_a_duration_decides_the_ceiling(client, draft, months, sentence):
    draft.duration_months = months
    draft.save()

    page = shown(client, draft)

    assert sentences(page) == [
        *filter(None, [sentence]),
        "P2 School of Iasi has no days yet.",
    ]
    assert page.ceiling == ("open" if months else "€4,000,000")


def test_a_law_without_a_ceiling_is_no_fault_of_the_budget(client, draft, monkeypatch):
    monkeypatch.setattr(budget, "CEILING", "no-such-clause")

    page = shown(client, draft)

    assert (page.ceiling, page.ceiling_source) == ("open", "")
    assert sentences(page) == ["P2 School of Iasi has no days yet."]


def test_an_open_duration_leaves_two_ceilings_open(client):
    draft = make_budget_draft(lot="lot-1", duration_months=None)
    client.force_login(draft.alliance.coordinator)

    page = shown(client, draft)

    assert sentences(page) == ["The ceiling is open: no duration is stated."]
    assert (page.ceiling, page.ceiling_of) == ("open", "Ceiling")


def test_days_that_bring_nothing_are_named_and_never_a_silent_zero(client, draft):
    add(draft, "Nowhere known", None)
    add(draft, "Antarctic base", "AQ")
    add(draft, "Friends", "BE", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Gone", "BE", confirmation=Confirmation.DECLINED)
    for number in (4, 5, 6, 7):
        give_days(draft, number, 1, manager=1 if number == 4 else 2.5)

    page = shown(client, draft)

    assert sentences(page) == [
        "P4 Nowhere known: no country, so no rate: 1 day not counted.",
        "P5 Antarctic base: the call has no rate for Antarctica: 2.5 days not counted.",
        "P6 Friends is an associated partner and gets no grant: 2.5 days not counted.",
        "P7 Gone takes part no more: 2.5 days not counted.",
        "P2 School of Iasi has no days yet.",
    ]
    assert [cells(each)[-1] for each in page.tables["matrix"].rows] == [
        "€201,762",
        "–",
        "€56,914",
        "not counted",
        "not counted",
    ]
    assert cells(page.tables["matrix"].foot)[-1] == "€258,676"
    assert cells(page.tables["distribution"].rows[3])[1:] == [
        "not counted",
        "–",
        "not counted",
        "–",
    ]


def test_many_partners_without_days_are_counted_not_listed(client, draft):
    for number in range(6):
        add(draft, f"School {number}")

    assert sentences(shown(client, draft)) == ["7 partners have no days yet."]


def test_gaps_of_mobility_lead_to_their_line(client, draft):
    make_line(draft, 1, distance_km=None, days=None)
    make_line(draft, 1, days=Decimal(61), work_package=draft.work_packages.first())

    page = shown(client, draft)

    lines = place(draft, "mobility-lines")
    assert [(each.sentence, each.url) for each in page.findings[1:]] == [
        (
            "Mobility line M1: the distance is open, so travel is not counted.",
            f"{lines}#m1-distance_km",
        ),
        (
            "Mobility line M1: the days are open, so subsistence is not counted.",
            f"{lines}#m1-days",
        ),
        ("Mobility line M1: it names no work package.", f"{lines}#m1-work_package"),
        (
            "Mobility line M2: the stay is longer than any that is paid: not counted.",
            f"{lines}#m2-days",
        ),
    ]


def test_months_of_the_plan_are_no_matter_of_the_budget(client, draft):
    draft.work_packages.update(start_month=1, end_month=99)

    assert sentences(shown(client, draft)) == ["P2 School of Iasi has no days yet."]
