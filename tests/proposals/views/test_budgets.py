"""The page of the budget, its files, and its amount for the facts."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import add, make_colleague, make_eligible_draft, make_user
from tests.proposals.services.budgets import (
    give_days,
    make_budget_draft,
    make_line,
    make_package,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


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


def test_the_matrix_adds_up_by_partner_and_work_package(client, draft, no_writes):
    with no_writes():
        matrix = shown(client, draft).tables["matrix"]

    assert [each.heading for each in matrix.columns] == ["WP1", "WP2", "Days", "Grant"]
    assert [(each.label, cells(each)) for each in matrix.rows] == [
        ("P1", ["336", "577", "913", "€201,762"]),
        ("P2", ["–", "–", "–", "–"]),
        ("P3", ["–", "657", "657", "€56,914"]),
    ]
    assert cells(matrix.foot) == ["336", "1,234", "1,570", "€258,676"]


def test_programme_and_partner_countries_stand_apart(client, draft):
    make_line(draft, 3)

    support = shown(client, draft).tables["support"]

    assert [each.heading for each in support.columns] == [
        "Programme countries",
        "Partner countries",
        "Total",
    ]
    assert [cells(each) for each in support.rows] == [
        ["€201,762", "€56,914", "€258,676"],
        ["–", "€550", "€550"],
        ["–", "€1,000", "€1,000"],
    ]
    assert cells(support.foot) == ["€201,762", "€58,464", "€260,226"]


def test_money_of_no_status_gets_a_column(client, draft):
    add(draft, "Nowhere known", None)
    make_line(draft, 4)

    page = shown(client, draft)

    assert [each.heading for each in page.tables["support"].columns][2] == "No status"
    assert [each.name for each in page.tables["groups"].rows] == [
        "Group 2",
        "Group 4",
        "No rate",
    ]
    assert cells(page.tables["distribution"].rows[3]) == [
        "not known",
        "–",
        "€1,550",
        "€1,550",
        "0.6%",
    ]


def test_categories_and_work_packages_have_their_sums(client, draft):
    make_line(draft, 1)
    tables = shown(client, draft).tables

    assert [cells(each) for each in tables["categories"].rows] == [
        ["290", "€69,610"],
        ["563", "€77,767"],
        ["450", "€69,380"],
        ["267", "€41,919"],
    ]
    assert [(each.label, *cells(each)) for each in tables["packages"].rows] == [
        ("WP1", "336", "€99,703", "–", "€99,703"),
        ("WP2", "1,234", "€158,973", "–", "€158,973"),
        ("", "–", "–", "€1,550", "€1,550"),
    ]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            Decimal(3_900_000),
            "The facts state €3,900,000, the budget comes to €258,676.",
        ),
        (None, "The facts state no grant, the budget comes to €258,676."),
    ],
)
def test_facts_that_state_another_amount_can_take_this_one(
    client, draft, stated, sentence
):
    draft.grant_requested_eur = stated
    draft.save()
    offer = shown(client, draft).offer

    answer = client.post(
        place(draft, "budget-take"),
        {"amount": offer.amount, "facts_version": offer.facts_version},
    )

    draft.refresh_from_db()
    assert offer.sentence == sentence
    assert answer["Location"] == place(draft)
    assert draft.grant_requested_eur == Decimal(258_676)
    assert draft.alliance.title == "Skills for all"
    assert shown(client, draft).agrees


def test_an_amount_is_not_taken_over_newer_facts(client, draft):
    values = {"amount": "258676.00", "facts_version": 1}
    client.post(place(draft, "budget-take"), values)

    again = client.post(place(draft, "budget-take"), values | {"amount": "7"})

    draft.refresh_from_db()
    assert again.status_code == 409
    assert "A colleague changed this" in again.context["refusal"]
    assert draft.grant_requested_eur == Decimal(258_676)


@pytest.mark.parametrize("amount", ["", "-1", "1e30", "0.001"])
def test_what_is_no_amount_is_refused(client, draft, amount):
    answer = client.post(
        place(draft, "budget-take"), {"amount": amount, "facts_version": 1}
    )

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert draft.facts_version == 1


def test_without_days_the_page_says_where_they_are_entered(client):
    draft = make_budget_draft()
    client.force_login(draft.alliance.coordinator)

    answer = client.get(place(draft))

    assert answer.context["page"].is_empty
    assert answer.context["page"].offer is None
    assert "Enter the days of each partner in the work plan" in answer.text


def test_the_task_list_says_whether_there_are_days(client, draft):
    def state(draft):
        tasks = shown(client, draft).tasks.form
        return next(each.state for each in tasks if each.code == "budget")

    assert state(draft) == (
        "Needs attention: The facts state €3,900,000, the budget comes to €258,676"
    )
    draft.work_packages.all().delete()
    assert state(draft) == "Not started"


def test_a_call_without_a_form_has_no_budget_page(client):
    draft = make_eligible_draft()
    client.force_login(draft.alliance.coordinator)

    for name in ("budget", "budget-csv", "budget-xlsx"):
        assert client.get(place(draft, name)).status_code == 404


def test_who_only_reads_is_told_why_the_amount_cannot_be_taken(client, draft):
    client.force_login(make_colleague(draft, role="viewer"))

    page = client.get(place(draft))
    taken = client.post(
        place(draft, "budget-take"), {"amount": "1", "facts_version": 1}
    )

    draft.refresh_from_db()
    assert "You read this proposal." in page.text
    assert "Take the budget" not in page.text
    assert taken.status_code == 422
    assert draft.facts_version == 1


def test_the_rows_of_the_matrix_lead_to_their_days(client, draft):
    row = shown(client, draft).tables["matrix"].rows[1]

    assert row.url == reverse("effort", args=[draft.alliance.public_id, 2])
    assert client.get(row.url).status_code == 200


def test_strangers_see_nothing(client, draft):
    client.force_login(make_user())

    for name in ("budget", "budget-csv", "budget-xlsx"):
        assert client.get(place(draft, name)).status_code == 404
    assert client.post(place(draft, "budget-take")).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_queries_stay_the_same_whatever_the_size(client, draft, size):
    for number in range(3, 3 + size):
        make_package(draft, number)
        give_days(draft, 2, number, manager=3)
        make_line(draft, 2)
        add(draft, f"School {number}")
    client.get(place(draft))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(place(draft))

    assert len(queries) == MOST_QUERIES - 2


def test_a_colleague_costs_one_query_more(client, draft):
    client.force_login(make_colleague(draft))
    client.get(place(draft))

    with CaptureQueriesContext(connection) as queries:
        client.get(place(draft))

    assert len(queries) == MOST_QUERIES - 1
